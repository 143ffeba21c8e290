// The header of a message in a session, as far as rules about the session compare it with the envelope.

import type { TextRange } from '../../text/range.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';

/** A field of the header: its name in lower case, its value unfolded, and the host range of its first line. */
export interface HeaderLine extends TextRange {
  readonly name: string;
  readonly value: string;
}

export type HeaderLines = readonly HeaderLine[];

/** The fields in front of the empty line; undefined where something was left out of them, or there is no end. */
export function headerLines(
  { all, numbers }: Session,
  { first, last, speaker }: Exchange,
): HeaderLines | undefined {
  const fields: (TextRange & { name: string; value: string })[] = [];
  const end = Math.min(last, first + MAX_LINES);
  for (let place = first; place < end; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) !== speaker) return undefined;
    const text = all.text(line);
    if (text === '') return fields;
    const field = fields.at(-1);
    if (/^[ \t]/.test(text)) {
      if (field) field.value += text;
      continue;
    }
    const [head, name] = FIELD.exec(text) ?? [];
    if (head === undefined || name === undefined) return undefined;
    fields.push({ ...all.content(line), name: name.toLowerCase(), value: text.slice(head.length) });
  }
  return undefined;
}

const FIELD = /^([!-9;-~]+)[ \t]*:/;
const MAX_LINES = 2000;
