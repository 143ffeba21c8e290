// Rule smtp/reply-not-allowed: a code that the command is not answered with.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/reply-not-allowed',
  severity: 'warning',
  references: [rfc(5321, '4.3.2')],
  summary: 'The server answers with a code that no standard lists for the command.',
  why:
    'A client goes by the first digit of a code it does not know; for 2 and 3 that is wrong as soon as the server meant ' +
    'something else. Often such a reply belongs to another command, and the two sides are out of step.',
  messages: { code: '{verb} is not answered with {code}' },
  examples: {
    valid: [
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 251 ok\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
      },
      { text: 'C: MAIL FROM:<a@example.com>\nS: 571 not you\n' },
    ],
    invalid: [
      { text: 'C: NOOP\nS: 250 ok\nC: MAIL FROM:<a@example.com>\nS: «220» ok\n' },
      { text: 'C: NOOP\nS: «354» go on\nC: QUIT\nS: 221 bye\n' },
      { text: 'C: NOOP\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: «354» go on\n' },
    ],
  },
  looksAt: {
    kinds: ['reply', 'continuation'],
    verbs: [
      ...['EHLO', 'HELO', 'LHLO', 'MAIL', 'RCPT', 'DATA', 'BDAT', 'RSET', 'QUIT', 'AUTH'],
      ...['NOOP', 'STARTTLS', 'VRFY', 'EXPN'],
    ],
  },
  check({ reply, exchange: { row }, unit }, { report }) {
    const code = reply?.code;
    // RFC 5321 4.2: any code of classes 4 and 5 says enough to a client.
    if (!row || code === undefined || !/^[23][0-5]/.test(code)) return;
    if (row.replies.success.includes(code) || (row.continues === true && /^(?:334|35[345])$/.test(code))) {
      return;
    }
    report({ message: 'code', at: unit.host(0, code.length), data: { verb: row.verb, code } });
  },
});
