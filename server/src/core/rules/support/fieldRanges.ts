// Where the pieces of a field stand that findings point at, and its physical lines.

import type { Field } from '../../message/field.ts';
import type { TextEdit } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';

/** The field's name. */
export function nameRange(field: Field): TextRange {
  return { from: field.nameFrom, to: field.nameTo };
}

/** The field's value without the white space around it; its name where it has none. */
export function valueRange(field: Field): TextRange {
  if (field.value === '') return nameRange(field);
  const lines = fieldLines(field).filter(({ text }) => /[^ \t]/.test(text));
  const [line] = lines;
  const last = lines.at(-1);
  const text = field.ownText(field.valueFrom, field.valueTo);
  const before = /^[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
  const folded = /[\r\n]/.test(text.slice(0, before));
  // Behind a fold stands the host's prefix, which the text does not have.
  const from =
    folded && line ? line.content + (/^[ \t]*/.exec(line.text)?.[0].length ?? 0) : field.valueFrom + before;
  return { from, to: last ? last.content + last.text.trimEnd().length : field.valueTo };
}

/** One physical line of a field. */
export interface FieldLine {
  /** The host's line, its prefix and line end included. */
  readonly from: number;
  readonly to: number;
  /** The message's own text of the line. */
  readonly content: number;
  readonly contentTo: number;
  readonly text: string;
}

/** The physical lines of a field, in order; the first starts with the name. */
export function fieldLines(field: Field): FieldLine[] {
  const lines: FieldLine[] = [];
  const line = field.lens.lineAt(field.from);
  if (!line) return lines;
  do {
    const { from, to, content, contentTo } = line;
    if (from >= field.to) break;
    lines.push({ from, to, content, contentTo, text: field.lens.snapshot.slice(content, contentTo) });
  } while (line.next());
  return lines;
}

/** The edit that takes the field out. */
export function deletion(field: Field): TextEdit {
  return { from: field.from, to: field.to, insert: '' };
}
