// Rule message/cte-unknown: a transfer encoding that does not exist.

import { rfc } from '../../registry/reference.ts';
import { transferEncoding } from '../../registry/transferEncodings.ts';
import { Kind } from '../../syntax/kinds.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/cte-unknown',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['content-transfer-encoding'],
  references: [rfc(2045, '6.1'), rfc(2045, '6.4')],
  summary: 'A Content-Transfer-Encoding field names an encoding that does not exist.',
  why:
    'A reader that does not know the encoding must treat the part as application/octet-stream: the text is not ' +
    'shown, only offered to be saved.',
  messages: {
    unknown: 'There is no transfer encoding “{encoding}”',
    meant: 'There is no transfer encoding “{encoding}”; {meant} is meant',
  },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: Quoted-Printable\n\n' }],
    invalid: [
      { text: 'Content-Transfer-Encoding: «zip»\n\n', messages: ['unknown'] },
      {
        text: 'Content-Transfer-Encoding: «8-bit»\n\n',
        messages: ['meant'],
        fixed: 'Content-Transfer-Encoding: 8bit\n\n',
      },
    ],
  },
  check({ field, place }, { report }) {
    const node = field.tree.root.find(Kind.Mechanism);
    if (!node) return;
    const { from, to } = node;
    const encoding = field.ownText(from, to);
    if (transferEncoding(encoding)) return;
    const meant = MEANT.get(encoding.toLowerCase());
    if (meant === undefined) report({ message: 'unknown', at: node, data: { encoding: quoted(encoding) } });
    else {
      report({
        message: 'meant',
        at: node,
        data: { encoding: quoted(encoding), meant },
        // A part labelled 8bit needs the same label on everything around it (RFC 2045 6.4), which a field cannot see.
        fix:
          meant === '8bit' && place === 'part'
            ? undefined
            : () => ({ title: `Write ${meant}`, edits: [{ from, to, insert: meant }], safe: true }),
      });
    }
  },
});

const MEANT = new Map([
  ['8-bit', '8bit'],
  ['8bits', '8bit'],
  ['base-64', 'base64'],
  ['quoted_printable', 'quoted-printable'],
  ['quotedprintable', 'quoted-printable'],
  ['quoted-printeable', 'quoted-printable'],
  ['qouted-printable', 'quoted-printable'],
]);
