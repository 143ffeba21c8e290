// Rule smtp/greeting: the server's first word is no greeting.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/greeting',
  severity: 'error',
  references: [rfc(5321, '3.1'), rfc(5321, '4.3.2'), rfc(7504, '3')],
  summary: 'The server opens the session with a code that is no greeting.',
  why:
    'A client waits for 220 before it says anything. With 554 or 521 the server says that it takes no mail here, with ' +
    '421 that it is too busy. What any other code means is anybody’s guess.',
  messages: { code: 'A session opens with 220, 421, 521 or 554, not with {code}' },
  examples: {
    valid: [
      { text: 'S: 220 mx.example.com ESMTP\nC: QUIT\nS: 221 bye\n' },
      { text: 'S: 554 no mail here\nC: QUIT\nS: 221 bye\n' },
      { text: 'S: 421 mx.example.com too busy\n' },
      { text: 'S: 250-mx.example.com\nS: 250 SIZE\nC: MAIL FROM:<>\nS: 250 ok\n' },
    ],
    invalid: [{ text: 'S: «250» mx.example.com\nC: EHLO a.example\nS: 250 mx.example.com\n' }],
  },
  looksAt: { kinds: ['greeting'] },
  check({ reply, unit, session, exchange }, { report }) {
    const code = reply?.code;
    if (code === undefined || OPENING.has(code) || !/^[2-5]/.test(code)) return;
    // An excerpt may start with the reply to a hello.
    const next = session.exchanges.get(exchange.index + 1);
    if (!opens(next.row?.verb)) return;
    report({ message: 'code', at: unit.host(0, code.length), data: { code } });
  },
});

function opens(verb: string | undefined): boolean {
  return verb === 'EHLO' || verb === 'HELO' || verb === 'LHLO';
}

const OPENING: ReadonlySet<string> = new Set(['220', '421', '521', '554']);
