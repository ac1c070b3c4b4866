import type { Frame } from '#realtime/frame.ts';

/** Where one subscription's frames go: a socket and the id of the request on it. */
export type Sink = {
  send: (frame: Frame) => void;
  /** The reader is too slow: more frames would only pile up in memory. */
  isCongested: () => boolean;
  /** Resolves once what was sent has left, or the socket is closed. */
  drained: () => Promise<void>;
};
