// Edits that put a part into a multipart, or another part behind those of a multipart. Host offsets; line ends are `\n`.

import { bodyFacts } from '../../message/body/facts.ts';
import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import type { TextEdit } from '../../text/edits.ts';
import { multipartField } from './mimeText.ts';

/** A multipart around one part. */
export interface Wrapping {
  /** `mixed`, `related`, `alternative`. */
  readonly subtype: string;
  /** Parameters behind the subtype, with their semicolons. */
  readonly parameters?: string;
  readonly boundary: string;
  /** Parts without a line end behind them. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** MIME fields of the part in place of its own, with their line ends. */
  readonly fields?: string;
}

/**
 * The edits that make a part a multipart whose first part, behind `before`, is what it was: its MIME fields move
 * inside, its body stays where it is.
 */
export function wrapPart(
  part: Part,
  { subtype, parameters, boundary, before = [], after = [], fields }: Wrapping,
): TextEdit[] {
  const { header, lens, bodyFrom, bodyTo } = part;
  const { snapshot } = lens;
  const mime = header.fields.filter(({ key }) => key.startsWith('content-'));
  const moved = fields ?? (mime.length > 0 ? mime.map(fieldText).join('') : implicitFields(part));
  const eightBit =
    /^content-transfer-encoding:\s*(?:8bit|binary)/im.test(moved) || part.transferEncoding === '8bit';
  const outer =
    (part.parent || part.field('mime-version') ? '' : 'MIME-Version: 1.0\n') +
    multipartField(subtype, boundary, parameters) +
    (eightBit ? 'Content-Transfer-Encoding: 8bit\n' : '');
  // The new fields stand where the first of the old ones stood.
  const [first] = mime;
  const edits: TextEdit[] = first
    ? [{ from: first.from, to: first.to, insert: outer }, ...mime.slice(1).map(removal)]
    : [];
  const top = before.map((each) => `--${boundary}\n${each}\n`).join('') + `--${boundary}\n${moved}\n`;
  const bottom =
    `\n${after.map((each) => `--${boundary}\n${each}\n`).join('')}--${boundary}--` +
    (part.parent ? '' : '\n');
  const open = header.to > part.from && !endsLine(snapshot.slice(header.to - 1, header.to)) ? '\n' : '';
  const late = first ? '' : outer;
  if (header.end === 'separator') {
    if (late !== '') edits.push({ from: header.to, to: header.to, insert: open + late });
    edits.push({ from: bodyFrom, to: bodyFrom, insert: top });
  } else {
    edits.push({ from: bodyFrom, to: bodyFrom, insert: `${open}${late}\n${top}` });
  }
  edits.push({ from: bodyTo, to: bodyTo, insert: bottom });
  return edits;
}

/** The edit that adds parts behind those of a multipart. */
export function appendParts(part: Part, boundary: string, parts: readonly string[]): TextEdit {
  const last = part.multipart?.delimiters.at(-1);
  const text = parts.map((each) => `--${boundary}\n${each}\n`).join('');
  if (last?.close === true) return { from: last.line, to: last.line, insert: text };
  return { from: part.bodyTo, to: part.bodyTo, insert: `\n${text}--${boundary}--${part.parent ? '' : '\n'}` };
}

function removal({ from, to }: Field): TextEdit {
  return { from, to, insert: '' };
}

/** A field as it stands, with `\n` at the end of each line. */
function fieldText({ text }: Field): string {
  const lines = text.replace(/\r\n|\r/g, '\n');
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}

/** RFC 2045 5.2: what a part is that says nothing. */
function implicitFields(part: Part): string {
  return bodyFacts(part).nonAscii.length > 0
    ? 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n'
    : 'Content-Type: text/plain; charset=us-ascii\n';
}

function endsLine(character: string): boolean {
  return character === '\n' || character === '\r';
}
