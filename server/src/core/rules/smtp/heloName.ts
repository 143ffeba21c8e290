// Rule smtp/helo-name: a name in EHLO or HELO that many servers refuse.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { helloMessages, helloVerbs, reportHello } from '../support/helloNames.ts';

export default smtpRule({
  id: 'smtp/helo-name',
  severity: 'warning',
  references: [rfc(5321, '2.3.5'), rfc(5321, '4.1.1.1'), rfc(5321, '4.1.3')],
  summary: 'The client gives itself a name that many servers do not believe.',
  why:
    'A bare address, an underscore, or a name without a dot is what infected computers say; filters count it against ' +
    'the client even where this server let it pass.',
  messages: helloMessages,
  examples: {
    valid: [{ text: 'C: EHLO mail.example.com\nS: 250 hello\nC: HELO [192.0.2.1]\nS: 250 hello\n' }],
    invalid: [
      { text: 'C: EHLO «192.0.2.1»\nS: 250 hello\n', messages: ['address'] },
      { text: 'C: HELO «my_pc.example.com»\nS: 250 hello\n', messages: ['underscore'] },
      { text: 'C: HELO «laptop»\nS: 550 no\n', messages: ['unqualified'] },
      { text: 'C: HELO «???»\nS: 250 anything goes\n', messages: ['syntax'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: helloVerbs },
  check(exchange, { report }) {
    reportHello(exchange, false, report);
  },
});
