// Repairs of message identifiers: brackets that are missing, what stands between identifiers or inside them for nothing.

import type { Field } from '../../message/field.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Fix } from '../rule.ts';
import { nodeAround, removal } from './addressFixes.ts';
import type { FieldFault } from './faultReports.ts';

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
  const edits = [...(text.startsWith('<') ? [] : [{ from, to: from, insert: '<' }]), { from: to, to, insert: '>' }];
  return { title: 'Put angle brackets around the identifier', edits, safe: true };
}

const WHOLE = /^<?[^\0-\x20()<>[\]:;@\\,"\x7f]+@[^\0-\x20()<>:;@\\,"\x7f]+$/;
