// Rule smtp/enhanced-class-mismatch: the enhanced status code says something else than the reply code.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/enhanced-class-mismatch',
  severity: 'error',
  references: [rfc(2034, '4')],
  summary: 'The enhanced status code is of another class than the reply code.',
  why:
    'Some senders go by the one, some by the other: a temporary refusal that says 5.x.x may bounce, a final one that ' +
    'says 4.x.x may be tried again for days.',
  messages: { differs: 'With {code} the status starts with {digit}, not as in {status}' },
  examples: {
    valid: [{ text: 'C: RCPT TO:<b@example.com>\nS: 550 5.1.1 unknown\nC: NOOP\nS: 250 2.0.0 ok\n' }],
    invalid: [
      { text: 'C: RCPT TO:<b@example.com>\nS: 450 «5.2.2» full\n' },
      { text: 'C: RCPT TO:<b@example.com>\nS: 550-5.1.1 unknown\nS: 550 «4.1.1» unknown\n' },
    ],
  },
  looksAt: { kinds: ['greeting', 'reply'] },
  check({ reply, unit }, { report }) {
    for (const { code, status } of reply?.lines ?? []) {
      if (!status || code === undefined || !/^[245]/.test(code) || status.text.startsWith(code.charAt(0))) {
        continue;
      }
      const data = { code, digit: code.charAt(0), status: status.text };
      report({ message: 'differs', at: unit.host(status.from, status.to), data });
    }
  },
});
