// Writes edits of own text as edits of the document, in the way the notation writes that text.

import { decodeBase64 } from '../../message/body/base64.ts';
import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeLatin1, encodeUtf8 } from '../../message/body/octets.ts';
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
    else if (escape === 'textRows') written.push(...textRowEdits(lines, edit));
    else written.push(simpleEdit(lines, edit, escape));
  }
  return [...written, ...chunks.edits()];
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
  hex: (text) => Array.from(encodeUtf8(text), (octet) => octet.toString(16).padStart(2, '0')).join(''),
};

/** Rows of characters: each character keeps its place. */
function textRowEdits(lines: TranscriptLines, { line, from, to, insert }: LineEdit): TextEdit[] {
  return Array.from({ length: to - from }, (_, at) => {
    const place = lines.hostOffset(line, from + at);
    return { from: place, to: place + 1, insert: insert.charAt(at) || FILL };
  });
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
      if (shown < text.length)
        {edits.push({ from: rowStart + shown, to: rowStart + shown + 1, insert: character });}
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
    let open: { value: number; from: number; to: number } | undefined;
    let written = insert;
    const { length } = lines.text(line);
    const flush = (): void => {
      if (!open) return;
      this.#values.get(open.value)?.edits.push({ from: open.from, to: open.to, insert: written });
      written = '';
    };
    for (let at = from; at < to; at++) {
      const host = lines.hostOffset(line, at);
      const value = this.#valueAt(host);
      const next = lines.hostOffset(line, at + 1);
      const octet = octetOf(host - value);
      // What ends a line ends behind the last bits of its octets, not at the first ones of the next.
      const end = at + 1 < length && this.#valueAt(next) === value ? octetOf(next - value) : octet + 1;
      if (open?.value === value) open.to = end;
      else {
        flush();
        open = { value, from: octet, to: end };
      }
    }
    flush();
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
const HEX_COLUMNS = 48;
