// Rule smtp/param-duplicate: a parameter of MAIL or RCPT stands twice.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { isServerFine } from '../support/smtpReplies.ts';

export default smtpRule({
  id: 'smtp/param-duplicate',
  severity: 'error',
  references: [rfc(3461, '4.1'), rfc(5321, '4.1.1.11')],
  summary: 'MAIL or RCPT has the same parameter twice.',
  why: 'Most servers answer 501; the others take the first value or the last, and nobody knows which.',
  messages: { twice: '{name} stands here for the second time' },
  examples: {
    valid: [
      { text: 'C: MAIL FROM:<a@example.com> SIZE=100 BODY=8BITMIME\nS: 250 ok\n' },
      { text: 'C: MAIL FROM:<a@example.com> SIZE=100 SIZE=100\nS: 250 ok\n' },
    ],
    invalid: [
      { text: 'C: MAIL FROM:<a@example.com> SIZE=100 «size=200»\nS: 501 no\n' },
      { text: 'C: RCPT TO:<a@example.com> NOTIFY=SUCCESS ORCPT=rfc822;a@b «NOTIFY=DELAY»\nS: 501 no\n' },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT'] },
  check({ command, exchange, session, unit }, { report }) {
    if (!command || command.parameters.length < 2 || isServerFine(session, exchange.index)) return;
    const seen = new Set<string>();
    for (const { name, from, to } of command.parameters) {
      if (seen.has(name)) report({ message: 'twice', at: unit.host(from, to), data: { name } });
      seen.add(name);
    }
  },
});
