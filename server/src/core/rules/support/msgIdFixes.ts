// Repairs of message identifiers: brackets that are missing, what stands between identifiers or inside them for nothing.

import type { Field } from '../../message/field.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Fix, Report } from '../rule.ts';
import { nodeAround, removal } from './addressFixes.ts';
import { fieldFaults, reportFaults } from './faultReports.ts';
import type { FaultMessages, FieldFault } from './faultReports.ts';

/** Reports the faults of a field's identifiers with their fixes; one without an @ is not said to lack brackets too. */
export function reportMsgIds<M extends string>(
  field: Field,
  messages: FaultMessages<M>,
  report: (report: Report<M>) => void,
): void {
  const withoutAt = fieldFaults(field).filter(({ code }) => code === 'msg-id-no-at');
  const take = (given: Report<M>): void => {
    const { from, to } = given.at;
    if (
      !withoutAt.some(
        (fault) => given.message !== messages['msg-id-no-at'] && from <= fault.from && fault.to <= to,
      )
    ) {
      report(given);
    }
  };
  reportFaults(field, messages, take, (fault) => msgIdFix(field, fault));
}

/** The repair of a fault in an identifier; undefined where there is no one right answer. */
export function msgIdFix(field: Field, fault: FieldFault): Fix | undefined {
  switch (fault.code) {
    case 'msg-id-brackets':
      return bracketFix(field, fault);
    case 'msg-id-text':
      return /^[,;]+$/.test(fault.text) ? removal(`Remove the “${fault.text}”`, fault) : undefined;
    case 'obs-msg-id':
      return /^[ \t\r\n]+$/.test(fault.text) ? removal('Remove the white space', fault) : undefined;
    default:
      return undefined;
  }
}

function bracketFix(field: Field, fault: FieldFault): Fix | undefined {
  const { from, to, text } = fault;
  if (/^>+$/.test(text)) return removal('Remove the extra bracket', fault);
  const id = nodeAround(field, from, Kind.MsgId);
  // Only what is an identifier but for its brackets.
  if (!id || !WHOLE.test(text)) return undefined;
  const edits = [
    ...(text.startsWith('<') ? [] : [{ from, to: from, insert: '<' }]),
    { from: to, to, insert: '>' },
  ];
  return { title: 'Put angle brackets around the identifier', edits, safe: true };
}

const WHOLE = /^<?[^\0-\x20()<>[\]:;@\\,"\x7f]+@[^\0-\x20()<>:;@\\,"\x7f]+$/;

/** The faults that no identifier may have, by message. */
export const msgIdFaults = {
  'msg-id-empty': 'empty',
  'msg-id-brackets': 'brackets',
  'msg-id-no-at': 'at',
  'msg-id-left': 'left',
  'msg-id-right': 'right',
  'msg-id-space': 'space',
  'msg-id-text': 'text',
} as const satisfies FaultMessages<string>;
