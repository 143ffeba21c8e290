// Keeps what lines were parsed to by their text: sessions repeat themselves, and an edit changes one line.

/**
 * Syntax by the kind of line and its own text. Bounded: what two generations (`rotate`) have not asked for is
 * forgotten, and a generation that grows too large starts anew.
 */
export class SyntaxCache {
  #young = new Map<string, unknown>();
  #old = new Map<string, unknown>();

  /** What `parse` makes of a text; made once for each kind of line. */
  of<T>(kind: string, text: string, parse: (text: string) => T): T {
    if (text.length > MAX_TEXT) return parse(text);
    const key = `${kind} ${text}`;
    // One kind of line is always parsed by the same function, so what is kept has its type.
    const known = (this.#young.get(key) ?? this.#old.get(key)) as T | undefined;
    const syntax = known ?? parse(text);
    if (this.#young.size >= MAX_KEPT) this.rotate();
    this.#young.set(key, syntax);
    return syntax;
  }

  /** Starts a new generation. */
  rotate(): void {
    this.#old = this.#young;
    this.#young = new Map();
  }
}

const MAX_TEXT = 4096;
const MAX_KEPT = 20_000;
