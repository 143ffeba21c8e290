// The lexical tokens of address fields in typed columns, with the answers a reader of addresses asks of what is ahead.

import type { EncodedWordPlaces } from '../../registry/headerFields/index.ts';
import type { Scanner } from '../scanner.ts';
import { Lookahead } from './lookahead.ts';

/** The kinds of token. White space and comments come first, so that `kind <= Token.Comment` is CFWS. */
export const Token = {
  Fws: 0,
  Comment: 1,
  Atom: 2,
  EncodedWord: 3,
  QuotedString: 4,
  DomainLiteral: 5,
  Dot: 6,
  At: 7,
  Comma: 8,
  Semicolon: 9,
  Colon: 10,
  Less: 11,
  Greater: 12,
  /** A character that has no place here, or an opening one that is never closed. */
  Junk: 13,
  /** Behind the last token. */
  End: 14,
} as const;

/** The tokens from a scanner's position to its end. Indexes reach one behind the last token, whose kind is `End`. */
export interface AddressTokens {
  readonly count: number;
  readonly kind: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The first token at or behind an index that is neither white space nor comment. */
  readonly solid: Int32Array;
  /** The first comma or semicolon at or behind an index. */
  readonly separator: Int32Array;
  /** The first `@`, `<`, `:` or `;` at or behind an index: what decides the shape of an address. */
  readonly mark: Int32Array;
  readonly less: Int32Array;
  readonly greater: Int32Array;
  readonly semicolon: Int32Array;
}

/** Reads the tokens ahead; the scanner does not move. Linear. */
export function addressTokens(s: Scanner, words: EncodedWordPlaces): AddressTokens {
  const kind: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const ahead = new Lookahead(s);
  let at = s.pos;
  while (at < s.end) {
    const token = tokenAt(s, ahead, at, words === 'phrase' && !joins(kind.at(-1)));
    kind.push(token.kind);
    from.push(at);
    to.push(token.to);
    at = token.to;
  }
  kind.push(Token.End);
  from.push(s.end);
  to.push(s.end);
  return new Tokens(kind, from, to);
}

/** Finds what is ahead when it is asked for: a Received field needs little of it. */
class Tokens implements AddressTokens {
  readonly count: number;
  readonly kind: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  #solid: Int32Array | undefined;
  #separator: Int32Array | undefined;
  #mark: Int32Array | undefined;
  #less: Int32Array | undefined;
  #greater: Int32Array | undefined;
  #semicolon: Int32Array | undefined;

  constructor(kind: readonly number[], from: readonly number[], to: readonly number[]) {
    this.count = kind.length - 1;
    this.kind = kind;
    this.from = from;
    this.to = to;
  }

  get solid(): Int32Array {
    return (this.#solid ??= firstAhead(this.kind, SOLID));
  }
  get separator(): Int32Array {
    return (this.#separator ??= firstAhead(this.kind, SEPARATORS));
  }
  get mark(): Int32Array {
    return (this.#mark ??= firstAhead(this.kind, MARKS));
  }
  get less(): Int32Array {
    return (this.#less ??= firstAhead(this.kind, LESS));
  }
  get greater(): Int32Array {
    return (this.#greater ??= firstAhead(this.kind, GREATER));
  }
  get semicolon(): Int32Array {
    return (this.#semicolon ??= firstAhead(this.kind, SEMICOLON));
  }
}

/** The kind and end of the token at `at`. */
function tokenAt(
  s: Scanner,
  ahead: Lookahead,
  at: number,
  encodedWords: boolean,
): { readonly kind: number; readonly to: number } {
  const white = ahead.fws(at);
  if (white > at) return { kind: Token.Fws, to: white };
  const character = s.text.charAt(at);
  const special = SPECIALS.get(character);
  if (special !== undefined) return { kind: special, to: at + 1 };
  const paired = ahead.paired(at, character);
  if (paired > at) return { kind: PAIRED.get(character) ?? Token.Junk, to: paired };
  if (encodedWords && character === '=' && s.text.charAt(at + 1) === '?') {
    const end = ahead.encodedWord(at);
    if (end > at) return { kind: Token.EncodedWord, to: end };
  }
  ATEXT.lastIndex = at;
  if (ATEXT.test(s.text)) return { kind: Token.Atom, to: Math.min(s.end, ATEXT.lastIndex) };
  CONTROLS.lastIndex = at;
  return { kind: Token.Junk, to: CONTROLS.test(s.text) ? Math.min(s.end, CONTROLS.lastIndex) : at + 1 };
}

/** For each index the first at or behind it whose token is wanted; the count of tokens where there is none. */
function firstAhead(kind: readonly number[], wanted: number): Int32Array {
  const found = new Int32Array(kind.length);
  let last = kind.length - 1;
  for (let i = kind.length - 1; i >= 0; i--) {
    if ((wanted >> (kind[i] ?? Token.End)) & 1) last = i;
    found[i] = last;
  }
  return found;
}

/** A set of tokens: one bit each. */
function setOf(...tokens: readonly number[]): number {
  return tokens.reduce((set, token) => set | (1 << token), 0);
}

/** Behind an atom, a dot or an `@` no word starts, so no encoded-word does. */
function joins(token: number | undefined): boolean {
  return token === Token.Atom || token === Token.Dot || token === Token.At;
}

const SPECIALS = new Map<string, number>([
  ['.', Token.Dot],
  ['@', Token.At],
  [',', Token.Comma],
  [';', Token.Semicolon],
  [':', Token.Colon],
  ['<', Token.Less],
  ['>', Token.Greater],
]);
const PAIRED = new Map<string, number>([
  ['(', Token.Comment],
  ['"', Token.QuotedString],
  ['[', Token.DomainLiteral],
]);
const SOLID = ~setOf(Token.Fws, Token.Comment);
const SEPARATORS = setOf(Token.Comma, Token.Semicolon);
const MARKS = setOf(Token.At, Token.Less, Token.Colon, Token.Semicolon);
const LESS = setOf(Token.Less);
const GREATER = setOf(Token.Greater);
const SEMICOLON = setOf(Token.Semicolon);
/** RFC 5322 3.2.3, with what RFC 6532 3.2 adds. */
const ATEXT = /[^\0-\x20()<>[\]:;@\\,."\x7f]+/y;
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+/y;
