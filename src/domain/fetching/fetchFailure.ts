const reasons = {
  not_public: 'This address does not lead to the public internet, so it is not fetched.',
  not_web: 'Only http:// and https:// addresses on their usual ports are fetched.',
  no_such_host: 'There is no server by the name in this address.',
  unreachable: 'The server at this address cannot be reached.',
  too_slow: 'The server at this address takes too long to answer.',
  too_many_redirects: 'This address leads on and on to other addresses.',
  not_found: 'There is no page at this address.',
  sign_in: 'This page is shown only to those who are signed in there.',
  refused: 'The server at this address does not give this page.',
  server_fault: 'The server at this address has a fault of its own.',
  page_too_large: 'This page is larger than a file may be here.',
  same_content: 'The same content is here already, as another document.',
} as const;

export type FetchFailureCode = keyof typeof reasons;

export const fetchFailureCodes = Object.keys(reasons);

export function isFetchFailureCode(code: string): code is FetchFailureCode {
  return code in reasons;
}

/** What may be over at the next attempt. */
const passing: readonly FetchFailureCode[] = [
  'no_such_host',
  'unreachable',
  'too_slow',
  'server_fault',
];

/** Why a web page could not be fetched. */
export class FetchFailure extends Error {
  readonly code: FetchFailureCode;

  constructor(code: FetchFailureCode, cause?: unknown) {
    super(`The page is ${code}`, { cause });
    this.name = 'FetchFailure';
    this.code = code;
  }

  /** Another attempt would end alike. */
  get isPermanent(): boolean {
    return !passing.includes(this.code);
  }

  /** A sentence for the person who asked for the page. */
  get userMessage(): string {
    return reasons[this.code];
  }
}
