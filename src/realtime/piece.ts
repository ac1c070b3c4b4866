import type { EncodedEvent } from '#events/read.ts';
import { eventsFrame, type Frame } from '#realtime/frame.ts';

/** Some consecutive events of a scope in one frame. */
export type Piece = { frame: Frame; firstOffset: number; lastOffset: number };

/** In UTF-16 units of JSON; a single longer event is a piece of its own. */
const maxPieceLength = 64 * 1024;

/** Cut so that a slow reader's buffer passes its limit by no more than one piece. */
export function encodePieces(epoch: string, events: readonly EncodedEvent[]): Piece[] {
  const groups: [EncodedEvent, ...EncodedEvent[]][] = [];
  let length = 0;
  for (const event of events) {
    const group = groups.at(-1);
    length += event.json.length;
    if (group && length <= maxPieceLength) group.push(event);
    else {
      groups.push([event]);
      length = event.json.length;
    }
  }
  return groups.map((group) => ({
    frame: eventsFrame(epoch, group),
    firstOffset: group[0].offset,
    lastOffset: (group.at(-1) ?? group[0]).offset,
  }));
}
