// Whether a line stands in the middle of something longer: a message, a literal, a list.

import { utf8Octets } from '../../text/octets.ts';

type Mode = 'none' | 'data' | 'chunk' | 'list' | 'body' | 'literal' | 'rest';
type Expected = 'none' | 'list' | 'body';

/** What a tracker knows. */
export type BlockState = readonly [Mode, 'client' | 'server', number, boolean, Expected, boolean];

/** What the lines before say of the next one. Plain data, changed in constant time by each line. */
export class BlockTracker {
  #mode: Mode = 'none';
  #literalOf: 'client' | 'server' = 'server';
  /** Octets of the literal, or the chunk behind BDAT, that are to come. */
  #left = 0;
  /** True until the server has asked for the literal that the client announced. */
  #waiting = false;
  /** What a positive reply to the last command brings. */
  #expected: Expected = 'none';
  #asked = false;

  /** Everything the lines before say, as values that JSON keeps. */
  get state(): BlockState {
    return [this.#mode, this.#literalOf, this.#left, this.#waiting, this.#expected, this.#asked];
  }

  set state(state: BlockState) {
    [this.#mode, this.#literalOf, this.#left, this.#waiting, this.#expected, this.#asked] = state;
  }

  /** Who must speak a line here, whatever its words; undefined outside of anything longer. */
  get speaker(): 'client' | 'server' | undefined {
    if (this.#mode === 'none' || (this.#mode === 'literal' && this.#waiting)) return undefined;
    if (this.#mode === 'data' || this.#mode === 'chunk') return 'client';
    return this.#mode === 'literal' || this.#mode === 'rest' ? this.#literalOf : 'server';
  }

  /** True where a line is part of a message or literal, so its words mean nothing here. */
  get inMessage(): boolean {
    return BLOCKS.has(this.#mode) || (this.#mode === 'literal' && this.#left > 0);
  }

  /** True where a line goes on behind a literal whose octets are all there. */
  get behindLiteral(): boolean {
    return this.#mode === 'rest';
  }

  /** True where the server has just asked the client to go on: a SASL challenge, a literal's `+`. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Starts a message of the client, where no reply says so. */
  startData(): void {
    this.#mode = 'data';
  }

  reset(): void {
    this.#mode = 'none';
    this.#expected = 'none';
    this.#asked = false;
  }

  /** Takes one line's own text. */
  take(speaker: 'client' | 'server', text: string): void {
    if (this.#mode !== 'none' && this.#inside(speaker, text)) return;
    this.#asked = false;
    if (speaker === 'server') this.#server(text);
    else this.#client(text);
    if (text.endsWith('}')) this.#literal(speaker, text);
  }

  /** @returns true where the line belongs to what is open. */
  #inside(speaker: 'client' | 'server', text: string): boolean {
    if (this.#mode === 'literal') return this.#insideLiteral(speaker, text);
    if (this.#mode === 'chunk') return this.#insideChunk(speaker, text);
    if (this.#mode === 'rest') {
      this.#mode = 'none';
      return false;
    }
    if ((speaker === 'client') !== (this.#mode === 'data')) {
      this.#mode = 'none';
      return false;
    }
    if (text === '.') this.#mode = 'none';
    return true;
  }

  #insideChunk(speaker: 'client' | 'server', text: string): boolean {
    if (speaker === 'server' || this.#left <= 0 || NEXT_CHUNK.test(text)) {
      this.#mode = 'none';
      return false;
    }
    this.#left -= utf8Octets(text) + 2;
    if (this.#left <= 0) this.#mode = 'none';
    return true;
  }

  #insideLiteral(speaker: 'client' | 'server', text: string): boolean {
    if (speaker === 'server' && this.#literalOf === 'client' && text.startsWith('+')) {
      this.#waiting = false;
      return true;
    }
    if (speaker !== this.#literalOf || this.#left <= 0 || (speaker === 'server' && ENDS_LITERAL.test(text))) {
      // What stands in the log is no literal of this length.
      this.#mode = 'none';
      return false;
    }
    this.#waiting = false;
    this.#left -= utf8Octets(text) + 2;
    if (this.#left > 0) return true;
    // Behind the literal the line goes on, and may announce the next one.
    const ends = this.#left === 0 || (this.#left === -2 && speaker === 'server');
    this.#mode = ends ? 'rest' : 'none';
    if (this.#left < 0 && text.endsWith('}')) this.#literal(speaker, text);
    return true;
  }

  #server(text: string): void {
    const first = text.charCodeAt(0);
    if (first === THREE) {
      if (text.startsWith('354')) this.#mode = 'data';
      else if (text.startsWith('334')) this.#asked = true;
    } else if (first === PLUS) {
      if (text.startsWith('+OK')) {
        if (this.#expected !== 'none') this.#mode = this.#expected;
      } else this.#asked = true;
    }
    this.#expected = 'none';
  }

  #client(text: string): void {
    const first = text.charCodeAt(0) & UPPER;
    if (first === L_UPPER || first === U_UPPER || first === C_UPPER) {
      this.#expected = LISTS.test(text) ? 'list' : 'none';
    } else if (first === R_UPPER || first === T_UPPER) {
      this.#expected = BODIES.test(text) ? 'body' : 'none';
    } else this.#expected = 'none';
    if (first === B_UPPER) this.#chunk(text);
  }

  #chunk(text: string): void {
    this.#left = Number(CHUNK.exec(text)?.[1] ?? 0);
    if (this.#left > 0) this.#mode = 'chunk';
  }

  #literal(speaker: 'client' | 'server', text: string): void {
    const open = text.lastIndexOf('{');
    const match = open < 0 ? null : LITERAL.exec(text.slice(open));
    if (!match) return;
    this.#mode = 'literal';
    this.#literalOf = speaker;
    this.#left = Number(match[1]);
    this.#waiting = speaker === 'client' && match[2] === undefined;
    if (this.#left === 0) this.#mode = 'rest';
  }
}

const THREE = 0x33;
const PLUS = 0x2b;
/** Clears the bit that tells lower from upper case. */
const UPPER = 0xdf;
const B_UPPER = 0x42;
const C_UPPER = 0x43;
const L_UPPER = 0x4c;
const R_UPPER = 0x52;
const T_UPPER = 0x54;
const U_UPPER = 0x55;
/** What stands in a message, whose lines are as they are. */
const BLOCKS: ReadonlySet<string> = new Set(['data', 'chunk', 'body']);
/** RFC 3030 2. */
const CHUNK = /^BDAT +(\d{1,15})(?: |$)/i;
const NEXT_CHUNK = /^(?:BDAT \d{1,15}(?: LAST)?|QUIT)$/i;
/** POP3 commands whose positive reply has many lines (RFC 1939 3, RFC 2449 5). */
const LISTS = /^(?:LIST|UIDL|CAPA|LANG)\s*$/i;
const BODIES = /^(?:RETR|TOP) +\d/i;
/** RFC 9051 4.3; `+` and `-` are those of RFC 7888. */
const LITERAL = /^\{(\d{1,15})([+-])?\}$/;
/** Lines that a literal rarely holds, and that show that a count is wrong. */
const ENDS_LITERAL =
  /^(?:\* (?:OK|NO|BAD|BYE|\d+ (?:FETCH|EXISTS|EXPUNGE|RECENT))|[A-Za-z]{0,4}\d+ (?:OK|NO|BAD) .*[Cc]ompleted)/;
