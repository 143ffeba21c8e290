// Reports the faults of an encoded body (RFC 2045 6.7 and 6.8) with their fixes.

import { base64Faults } from '../../message/body/base64Faults.ts';
import { transferEncodingOf } from '../../message/body/bodyText.ts';
import { piecesOf } from '../../message/body/pieces.ts';
import type { BodyFault, BodyFaultCode } from '../../message/body/bodyFaults.ts';
import { quotedPrintableFaults } from '../../message/body/quotedPrintableFaults.ts';
import type { Part } from '../../message/part.ts';
import type { Fix, Report } from '../rule.ts';
import { quoted } from './faultReports.ts';

/** A line of a body around a place; host offsets. */
export interface BodyLine {
  readonly from: number;
  readonly text: string;
}

/** The faults of a part's body as far as they are kept; none for a body that is not encoded. */
export function bodyFaults(part: Part): readonly BodyFault[] {
  const encoding = transferEncodingOf(part);
  // A body that is encoded may not be a body: what a report returns is cut.
  if (part.role === 'fields') return NONE;
  if (encoding === 'base64') return base64Faults(part).faults;
  return encoding === 'quoted-printable' ? quotedPrintableFaults(part).faults : NONE;
}

/**
 * Reports the faults of the codes that `messages` names, with the data `{text}` and `{detail}`.
 * @param fix the repair of one fault, made when it is asked for; undefined where it has none.
 */
export function reportBodyFaults<M extends string>(
  part: Part,
  messages: Readonly<Partial<Record<BodyFaultCode, M>>>,
  report: (report: Report<M>) => void,
  fix?: (fault: BodyFault) => (() => Fix) | undefined,
): void {
  for (const fault of bodyFaults(part)) {
    const { code, from, to, detail = '' } = fault;
    const message = messages[code];
    if (message === undefined) continue;
    const own = Array.from(piecesOf(part.lens, from, Math.min(to, from + MAX_TEXT)), (piece) => piece.text);
    const text = quoted(own.join(''));
    report({ message, at: { from, to }, data: { text, detail: quoted(detail) }, fix: fix?.(fault) });
  }
}

/** The line of the body around a place. */
export function bodyLine(part: Part, at: number): BodyLine | undefined {
  const { snapshot } = part.lens;
  // A line of an encoded body is short; one that is not has no repair by lines.
  const from = Math.max(part.bodyFrom, at - MAX_LINE);
  const before = snapshot.slice(from, at);
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  if (start === 0 && from > part.bodyFrom) return undefined;
  const line = part.lens.lineAt(from + start);
  if (!line || line.contentTo - line.content > MAX_LINE) return undefined;
  return { from: line.content, text: snapshot.slice(line.content, Math.min(line.contentTo, part.bodyTo)) };
}

const MAX_LINE = 20_000;
const MAX_TEXT = 100;
const NONE: readonly BodyFault[] = [];
