// Rule message/addr-dot: a dot at an end of a local part or domain, or two in a row.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Field } from '../../message/field.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { nodeAround, quotedString, removal } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import type { FieldFault } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-dot',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.2.3'), rfc(5321, '4.1.2')],
  summary: 'A dot stands at an end of a local part or domain, or next to another dot.',
  why:
    'Dots separate words, so one stands between two of them. Many servers refuse the address, and a mailbox whose ' +
    'name really has such dots (some mobile carriers gave them out) needs quotes around it.',
  messages: {
    leading: 'Nothing stands in front of this dot',
    trailing: 'Nothing stands behind this dot',
    double: 'Two dots stand side by side',
  },
  examples: {
    valid: [{ text: 'To: ann.lee@example.com, "ben.."@example.com\n' }],
    invalid: [
      {
        text: 'To: «.»ann@example.com, ben.«.»lee@example.com\n',
        messages: ['leading', 'double'],
        fixed: 'To: ".ann"@example.com, "ben..lee"@example.com\n',
      },
      { text: 'To: ann@example.com«.»\n', messages: ['trailing'], fixed: 'To: ann@example.com\n' },
      { text: 'To: ann@example.«.»com\n', messages: ['double'] },
    ],
  },
  check({ field }, { report }) {
    const messages = {
      'addr-leading-dot': 'leading',
      'addr-trailing-dot': 'trailing',
      'addr-double-dot': 'double',
    } as const;
    reportFaults(field, messages, report, (fault) => dotFix(field, fault));
  },
});

function dotFix(field: Field, fault: FieldFault): Fix | undefined {
  const node = nodeAround(field, fault.from, Kind.LocalPart, Kind.Domain);
  if (!node) return undefined;
  const text = field.ownText(node.from, node.to);
  if (node.kind === Kind.Domain) {
    return fault.code === 'addr-trailing-dot' && /[^.]\.$/.test(text)
      ? removal('Remove the dot', fault)
      : undefined;
  }
  if (!DOTS_AND_ATOMS.test(text)) return undefined;
  // The dots may be a slip: that is the author's to say.
  return {
    title: 'Put the local part in quotes',
    edits: [{ from: node.from, to: node.to, insert: quotedString(text) }],
    safe: false,
  };
}

const DOTS_AND_ATOMS = /^[^\0-\x20()<>[\]:;@\\,"\x7f]+$/;
