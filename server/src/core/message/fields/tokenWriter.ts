// Writes address tokens into the tree in order and records what is wrong with a single one.

import { Kind } from '../../syntax/kinds.ts';
import type { FaultCode } from '../faults.ts';
import type { Scanner } from '../scanner.ts';
import { Token } from './addressTokens.ts';
import type { AddressTokens } from './addressTokens.ts';
import { parseEncodedWord } from './encodedWord.ts';

/** A position in the tokens of a field, with the tree they are written to. Tokens are written in order, each once. */
export class TokenWriter {
  readonly s: Scanner;
  readonly tokens: AddressTokens;
  /** The next token to write. */
  i = 0;

  constructor(s: Scanner, tokens: AddressTokens) {
    this.s = s;
    this.tokens = tokens;
  }

  kind(i: number): number {
    return this.tokens.kind[i] ?? Token.End;
  }

  from(i: number): number {
    return this.tokens.from[i] ?? this.s.end;
  }

  to(i: number): number {
    return this.tokens.to[i] ?? this.s.end;
  }

  /** The first token at or behind `i` that is no white space or comment. */
  solid(i: number): number {
    return this.tokens.solid[i] ?? this.tokens.count;
  }

  /** Where the last token in `[from, to)` that is no white space or comment ends; the start of `from` where none is. */
  endOfSolid(from: number, to: number): number {
    let last = to - 1;
    while (last >= from && this.kind(last) <= Token.Comment) last--;
    return last < from ? this.from(from) : this.to(last);
  }

  /** The index behind that token. */
  behindSolid(from: number, to: number): number {
    let end = to;
    while (end > from && this.kind(end - 1) <= Token.Comment) end--;
    return end;
  }

  /** True where white space or a comment stands in front of token `i`, from token `first` on. */
  spaceBefore(i: number, first: number): boolean {
    return i > first && this.kind(i - 1) <= Token.Comment;
  }

  open(kind: Kind): void {
    this.s.tree.open(kind, this.from(this.i));
  }

  close(): void {
    this.s.tree.close(this.s.pos);
  }

  /** Writes the next token as what it is. */
  write(): void {
    const { s } = this;
    const to = this.to(this.i);
    switch (this.kind(this.i)) {
      case Token.Fws:
        s.fws();
        break;
      case Token.Comment:
        s.comment();
        break;
      case Token.QuotedString:
        s.quotedString();
        break;
      case Token.DomainLiteral:
        s.domainLiteral();
        break;
      case Token.EncodedWord:
        parseEncodedWord(s);
        break;
      case Token.Atom:
        s.take(Kind.Atom, to);
        break;
      case Token.Dot:
        s.take(Kind.Dot, to);
        break;
      case Token.Junk:
        s.take(Kind.Junk, to);
        break;
      default:
        s.take(Kind.Punctuation, to);
    }
    this.i++;
  }

  writeTo(end: number): void {
    while (this.i < end) this.write();
  }

  /** Writes the next token as junk; what has an inside of its own (a comment, a quoted string) as itself. */
  writeJunk(): void {
    if (PLAIN.has(this.kind(this.i))) this.s.take(Kind.Junk, this.to(this.i++));
    else this.write();
  }

  writeJunkTo(end: number): void {
    while (this.i < end) this.writeJunk();
  }

  /** Writes the comments in front of `end`, and the white space between them; white space behind them stays. */
  writeComments(end: number): void {
    let to = end;
    while (to > this.i && this.kind(to - 1) !== Token.Comment) to--;
    this.writeTo(to);
  }

  /** Records what a token that has no place here is: an unclosed opening character, or a bad one. */
  badToken(i: number, fallback: FaultCode = 'addr-bad-character'): void {
    const character = this.s.text.charAt(this.from(i));
    const code = this.kind(i) === Token.Junk ? LONELY.get(character) : undefined;
    this.s.fault(code ?? fallback, this.from(i), this.to(i), character);
  }
}

/** The kinds of token that never hold a line end. */
const PLAIN = new Set<number>([
  Token.Atom,
  Token.Dot,
  Token.At,
  Token.Comma,
  Token.Semicolon,
  Token.Colon,
  Token.Less,
  Token.Greater,
  Token.Junk,
]);
const LONELY = new Map<string, FaultCode>([
  ['"', 'quoted-string-unclosed'],
  ['(', 'comment-unclosed'],
  [')', 'comment-unopened'],
  ['[', 'addr-domain-literal-unclosed'],
]);
