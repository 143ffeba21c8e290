// The lists of flags of a session and its later versions as small numbers.

/** Lists of flags as written, without the parentheses, each with a number. */
export class FlagTexts {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The list with a number. */
  text(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** The number of a list; `UNKNOWN_LIST` where there are too many. */
  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      if (this.#texts.length >= MAX_LISTS) return UNKNOWN_LIST;
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

export const UNKNOWN_LIST = 65_535;
const MAX_LISTS = 5000;
