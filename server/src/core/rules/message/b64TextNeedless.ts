// Rule message/b64-text-needless: a text of plain ASCII in base64.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { encodingRange } from '../support/mimeRanges.ts';
import { hasKnownOctets, textFacts } from '../support/textFacts.ts';

export default defineRule({
  id: 'message/b64-text-needless',
  scope: 'body',
  severity: 'off',
  profiles: { strict: 'hint', receive: 'info', outgoing: 'off' },
  references: [rfc(2045, '6.2')],
  summary: 'A text that is plain ASCII is encoded in base64.',
  why:
    'Such a text needs no encoding, or quoted-printable for its long lines. Base64 hides it from people and simple ' +
    'filters, which is why filters count it against the sender.',
  messages: { ascii: 'The text is plain ASCII and needs no base64' },
  examples: {
    valid: [
      { text: 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nY2Fmw6k=\n' },
      { text: 'Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nSGVsbG8h\n' },
    ],
    invalid: [{ text: 'Content-Type: text/plain\nContent-Transfer-Encoding: «base64»\n\nSGVsbG8h\n' }],
  },
  check(part, { report }) {
    if (part.transferEncoding !== 'base64') return;
    if (!hasKnownOctets(part)) return;
    const { empty, plain } = textFacts(part);
    if (empty || !plain) return;
    report({ message: 'ascii', at: encodingRange(part) });
  },
});
