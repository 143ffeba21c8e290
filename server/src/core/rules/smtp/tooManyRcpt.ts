// Rule smtp/too-many-rcpt: the server takes no more recipients in this transaction.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/too-many-rcpt',
  severity: 'info',
  references: [rfc(5321, '4.5.3.1.10'), rfc(5321, '4.5.3.1.8')],
  summary: 'The server refuses a recipient because the transaction has too many.',
  why:
    'The recipients accepted so far get the message; the others need another transaction. With 552 a client of today ' +
    'may take them for refused for good, and bounce.',
  messages: {
    later: 'Too many recipients: send to the others in another transaction',
    code: 'Too many recipients is 452; with 552 the others may bounce',
  },
  examples: {
    valid: [
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 452 4.2.2 over quota\nC: RCPT TO:<c@example.com>\nS: 552 5.2.2 mailbox full\n',
      },
    ],
    invalid: [
      { text: 'C: RCPT TO:<b@example.com>\nS: «452» 4.5.3 too many recipients\n', messages: ['later'] },
      { text: 'C: RCPT TO:<b@example.com>\nS: «552» Too many recipients\n', messages: ['code'] },
    ],
  },
  looksAt: { kinds: ['reply'], verbs: ['RCPT'] },
  check({ reply, unit }, { report }) {
    const code = reply?.code;
    if (code === undefined || !/^[45]5/.test(code)) return;
    if (!/^[45]\.5\.3$/.test(reply?.status ?? '') && !TOO_MANY.test(reply?.texts.join(' ') ?? '')) return;
    report({ message: code === '552' ? 'code' : 'later', at: unit.host(0, code.length) });
  },
});

const TOO_MANY = /too many (?:recipients|rcpt)|(?:recipient|rcpt) limit|maximum (?:number of )?recipients/i;
