// The only file that knows LSP positions: between offsets of the core and lines and characters of the protocol.

import type { Location, Position, Range } from 'vscode-languageserver';

import { tokenModifiers, tokenTypes } from '../core/index.ts';
import type { SemanticToken, Snapshot, TextRange } from '../core/index.ts';
import type { Placed } from './protocol.ts';

/** What a client counts characters in; UTF-16 unless both sides agree on another (LSP 3.17). */
export type PositionEncoding = 'utf-16' | 'utf-8' | 'utf-32';

/** Chooses the encoding: UTF-16, which is ours, or the first of the client's list that we can do. */
export function chooseEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (!offered || offered.includes('utf-16')) return 'utf-16';
  return offered.find((name): name is PositionEncoding => name in units) ?? 'utf-16';
}

/** Converts in both directions. Positions outside the text are moved to the nearest place inside it. */
export class Positions {
  readonly encoding: PositionEncoding;
  readonly #count: (text: string) => number;

  constructor(encoding: PositionEncoding) {
    this.encoding = encoding;
    this.#count = units[encoding];
  }

  position(snapshot: Snapshot, offset: number): Position {
    const line = snapshot.lineAt(offset);
    const from = snapshot.lineStart(line);
    const to = Math.min(offset, lineEnd(snapshot, line));
    return { line, character: this.#width(snapshot, from, to) };
  }

  range(snapshot: Snapshot, { from, to }: TextRange): Range {
    return { start: this.position(snapshot, from), end: this.position(snapshot, to) };
  }

  location(uri: string, snapshot: Snapshot, range: TextRange): Location {
    return { uri, range: this.range(snapshot, range) };
  }

  offset(snapshot: Snapshot, { line, character }: Position): number {
    const from = snapshot.lineStart(line);
    const to = lineEnd(snapshot, line);
    if (this.encoding === 'utf-16') return Math.min(from + Math.max(0, character), to);
    let left = character;
    let at = from;
    for (const one of snapshot.slice(from, to)) {
      left -= this.#count(one);
      if (left < 0) break;
      at += one.length;
    }
    return at;
  }

  textRange(snapshot: Snapshot, range: Range): TextRange {
    const from = this.offset(snapshot, range.start);
    return { from, to: Math.max(from, this.offset(snapshot, range.end)) };
  }

  /** Tokens as the protocol packs them: five numbers each, relative to the token before. */
  tokenData(snapshot: Snapshot, tokens: readonly SemanticToken[]): number[] {
    const data: number[] = [];
    let lastLine = 0;
    let line = 0;
    let lineFrom = 0;
    let lineTo = 0;
    let before = 0;
    for (const { from, to, type, modifiers } of tokens) {
      if (from >= lineTo || from < lineFrom) {
        line = snapshot.lineAt(from);
        lineFrom = before = snapshot.lineStart(line);
        lineTo = snapshot.lineStart(line + 1);
      }
      const start = this.#width(snapshot, before, from);
      const length = this.#width(snapshot, from, to);
      let bits = 0;
      for (const modifier of modifiers) bits |= 1 << tokenModifiers.indexOf(modifier);
      data.push(line - lastLine, start, length, tokenTypes.indexOf(type), bits);
      lastLine = line;
      before = from;
    }
    return data;
  }

  #width(snapshot: Snapshot, from: number, to: number): number {
    return this.encoding === 'utf-16' ? to - from : this.#count(snapshot.slice(from, to));
  }
}

/**
 * Plain data of the core with a range of the protocol for each `{from, to}` of offsets, at whatever depth.
 * @param value as deep as its type: never as deep as mail.
 */
export function placed<T>(positions: Positions, snapshot: Snapshot, value: T): Placed<T> {
  const convert = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    if (Array.isArray(one)) return one.map(convert);
    if (isTextRange(one)) return positions.range(snapshot, one);
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, convert(inner)]));
  };
  return convert(value) as Placed<T>;
}

/** Nothing but two offsets. */
function isTextRange(value: object): value is TextRange {
  const { from, to, ...more } = value as Partial<TextRange>;
  return typeof from === 'number' && typeof to === 'number' && Object.keys(more).length === 0;
}

/** True where `a` stands behind `b`. */
export function isAfter(a: Position, b: Position): boolean {
  return a.line > b.line || (a.line === b.line && a.character > b.character);
}

/** Where the text of a line ends: before its line end. */
function lineEnd(snapshot: Snapshot, line: number): number {
  const from = snapshot.lineStart(line);
  // Not by the number of lines: to know that, the whole text is read.
  let to = snapshot.lineStart(line + 1);
  if (to > from && snapshot.charCodeAt(to - 1) === LF) to--;
  if (to > from && snapshot.charCodeAt(to - 1) === CR) to--;
  return to;
}

const utf8 = new TextEncoder();

/** The length of a text in each encoding's units. */
const units: Readonly<Record<PositionEncoding, (text: string) => number>> = {
  'utf-16': (text) => text.length,
  'utf-8': (text) => utf8.encode(text).length,
  'utf-32': (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0),
};

const LF = 10;
const CR = 13;
