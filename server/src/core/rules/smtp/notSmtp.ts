// Rule smtp/not-smtp: another protocol is spoken on the port.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { otherProtocol } from '../support/otherProtocols.ts';

export default smtpRule({
  id: 'smtp/not-smtp',
  severity: 'error',
  references: [rfc(5321, '4.1.1')],
  summary: 'The client speaks another protocol.',
  why:
    'Usually a scanner, a browser or a program with a wrong port. Servers close such connections at once, since pages ' +
    'of the web can be made to send mail this way.',
  messages: { other: 'This is {protocol}, not SMTP' },
  examples: {
    valid: [{ text: 'S: 220 mx.example.com\nC: EHLO a.example\nS: 250 mx.example.com\n' }],
    invalid: [
      { text: 'S: 220 mx.example.com\nC: «GET / HTTP/1.1»\nS: 500 what?\nC: QUIT\nS: 221 bye\n' },
      { text: 'S: 220 mx.example.com\nC: «a1 LOGIN ann secret»\nS: 500 what?\nC: QUIT\nS: 221 bye\n' },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, unit }, { report }) {
    if (!command || command.row) return;
    const protocol = otherProtocol(unit.text);
    if (protocol === undefined) return;
    report({ message: 'other', at: unit.host(0, unit.text.length), data: { protocol } });
  },
});
