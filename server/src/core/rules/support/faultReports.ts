// Reports the syntax faults of a field with a fix for each; a rule without fixes lists them in `faults` instead.

import type { FaultCode } from '../../message/faults.ts';
import type { Field } from '../../message/field.ts';
import type { TextRange } from '../../text/range.ts';
import type { Fix, Report } from '../rule.ts';

/** A fault with host offsets. */
export interface FieldFault extends TextRange {
  readonly code: FaultCode;
  /** The field's own text there. */
  readonly text: string;
  readonly detail: string;
}

/** Which faults a rule reports, by message. */
export type FaultMessages<M extends string> = Readonly<Partial<Record<FaultCode, M>>>;

/** The most findings of one rule in one field. */
export const MAX_FINDINGS = 100;

/**
 * Reports each fault of the field that `messages` names, with the data `{field}`, `{text}` and `{detail}`.
 * @param fix the repair of one fault; undefined where it has none.
 */
export function reportFaults<M extends string>(
  field: Field,
  messages: FaultMessages<M>,
  report: (report: Report<M>) => void,
  fix?: (fault: FieldFault) => Fix | undefined,
): void {
  if (field.faults.length === 0) return;
  for (const fault of fieldFaults(field, messages).slice(0, MAX_FINDINGS)) {
    const message = messages[fault.code];
    if (message === undefined) continue;
    const made = fix?.(fault);
    report({
      message,
      at: { from: fault.from, to: fault.to },
      data: {
        field: field.name,
        text: quoted(fault.text),
        detail: fault.detail,
      },
      fix: made && (() => made),
    });
  }
}

/** The faults of a field with host offsets; of these codes only, where some are given. */
export function fieldFaults(
  field: Field,
  codes?: Readonly<Partial<Record<FaultCode, unknown>>>,
): readonly FieldFault[] {
  if (field.faults.length === 0) return NONE;
  const found: FieldFault[] = [];
  for (const { code, from, to, detail = '' } of field.faults) {
    if (codes && codes[code] === undefined) continue;
    const at = { from: field.from + from, to: field.from + to };
    found.push({
      from: at.from,
      to: at.to,
      code,
      text: field.ownText(at.from, at.to),
      detail,
    });
  }
  return found;
}

/** A piece of mail as a message quotes it: unfolded, trimmed, at most 60 characters. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line;
}

const MAX_QUOTE = 60;
const NONE: readonly FieldFault[] = [];
