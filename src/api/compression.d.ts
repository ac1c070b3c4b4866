/** As much of it as is used, for `node:http`: the types on the registry are those of Express. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Options = { filter?: (request: IncomingMessage, response: ServerResponse) => boolean };

  export default function compression(
    options?: Options,
  ): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
}
