import { type DestinationStream, pino } from 'pino';
import { describeError } from '#shared/describeError.ts';

const hidden = '[hidden]';

const secretNames =
  'authorization cookie password token access_token refresh_token apikey secret'.split(' ');

/** In texts that somebody else composed: an address, a header, a message of a library. */
const secretPatterns: [pattern: RegExp, replacement: string][] = [
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, hidden],
  [/([?&](?:token|access_token|refresh_token|apikey)=)[^&\s"'\\]+/gi, `$1${hidden}`],
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, `$1 ${hidden}`],
  [/(:\/\/[^/\s:@"]*:)[^/\s@"]+@/g, `$1${hidden}@`],
];

/**
 * JSON lines. Errors are told without what people wrote, and secrets are hidden wherever they stand; still,
 * never pass it the text of documents and messages.
 */
export function createLogger(destination?: DestinationStream) {
  const options = {
    base: { pid: process.pid },
    serializers: { err: (error: unknown) => describeError(error) },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: hidden,
    },
    hooks: {
      streamWrite: (line: string) =>
        secretPatterns.reduce((text, [pattern, shown]) => text.replace(pattern, shown), line),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The process's, on stdout. */
export const logger = createLogger();

/** What ends the process is told like every error; Node itself would print all that the error holds. */
export function logCrashes(): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'crashed');
    process.exit(1);
  });
}
