// Finds a session's secrets where nobody meant to say them: in a server's complaint, in a remark, in a raw dump.

import type { TextRange } from '../../../text/range.ts';

/** A place where something known stands, and what to write there. */
export interface Echo extends TextRange {
  readonly insert: string;
}

/** What is known of a document's secrets, ready to be looked for. */
export class Echoes {
  readonly #inserts = new Map<string, string>();
  /** Values that may be words of a sentence. */
  readonly #words = new Map<string, string>();
  /** What is too long for a pattern. */
  readonly #long = new Map<string, string>();
  /** UTF-16 units in the patterns. */
  #length = 0;
  #pattern: RegExp | undefined;
  #wordPattern: RegExp | undefined;

  /** @param written as it stands in the log, or decoded. */
  add(written: string, insert: string): void {
    if (written.length < 2 || written === insert) return;
    if (written.length > LONG) {
      if (this.#long.size < MAX_LONG) this.#long.set(written, insert);
      return;
    }
    const target = isTelling(written) ? this.#inserts : this.#words;
    if (this.#length > MAX_LENGTH || target.has(written)) return;
    target.set(written, insert);
    this.#length += written.length;
    this.#pattern = undefined;
    this.#wordPattern = undefined;
  }

  /** The places in a text, in order, without overlap. A word counts where something says that it is a secret. */
  *in(text: string): Generator<Echo> {
    this.#pattern ??= pattern(this.#inserts, '(?<![A-Za-z0-9+/])', '(?![A-Za-z0-9+/])');
    this.#wordPattern ??= pattern(this.#words, WORD_BEFORE, WORD_AFTER);
    const found = [
      ...this.#longIn(text),
      ...Array.from(text.matchAll(this.#pattern), (match) => echo(match, this.#inserts)),
      ...Array.from(text.matchAll(this.#wordPattern), (match) => echo(match, this.#words)),
    ].sort((a, b) => a.from - b.from);
    let end = 0;
    for (const each of found) {
      if (each.from < end) continue;
      end = each.to;
      yield each;
    }
  }

  *#longIn(text: string): Generator<Echo> {
    if (text.length <= LONG) return;
    for (const [written, insert] of this.#long) {
      for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + written.length)) {
        yield { from: at, to: at + written.length, insert };
      }
    }
  }
}

function echo(match: RegExpExecArray, inserts: ReadonlyMap<string, string>): Echo {
  return { from: match.index, to: match.index + match[0].length, insert: inserts.get(match[0]) ?? '' };
}

/** No word of a sentence: long, or with digits or signs in it. */
function isTelling(value: string): boolean {
  return value.length >= 10 || (value.length >= 6 && /[^A-Za-z]/.test(value));
}

function pattern(known: ReadonlyMap<string, string>, before: string, after: string): RegExp {
  if (known.size === 0) return NOTHING;
  const words = Array.from(known.keys(), (word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`));
  return new RegExp(`${before}(?:${words.sort((a, b) => b.length - a.length).join('|')})${after}`, 'g');
}

/** Behind a command that has a secret, a word that announces one, or in quotation marks. */
const WORD_BEFORE = String.raw`(?<=(?:\bPASS|\bLOGIN [^ ]{1,64}|\b[Pp]assword["']?[:=]?|\b[Uu]ser(?:name)?["']?[:=]?|\bset_id=) ?["'<]?|["'])`;
const WORD_AFTER = String.raw`(?=["'>,;)\s\\]|$)`;
const NOTHING = /(?!)/g;
/** UTF-16 units. An engine refuses patterns that are too long, and is slow with many words. */
const LONG = 200;
const MAX_LENGTH = 40_000;
const MAX_LONG = 100;
