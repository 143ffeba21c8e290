// Keeps what lines were parsed to by their text: sessions repeat themselves, and an edit changes one line.

/**
 * Syntax by the kind of line and its own text. Bounded: what two generations have not asked for is forgotten, and a
 * generation ends (`rotate`) when it has grown too large, so that nothing is kept for each line of a long session.
 */
export class SyntaxCache {
  #young = new Map<string, Map<string, unknown>>();
  #old = new Map<string, Map<string, unknown>>();
  /** UTF-16 units of the young generation's texts. */
  #length = 0;
  readonly #beside = new Map<string, unknown>();

  /** What `parse` makes of a text; made once. @param kind names the parser: one for each, on one line. */
  of<T>(kind: string, text: string, parse: (text: string) => T): T {
    if (text.length > MAX_TEXT) return parse(text);
    // One kind of line is always parsed by the same function, so what is kept has its type.
    const young = this.#young.get(kind)?.get(text) as T | undefined;
    if (young !== undefined) return young;
    const syntax = (this.#old.get(kind)?.get(text) as T | undefined) ?? parse(text);
    if (this.#length >= MAX_LENGTH) this.rotate();
    let texts = this.#young.get(kind);
    if (!texts) this.#young.set(kind, (texts = new Map<string, unknown>()));
    texts.set(text, syntax);
    // A short line costs more than its text.
    this.#length += text.length + PER_TEXT;
    return syntax;
  }

  /** What somebody keeps here, bounded by himself; made once. @param name names it, and its type. */
  beside<T>(name: string, make: () => T): T {
    if (!this.#beside.has(name)) this.#beside.set(name, make());
    return this.#beside.get(name) as T;
  }

  /** Starts a new generation. */
  rotate(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#length = 0;
  }
}

const MAX_TEXT = 4096;
const MAX_LENGTH = 16_384;
const PER_TEXT = 64;
