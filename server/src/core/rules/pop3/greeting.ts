// Rule pop3/greeting: the server refuses the connection in its greeting.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/greeting',
  severity: 'error',
  references: [rfc(1939, '4'), rfc(2449, '3')],
  summary: 'The server greets with -ERR instead of +OK.',
  why: 'The session is over before it has begun: the server is overloaded, blocks this address, or wants TLS from the start. Its text says which.',
  messages: { refused: 'The server refuses the session' },
  examples: {
    valid: [
      { text: 'S: +OK POP3 server ready <1896.697170952@mail.example.com>\nC: QUIT\nS: +OK\n' },
      { text: 'S: +OK\nC: QUIT\nS: +OK\n' },
    ],
    invalid: [
      { text: 'S: «-ERR» too many connections\n' },
      { text: 'S: «-ERR» [SYS/TEMP] try later\nC: QUIT\n' },
    ],
  },
  looksAt: { kinds: ['greeting'] },
  check({ reply, unit }, { report }) {
    if (reply?.status === '-ERR') report({ message: 'refused', at: unit.host(0, '-ERR'.length) });
  },
});
