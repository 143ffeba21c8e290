// Rule message/cte-overlabelled: a body labelled 8bit or binary that is 7bit.

import { bodyFacts } from '../../message/body/facts.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { encodingRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/cte-overlabelled',
  scope: 'body',
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  references: [rfc(2045, '6.4')],
  summary: 'A body is labelled 8bit or binary and has only ASCII in lines of normal length.',
  why:
    'The label asks every server on the way for more than is needed. One without 8BITMIME has to encode the message ' +
    'anew, which breaks its signatures, or has to return it.',
  messages: { over: 'The body is plain ASCII; 7bit would do' },
  examples: {
    valid: [
      { text: 'Content-Transfer-Encoding: 8bit\n\ncafé\n' },
      { text: 'Content-Transfer-Encoding: 7bit\n\nHello\n' },
    ],
    invalid: [
      {
        text: 'Content-Transfer-Encoding: «8bit»\n\nHello\n',
        fixed: 'Content-Transfer-Encoding: 7bit\n\nHello\n',
      },
    ],
  },
  wantsEnd: true,
  check(part, { report }) {
    const { transferEncoding } = part;
    if (transferEncoding !== '8bit' && transferEncoding !== 'binary') return;
    const { nonAscii, hasNul, over998 } = bodyFacts(part);
    if (nonAscii.length > 0 || hasNul || over998.length > 0) return;
    const at = encodingRange(part);
    report({
      message: 'over',
      at,
      fix: () => ({
        title: 'Label it 7bit',
        edits: [{ from: at.from, to: at.to, insert: '7bit' }],
        safe: false,
      }),
    });
  },
});
