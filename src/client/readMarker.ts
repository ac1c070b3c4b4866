/** Reading goes on while somebody looks; it is told at most this often. */
const restMs = 1_000;

/** Tells how far somebody has read, once it is before their eyes, no oftener than needed and never backwards. */
export class ReadMarker {
  readonly #tell: (seq: number) => void;
  readonly #isLooking: () => boolean;
  #seen = 0;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `isLooking`: whether somebody looks at the tab. */
  constructor(tell: (seq: number) => void, isLooking: () => boolean) {
    this.#tell = tell;
    this.#isLooking = isLooking;
  }

  /** The newest message in sight, by its place in the conversation. */
  see(seq: number): void {
    this.#seen = Math.max(this.#seen, seq);
    this.look();
  }

  /** To be called when the tab is looked at again. */
  look(): void {
    if (this.#timer || this.#seen <= this.#told || !this.#isLooking()) return;
    this.#told = this.#seen;
    this.#tell(this.#seen);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.look();
    }, restMs);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
