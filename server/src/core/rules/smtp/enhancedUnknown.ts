// Rule smtp/enhanced-unknown: an enhanced status code that nobody registered.

import { enhancedStatus } from '../../registry/enhancedStatus.ts';
import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/enhanced-unknown',
  severity: 'hint',
  references: [rfc(5248, '2'), rfc(2034, '4')],
  summary: 'An enhanced status code is not in the registry.',
  why:
    'Some providers use numbers of their own, and their help pages explain them. A sender’s bounce rules know only the ' +
    'registered ones, and go by the first digit for the rest.',
  messages: { unknown: '{status} is not registered; its first digit still counts' },
  examples: {
    valid: [{ text: 'C: RCPT TO:<b@example.com>\nS: 550 5.1.1 unknown\n' }],
    invalid: [{ text: 'C: RCPT TO:<b@example.com>\nS: 550 «5.7.606» access denied\n' }],
  },
  looksAt: { kinds: ['greeting', 'reply'] },
  check({ reply, unit }, { report }) {
    const status = reply?.lines[0]?.status;
    if (!status || enhancedStatus(status.text)) return;
    report({ message: 'unknown', at: unit.host(status.from, status.to), data: { status: status.text } });
  },
});
