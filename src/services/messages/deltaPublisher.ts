/** How pieces of an answer leave the worker. */
export type DeltaSink = {
  /** `offset`: the length in UTF-16 units of the text before `text`. */
  send: (offset: number, text: string) => void;
  /** Keeps the text so far, so that a reload shows it. */
  save: (text: string) => Promise<void>;
};

const sendMs = 50;
const saveMs = 250;

/** A notification holds 8,000 bytes; JSON may need six for one UTF-16 unit. */
const maxUnits = 1_200;

/**
 * Collects an answer as it is made, sends it on in pieces at most every 50 ms, and saves it at most every
 * 250 ms, one save at a time.
 */
export class DeltaPublisher {
  readonly #sink: DeltaSink;
  #text = '';
  #sent = 0;
  #savedLength = 0;
  #sendTimer: NodeJS.Timeout | undefined;
  #saveTimer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(sink: DeltaSink) {
    this.#sink = sink;
  }

  get text(): string {
    return this.#text;
  }

  add(piece: string): void {
    this.#text += piece;
    this.#sendTimer ??= setTimeout(() => this.#send(), sendMs);
    this.#saveTimer ??= setTimeout(() => this.#save(), saveMs);
  }

  /** Sends what is left and waits for a save under way. */
  async finish(): Promise<void> {
    clearTimeout(this.#saveTimer);
    this.#send();
    await this.#saving;
  }

  /** Sends nothing more. */
  async abandon(): Promise<void> {
    clearTimeout(this.#sendTimer);
    clearTimeout(this.#saveTimer);
    await this.#saving;
  }

  #send(): void {
    clearTimeout(this.#sendTimer);
    this.#sendTimer = undefined;
    while (this.#sent < this.#text.length) {
      const end = wholeCharacter(this.#text, this.#sent + maxUnits);
      // Half a surrogate pair waits for its other half.
      if (end <= this.#sent) return;
      this.#sink.send(this.#sent, this.#text.slice(this.#sent, end));
      this.#sent = end;
    }
  }

  #save(): void {
    this.#saveTimer = undefined;
    const text = this.#text.slice(0, wholeCharacter(this.#text, this.#text.length));
    if (text.length === this.#savedLength) return;
    this.#savedLength = text.length;
    this.#saving = this.#saving.then(() => this.#sink.save(text));
  }
}

/** The greatest end, at most `end`, that cuts no surrogate pair. */
function wholeCharacter(text: string, end: number): number {
  const within = Math.min(end, text.length);
  const isInsidePair = /[\ud800-\udbff]/.test(text.charAt(within - 1));
  return isInsidePair ? within - 1 : within;
}
