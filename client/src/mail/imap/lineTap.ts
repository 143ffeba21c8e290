// Cuts what passes on an IMAP connection into lines, literals apart, without holding much of it.

/** Told of what passes. */
export interface LineTapListener {
  /** A line without its line end; long ones are cut short. */
  readonly line: (line: string) => void;
  /** A literal begins. @param octets how many were announced. */
  readonly literal: (octets: number) => void;
}

/** Takes octets in pieces of any size. */
export class LineTap {
  readonly #listener: LineTapListener;
  readonly #longest: number;
  #shown = '';
  /** The end of the line: whether a literal follows stands there, however long the line is. */
  #end = '';
  #announced = 0;
  #missing = 0;

  /** @param longest characters of a line that are shown. */
  constructor(listener: LineTapListener, longest: number) {
    this.#listener = listener;
    this.#longest = longest;
  }

  /** Octets of the literal under way, and how many of them have not come; undefined outside of one. */
  get literal(): { readonly announced: number; readonly missing: number } | undefined {
    return this.#missing > 0 ? { announced: this.#announced, missing: this.#missing } : undefined;
  }

  take(chunk: Buffer): void {
    let from = 0;
    while (from < chunk.length) {
      if (this.#missing > 0) {
        const taken = Math.min(this.#missing, chunk.length - from);
        this.#missing -= taken;
        from += taken;
        continue;
      }
      const lineFeed = chunk.indexOf(0x0a, from);
      const to = lineFeed < 0 ? chunk.length : lineFeed;
      if (this.#shown.length < this.#longest) {
        this.#shown += chunk.toString('utf8', from, Math.min(to, from + this.#longest));
      }
      this.#end = (this.#end + chunk.toString('latin1', Math.max(from, to - END), to)).slice(-END);
      from = to + 1;
      if (lineFeed < 0) return;
      this.#lineEnds();
    }
  }

  #lineEnds(): void {
    const line = this.#shown.replace(/\r$/, '');
    const announced = Number(/\{(\d{1,10})\+?\}\r?$/.exec(this.#end)?.[1] ?? 0);
    this.#shown = '';
    this.#end = '';
    this.#listener.line(line.length > this.#longest ? `${line.slice(0, this.#longest)}...` : line);
    this.#announced = announced;
    this.#missing = announced;
    if (announced > 0) this.#listener.literal(announced);
  }
}

/** Octets that hold `{1234567890+}` and the CR. */
const END = 16;
