// Rule message/cte-parent-narrower: a part is labelled 8bit or binary inside a multipart that says 7bit.

import { rfc } from '../../registry/reference.ts';
import { transferEncoding } from '../../registry/transferEncodings.ts';
import { defineRule } from '../rule.ts';
import { label8bit } from '../support/mimeFixes.ts';
import { encodingRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/cte-parent-narrower',
  scope: 'part',
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.4')],
  summary: 'A part is 8bit or binary, and the multipart around it says, or means by saying nothing, 7bit.',
  why:
    'A server that must turn 8bit mail into 7bit looks at the label of the whole message first. It passes this one on ' +
    'as it is, and the next server may cut off the eighth bit.',
  messages: {
    narrower: 'This part is {encoding}, and {parent} around it is 7bit',
    around: 'The multipart around it',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: 8bit\n\n--b\nContent-Transfer-Encoding: 8bit\n\ncafé\n--b--\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: «8bit»\n\ncafé\n--b--\n',
        fixed:
          'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: 8bit\n\n--b\nContent-Transfer-Encoding: 8bit\n\ncafé\n--b--\n',
      },
    ],
  },
  check(part, { report }) {
    const { parent } = part;
    if (!parent || part.role === 'fields' || !part.field('content-transfer-encoding')) return;
    const own = octetsOf(part.transferEncoding);
    const around = transferEncoding(parent.transferEncoding);
    if (own === '7bit' || around?.kind !== 'identity' || around.octets !== '7bit') return;
    const edits = own === '8bit' ? label8bit(part) : undefined;
    report({
      message: 'narrower',
      at: encodingRange(part),
      data: { encoding: part.transferEncoding, parent: parent.mediaType.name },
      related: [{ at: encodingRange(parent), message: 'around' }],
      fix: edits && (() => ({ title: 'Label what is around it 8bit', edits, safe: true })),
    });
  },
});

/** What an encoded body leaves over is 7bit. */
function octetsOf(encoding: string): '7bit' | '8bit' | 'binary' {
  const row = transferEncoding(encoding);
  return row?.kind === 'identity' ? row.octets : '7bit';
}
