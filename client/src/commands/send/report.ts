// A text for people with places that can be clicked: what a check and a sending came to.

/** Where a click leads. */
export type LinkTarget =
  /** Of a document, counted from 0. */
  | { readonly kind: 'place'; readonly uri: string; readonly line: number; readonly character: number }
  | { readonly kind: 'page'; readonly url: string }
  | { readonly kind: 'command'; readonly command: string; readonly argument?: unknown };

/** A link of a report, in UTF-16 units of its line. */
export interface ReportLink {
  /** From 0. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly target: LinkTarget;
}

/** A piece of a line. */
export type Piece = string | { readonly text: string; readonly target: LinkTarget };

export interface Report {
  readonly text: string;
  readonly links: readonly ReportLink[];
}

export class ReportBuilder {
  readonly #lines: string[] = [];
  readonly #links: ReportLink[] = [];

  /** One line. Its pieces must hold no line ends. */
  line(...pieces: readonly Piece[]): this {
    let text = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        text += piece;
        continue;
      }
      const from = text.length;
      text += piece.text;
      this.#links.push({ line: this.#lines.length, from, to: text.length, target: piece.target });
    }
    this.#lines.push(text);
    return this;
  }

  /** A heading with an empty line in front. */
  heading(text: string): this {
    return this.line().line(text).line('─'.repeat(text.length));
  }

  /** Names and values, one under the other; what is empty is left out. */
  table(rows: readonly (readonly [name: string, value: Piece])[]): this {
    const shown = rows.filter(([, value]) => value !== '');
    const width = Math.max(0, ...shown.map(([name]) => name.length)) + 2;
    for (const [name, value] of shown) this.line(`  ${name.padEnd(width)}`, value);
    return this;
  }

  get report(): Report {
    return { text: `${this.#lines.join('\n')}\n`, links: this.#links };
  }
}
