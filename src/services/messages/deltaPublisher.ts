/** How pieces of an answer leave the worker. */
export type DeltaSink = {
  /** `offset`: the length in UTF-16 units of the text before `text`. */
  send: (offset: number, text: string) => void;
  /** Keeps the text so far, so that a reload shows it. Must not reject. */
  save: (text: string) => Promise<void>;
};

const sendMs = 50;
const saveMs = 250;

/** A notification holds 8,000 bytes; JSON may need six for one UTF-16 unit. */
const maxUnits = 1_100;

/**
 * Collects an answer as it is made. The first piece goes out at once, further ones together at most every
 * 50 ms; the text is saved 250 ms after the last save, one save at a time.
 */
export class DeltaPublisher {
  readonly #sink: DeltaSink;
  #text = '';
  #sent = 0;
  #saved = 0;
  #resting: NodeJS.Timeout | undefined;
  #onRested: (() => void) | undefined;
  #saveTimer: NodeJS.Timeout | undefined;
  #saving: Promise<void> | undefined;

  constructor(sink: DeltaSink) {
    this.#sink = sink;
  }

  get text(): string {
    return this.#text;
  }

  add(piece: string): void {
    this.#text += piece;
    if (!this.#resting) this.#send();
    this.#planSave();
  }

  /** Sends what is left when its time has come, and waits for a save under way. */
  async finish(): Promise<void> {
    clearTimeout(this.#saveTimer);
    if (this.#resting && this.#sent < this.#text.length)
      await new Promise<void>((resolve) => {
        this.#onRested = resolve;
      });
    await this.abandon();
  }

  /** Sends and saves nothing more; waits for a save under way. */
  async abandon(): Promise<void> {
    clearTimeout(this.#resting);
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    await this.#saving;
    clearTimeout(this.#saveTimer);
  }

  #send(): void {
    let end = wholeCharacters(this.#text, this.#sent + maxUnits);
    // Half a surrogate pair waits for its other half.
    if (end <= this.#sent) return;
    for (; end > this.#sent; end = wholeCharacters(this.#text, this.#sent + maxUnits)) {
      this.#sink.send(this.#sent, this.#text.slice(this.#sent, end).toWellFormed());
      this.#sent = end;
    }
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      this.#send();
      this.#onRested?.();
    }, sendMs);
  }

  #planSave(): void {
    if (this.#saveTimer || this.#saving || this.#saved === this.#text.length) return;
    this.#saveTimer = setTimeout(() => {
      this.#saveTimer = undefined;
      this.#saving = this.#save();
    }, saveMs);
  }

  async #save(): Promise<void> {
    this.#saved = this.#text.length;
    const end = wholeCharacters(this.#text, this.#text.length);
    await this.#sink.save(this.#text.slice(0, end).toWellFormed());
    this.#saving = undefined;
    this.#planSave();
  }
}

/** The greatest end, at most `end`, that cuts no surrogate pair. */
function wholeCharacters(text: string, end: number): number {
  const within = Math.min(end, text.length);
  return /[\ud800-\udbff]/.test(text.charAt(within - 1)) ? within - 1 : within;
}
