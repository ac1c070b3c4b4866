/** Nothing heard of somebody for this long means that they have stopped. */
const typingMs = 5_000;

/** Who types in a conversation just now. */
export class TypingUsers {
  readonly #onChange: (userIds: readonly string[]) => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(onChange: (userIds: readonly string[]) => void) {
    this.#onChange = onChange;
  }

  update({ user_id, typing }: { user_id: string; typing: boolean }): void {
    const wasTyping = this.#timers.has(user_id);
    clearTimeout(this.#timers.get(user_id));
    this.#timers.delete(user_id);
    if (typing)
      this.#timers.set(
        user_id,
        setTimeout(() => this.update({ user_id, typing: false }), typingMs),
      );
    if (typing !== wasTyping) this.#onChange([...this.#timers.keys()]);
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#onChange([]);
  }
}
