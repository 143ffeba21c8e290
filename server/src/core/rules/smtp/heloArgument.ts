// Rule smtp/helo-argument: EHLO or HELO without a name, or with one that is none.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { helloMessages, helloVerbs, reportHello } from '../support/helloNames.ts';

export default smtpRule({
  id: 'smtp/helo-argument',
  severity: 'error',
  references: [rfc(5321, '4.1.1.1'), rfc(5321, '4.1.3')],
  summary: 'The client does not give its name, or one that is neither a domain nor an address in brackets.',
  why: 'Servers answer 501, and nothing that follows can succeed. The name of the client is what the first filters look at.',
  messages: helloMessages,
  examples: {
    valid: [
      { text: 'C: EHLO mail.example.com\nS: 250 hello\nC: HELO [192.0.2.1]\nS: 250 hello\n' },
      { text: 'C: EHLO [IPv6:2001:db8::1]\nS: 250 hello\n' },
      { text: 'C: EHLO a_b.example.com\nS: 501 no\n' },
      { text: 'C: HELO ???\nS: 250 anything goes\n' },
    ],
    invalid: [
      { text: 'C: «EHLO»\nS: 501 no\n', messages: ['missing'] },
      { text: 'C: EHLO «!?$»\nS: 501 no\n', messages: ['syntax'] },
      { text: 'C: EHLO «[IPv6:2001:db8:::1]»\nS: 501 no\n', messages: ['syntax'] },
      { text: 'C: HELO «[192.0.2.1»\nS: 501 no\n', messages: ['syntax'] },
      { text: 'C: EHLO mail.example.com «and more»\nS: 501 no\n', messages: ['extra'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: helloVerbs },
  check(exchange, { report }) {
    reportHello(exchange, true, report);
  },
});
