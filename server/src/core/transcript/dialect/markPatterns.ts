// The patterns that find the marks of a notation in a line.

import type { Protocol } from '../protocol.ts';
import type { MarkNotation } from './notation.ts';
import { prefixWord } from './stamps.ts';

/** A notation as one text uses it. */
export interface Layout {
  readonly notation: MarkNotation;
  /** True where other words stand before the marks. */
  readonly prefixed: boolean;
  /** True where the marks are those of the other side. */
  readonly turned: boolean;
  readonly protocol: Protocol | undefined;
  /** True where the text was made for a page: `&lt;` stands for `<`. */
  readonly html?: boolean;
}

/** The pattern of a marked line; sticky. Groups: prefix, client, server, same, note. The match ends before the own text. */
export function linePattern(notation: MarkNotation, prefixed: boolean): RegExp {
  const known = linePatterns[prefixed ? 1 : 0];
  let pattern = known.get(notation);
  if (pattern === undefined) {
    pattern = newLinePattern(notation, prefixed);
    known.set(notation, pattern);
  }
  return pattern;
}

/** Compiled once for each row: that costs more than reading a short session. */
const linePatterns = [new WeakMap<MarkNotation, RegExp>(), new WeakMap<MarkNotation, RegExp>()] as const;

function newLinePattern(notation: MarkNotation, prefixed: boolean): RegExp {
  const { client, server, same = [], notes = [] } = notation;
  const prefix = notation.prefix ?? (prefixed ? words : `(?:[ \\t]|${COLOUR}){0,40}?`);
  // The glyph of a further line stands where it likes.
  const further = same.length > 0 ? String.raw`|[ \t]*(${same.join('|')})` : '|($^)';
  const marks = `(?:(${client.join('|')})|(${server.join('|')})${further}|(${notes.join('|') || '$^'}))`;
  return new RegExp(`(${prefix})${marks}${ending(notation)}`, 'y');
}

/** The source of how terminals are told a colour. */
const COLOUR = String.raw`\x1b\[[\d;]{0,12}m`;
/** The source of other words in front of a mark. What `grep -n` and Python's `logging` write ends with a colon. */
const words = String.raw`[ \t]*(?:(?:\d{1,7}|(?:DEBUG|INFO):[\w.]{1,60}):(?=\S)|(?:(?:${prefixWord})[ \t]+){1,8}?(?:${COLOUR})*)`;

/** The source of what stands between a mark and the own text. */
function ending({ after = '', padding }: MarkNotation): string {
  return String.raw`${after}(?:${COLOUR})*(?:[ \t]|(?=[\r\n])|$${padding === 0 ? '|' : ''})`;
}

/**
 * What a line must match for `linePattern` to match behind other words; undefined where nothing is known. Small: the
 * pattern of all that may stand in front takes milliseconds to compile.
 */
export function markBehindWords(notation: MarkNotation): RegExp | undefined {
  const { client, server, same = [], notes = [], prefix } = notation;
  if (prefix !== undefined) return undefined;
  let pattern = behindWords.get(notation);
  if (pattern === undefined) {
    const marks = [...client, ...server, ...same, ...notes].join('|');
    pattern = new RegExp(String.raw`[ \t:m](?:${marks})${ending(notation)}`);
    behindWords.set(notation, pattern);
  }
  return pattern;
}

const behindWords = new Map<MarkNotation, RegExp>();
