// Writes edits of own text as edits of the document, in the way the notation writes that text.

import { decodeBase64 } from '../../message/body/base64.ts';
import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeLatin1, encodeUtf8 } from '../../message/body/octets.ts';
import { utf8Octets } from '../../text/octets.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { TranscriptLines } from '../lines.ts';
import { hexRow } from './escapes.ts';
import type { EscapeName } from './escapes.ts';

/** A replacement of own text of a line. */
export interface LineEdit extends TextEdit {
  /** As `TranscriptLines` number it. */
  readonly line: number;
}

/** True where a line has a fixed width: what is inserted must be as long as what it replaces. */
export function isFixed(escape: EscapeName): boolean {
  return escape === 'textRows' || escape === 'hexRows';
}

/**
 * The edits of the document that make the edits of own texts. Those of own texts must not overlap; where a line has a
 * fixed width, what is inserted is cut or filled with `x`.
 */
export function writeEdits(
  snapshot: Snapshot,
  lines: TranscriptLines,
  edits: readonly LineEdit[],
): TextEdit[] {
  const written: TextEdit[] = [];
  const chunks = new Base64Chunks(snapshot);
  for (const edit of edits) {
    const escape = lines.escape(edit.line);
    if (escape === 'base64' || escape === 'base64Rows') chunks.add(lines, edit);
    else if (escape === 'hexRows') written.push(...hexRowEdits(snapshot, lines, edit));
    else if (escape === 'textRows') written.push(...textRowEdits(snapshot, lines, edit));
    else written.push(simpleEdit(lines, edit, escape));
  }
  return [...written, ...chunks.edits()];
}

/**
 * The edit of the document that makes one edit of own text; undefined where the line is written in rows or as a whole
 * in base64, so that more than its place changes.
 */
export function editInPlace(lines: TranscriptLines, edit: LineEdit): TextEdit | undefined {
  const escape = lines.escape(edit.line);
  return IN_PLACE.has(escape) ? simpleEdit(lines, edit, escape) : undefined;
}

function simpleEdit(
  lines: TranscriptLines,
  { line, from, to, insert }: LineEdit,
  escape: EscapeName,
): TextEdit {
  const start = lines.hostOffset(line, from);
  // A fold behind the last character is not part of it.
  const end =
    to > from && escape === 'wrapped' ? lines.hostOffset(line, to - 1) + 1 : lines.hostOffset(line, to);
  return { from: start, to: to > from ? end : start, insert: WRITERS[escape]?.(insert) ?? insert };
}

const backslash = (text: string): string =>
  text.replace(/["'\\\x00-\x1f\x7f]/g, (character) =>
    /["'\\]/.test(character)
      ? `\\${character}`
      : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

const WRITERS: Readonly<Partial<Record<EscapeName, (text: string) => string>>> = {
  backslash,
  json: (text) => JSON.stringify(text).slice(1, -1),
  csv: (text) => text.replaceAll('"', '""'),
  html: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  hex: (text) => Array.from(encodeUtf8(text), (octet) => octet.toString(16).padStart(2, '0')).join(''),
};

const IN_PLACE: ReadonlySet<EscapeName> = new Set<EscapeName>([
  'none',
  'backslash',
  'json',
  'csv',
  'html',
  'wrapped',
]);

/** Rows of characters: each character keeps its place. What stands between two rows is not the session's. */
function textRowEdits(
  snapshot: Snapshot,
  lines: TranscriptLines,
  { line, from, to, insert }: LineEdit,
): TextEdit[] {
  if (to <= from) return [];
  const start = lines.hostOffset(line, from);
  const text = snapshot.slice(start, lines.hostOffset(line, to - 1) + 1);
  const filled = insert.padEnd(to - from, FILL);
  const edits: TextEdit[] = [];
  let at = 0;
  let own = 0;
  const write = (end: number): void => {
    if (end > at) {
      edits.push({ from: start + at, to: start + end, insert: filled.slice(own, own + end - at) });
    }
    own += end - at;
  };
  for (const gap of text.matchAll(BETWEEN_ROWS)) {
    write(gap.index);
    at = gap.index + gap[0].length;
  }
  write(text.length);
  return edits;
}

/** Rows of hexadecimal digits with their characters behind: both are written. */
function hexRowEdits(
  snapshot: Snapshot,
  lines: TranscriptLines,
  { line, from, to, insert }: LineEdit,
): TextEdit[] {
  const start = lines.hostOffset(line, from);
  const end = lines.hostOffset(line, to);
  const edits: TextEdit[] = [];
  let at = 0;
  for (let row = snapshot.lineAt(start); row <= snapshot.lineAt(Math.max(start, end - 1)); row++) {
    const rowStart = snapshot.lineStart(row);
    const text = snapshot.slice(rowStart, snapshot.lineStart(row + 1)).trimEnd();
    const octets = hexRow(text);
    const first = octets[0]?.place ?? 0;
    for (const { place } of octets) {
      const host = rowStart + place;
      if (host < start || host >= end) continue;
      const character = insert.charAt(at++) || FILL;
      edits.push({ from: host, to: host + 2, insert: character.charCodeAt(0).toString(16).padStart(2, '0') });
      const shown = first + HEX_COLUMNS + (place - first) / 3;
      if (shown < text.length) {
        edits.push({ from: rowStart + shown, to: rowStart + shown + 1, insert: character });
      }
    }
  }
  return edits;
}

/** Values in base64 that hold several lines: each is decoded, edited and encoded as a whole. */
class Base64Chunks {
  readonly #snapshot: Snapshot;
  /** By where the value starts: edits of its octets. */
  readonly #values = new Map<number, { readonly to: number; readonly edits: TextEdit[] }>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** A line that goes on in the next value is edited in both: what is inserted stands in the first. */
  add(lines: TranscriptLines, { line, from, to, insert }: LineEdit): void {
    if (to <= from) return;
    const start = lines.hostOffset(line, from);
    const last = lines.hostOffset(line, to - 1);
    const first = this.#valueAt(start);
    const final = this.#valueAt(last);
    const text = lines.text(line);
    // What ends a line ends behind the last octet of its last character, not at the first one of the next line.
    const next = to < text.length ? lines.hostOffset(line, to) : undefined;
    const end =
      next !== undefined && this.#valueAt(next) === final
        ? octetOf(next - final)
        : octetOf(last - final) + utf8Octets(text.charAt(to - 1));
    if (first === final) {
      this.#push(first, octetOf(start - first), end, insert);
      return;
    }
    this.#push(first, octetOf(start - first), Infinity, insert);
    for (let row = this.#snapshot.lineAt(first) + 1; row < this.#snapshot.lineAt(final); row++) {
      const from = this.#snapshot.lineStart(row);
      const before = BASE64_VALUE.exec(this.#snapshot.slice(from, this.#snapshot.lineStart(row + 1)));
      if (before) this.#push(this.#valueAt(from + before[0].length), 0, Infinity, '');
    }
    this.#push(final, 0, end, '');
  }

  #push(value: number, from: number, to: number, insert: string): void {
    this.#values.get(value)?.edits.push({ from, to, insert });
  }

  edits(): TextEdit[] {
    return Array.from(this.#values, ([from, { to, edits }]) => {
      let octets = decodeLatin1(decodeBase64([this.#snapshot.slice(from, to)]).octets);
      for (const edit of edits.sort((a, b) => b.from - a.from)) {
        octets = octets.slice(0, edit.from) + decodeLatin1(encodeUtf8(edit.insert)) + octets.slice(edit.to);
      }
      return { from, to, insert: encodeBase64(encodeLatin1(octets)) };
    });
  }

  /** Where the value that holds an offset starts: behind the quotation mark in front of it. */
  #valueAt(host: number): number {
    const lineStart = this.#snapshot.lineStart(this.#snapshot.lineAt(host));
    const before = this.#snapshot.slice(lineStart, host);
    const from = lineStart + before.lastIndexOf('"') + 1;
    if (!this.#values.has(from)) {
      const to = this.#snapshot.indexOf('"', from);
      this.#values.set(from, { to: to < 0 ? this.#snapshot.length : to, edits: [] });
    }
    return from;
  }
}

/** The octet whose first bits stand in a character of base64. */
function octetOf(character: number): number {
  return Math.ceil((character * 3) / 4);
}

const FILL = 'x';
/** As `escapes` read them. */
const BETWEEN_ROWS = /\r?\n[0-9a-f]{4,8}: /g;
const BASE64_VALUE = /^.*"(?:b64|base64|data)" ?: ?"/;
const HEX_COLUMNS = 48;
