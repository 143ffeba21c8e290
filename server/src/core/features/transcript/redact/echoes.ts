// Finds a session's secrets where nobody meant to say them: in a server's complaint, in a remark, in a raw dump.

import type { TextRange } from '../../../text/range.ts';

/** A place where something known stands, and what to write there. */
export interface Echo extends TextRange {
  readonly insert: string;
}

/** What is known of a document's secrets, ready to be looked for. */
export class Echoes {
  readonly #inserts = new Map<string, string>();
  readonly #coded = new Map<string, string>();
  /** Values that may be words of a sentence. */
  readonly #words = new Map<string, string>();
  /** What is too long for a pattern. */
  readonly #long = new Map<string, string>();
  /** UTF-16 units in the patterns. */
  #length = 0;
  #named: RegExp | undefined;
  #pattern: { readonly telling: RegExp; readonly coded: RegExp; readonly words: RegExp } | undefined;

  /**
   * @param written as it stands in the log, or decoded.
   * @param coded whether it is base64: what surrounds it may then be part of something else.
   */
  add(written: string, insert: string, coded = false): void {
    this.#add(written, insert, coded ? this.#coded : this.#inserts);
    if (coded) return;
    // As it stands in quotation marks, and in a URL.
    for (const form of [written.replace(/["\\]/g, String.raw`\$&`), inUrl(written)]) {
      if (form !== written) this.#add(form, insert, this.#inserts);
    }
  }

  #add(written: string, insert: string, telling: Map<string, string>): void {
    if (written.length < 2 || written === insert) return;
    if (written.length > LONG) {
      if (this.#long.size < MAX_LONG) this.#long.set(written, insert);
      return;
    }
    const target = isTelling(written) ? telling : this.#words;
    if (this.#length > MAX_LENGTH || target.has(written)) return;
    target.set(written, insert);
    this.#length += written.length;
    this.#pattern = undefined;
    this.#named = undefined;
  }

  /** The places in a text, in order, without overlap. A word counts where something says that it is a secret. */
  *in(text: string): Generator<Echo> {
    const { words } = this.#patterns();
    yield* apart([
      ...this.#tellingIn(text),
      ...Array.from(text.matchAll(words), (match) => echo(match, this.#words)),
    ]);
  }

  /** The same without those that may be words of a sentence. */
  *telling(text: string): Generator<Echo> {
    yield* apart(this.#tellingIn(text));
  }

  /** All of them, as words: what is looked for is known not to be a word of the protocol. */
  *names(text: string): Generator<Echo> {
    this.#named ??= pattern(
      new Map([...this.#inserts, ...this.#words]),
      '(?<![A-Za-z0-9])',
      '(?![A-Za-z0-9])',
    );
    for (const match of text.matchAll(this.#named)) {
      const insert = this.#inserts.get(match[0]) ?? this.#words.get(match[0]) ?? '';
      // The first word of what is said is the protocol's: a tag, a code, a verb.
      if (match.index > 0) yield { from: match.index, to: match.index + match[0].length, insert };
    }
  }

  #tellingIn(text: string): Echo[] {
    const { telling, coded } = this.#patterns();
    return [
      ...this.#longIn(text),
      ...Array.from(text.matchAll(coded), (match) => echo(match, this.#coded)),
      ...Array.from(text.matchAll(telling), (match) => echo(match, this.#inserts)),
    ];
  }

  #patterns(): { readonly telling: RegExp; readonly coded: RegExp; readonly words: RegExp } {
    this.#pattern ??= {
      telling: pattern(this.#inserts, '(?<![A-Za-z0-9])', '(?![A-Za-z0-9])'),
      coded: pattern(this.#coded, '(?<![A-Za-z0-9+/])', '(?![A-Za-z0-9+/])'),
      words: pattern(this.#words, WORD_BEFORE, WORD_AFTER),
    };
    return this.#pattern;
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

/** In order; of two that touch the same characters the first one. */
function* apart(found: Echo[]): Generator<Echo> {
  let end = 0;
  for (const each of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (each.from < end) continue;
    end = each.to;
    yield each;
  }
}

/** A text with what a URL cannot hold in percent signs (RFC 3986); half a character stays. */
function inUrl(text: string): string {
  return LONE_SURROGATE.test(text) ? text : encodeURIComponent(text);
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
const LONE_SURROGATE = /\p{Surrogate}/u;
const NOTHING = /(?!)/g;
/** UTF-16 units. An engine refuses patterns that are too long, and is slow with many words. */
const LONG = 200;
const MAX_LENGTH = 40_000;
const MAX_LONG = 100;
