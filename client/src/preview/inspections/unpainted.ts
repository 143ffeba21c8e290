// Messages whose HTML stopped the web view: the next time their text is shown first.

/** What is known of one view of a message. */
export class Unpainted {
  /** When the drawing of a message began: milliseconds, by the name of the message. */
  readonly #begun = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  begins(message: string): void {
    this.#begun.set(message, this.#now());
  }

  ends(message: string): void {
    this.#begun.delete(message);
  }

  /** The view was closed: what had just begun would have come to its end. */
  closes(message: string): void {
    const begun = this.#begun.get(message);
    if (begun !== undefined && this.#now() - begun < PATIENCE_MS) this.#begun.delete(message);
  }

  /** True where the drawing began long ago, and never ended. */
  has(message: string): boolean {
    const begun = this.#begun.get(message);
    return begun !== undefined && this.#now() - begun >= PATIENCE_MS;
  }
}

/** Of all previews of this window. */
export const unpainted = new Unpainted();

/** Whoever waits less closes a view for another reason. */
const PATIENCE_MS = 4000;
