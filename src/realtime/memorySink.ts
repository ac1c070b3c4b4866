import { z } from 'zod';
import type { Frame } from '#realtime/frame.ts';
import type { Sink } from '#realtime/sink.ts';

const Received = z.object({
  result: z.object({
    id: z.string(),
    data: z.object({
      data: z.array(z.object({ offset: z.number(), type: z.string(), payload: z.unknown() })),
    }),
  }),
});

export type ReceivedEvent = { id: string; offset: number; type: string; payload: unknown };

/** A subscriber of a test: decodes what a client would have got. */
export class MemorySink implements Sink {
  readonly events: ReceivedEvent[] = [];
  congested = false;
  #onChange: (() => void)[] = [];

  send(frame: Frame): void {
    const { result } = Received.parse(JSON.parse(frame.textFor(1)));
    for (const event of result.data.data) this.events.push({ id: result.id, ...event });
    this.#changed();
  }

  isCongested(): boolean {
    return this.congested;
  }

  async drained(): Promise<void> {
    while (this.congested) await this.#change();
  }

  drain(): void {
    this.congested = false;
    this.#changed();
  }

  /** Resolves once the events satisfy `condition`. */
  async until(condition: (events: ReceivedEvent[]) => boolean): Promise<void> {
    while (!condition(this.events)) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#onChange.push(resolve));
  }

  #changed(): void {
    for (const resolve of this.#onChange.splice(0)) resolve();
  }
}
