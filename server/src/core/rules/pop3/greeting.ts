// Rule pop3/greeting: the server refuses the connection in its greeting.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { isPop3Fine } from '../support/pop3Replies.ts';
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
      { text: 'S: -ERR what\nC: USER ann\nS: +OK\n' },
      { text: 'S: -ERR no such message\n' },
    ],
    invalid: [
      { text: 'S: «-ERR» too many connections\n' },
      { text: 'S: «-ERR» [SYS/TEMP] try later\nC: QUIT\n' },
    ],
  },
  looksAt: { kinds: ['greeting'] },
  check({ exchange, reply, session, unit }, { report }) {
    if (reply?.status !== '-ERR' || ANSWER.test(unit.text) || goesOn(session, exchange.index)) return;
    report({ message: 'refused', at: unit.host(0, '-ERR'.length) });
  },
});

/** Whether a command is accepted behind it: then it was no greeting, and the log is an excerpt. */
function goesOn(session: Session, index: number): boolean {
  const { exchanges } = session;
  const end = Math.min(exchanges.count, index + MAX_LOOK);
  for (let next = index + 1; next < end; next++) {
    if (exchanges.kind(next) !== 'command') continue;
    return exchanges.row(next)?.verb !== 'QUIT' && isPop3Fine(session, next);
  }
  return false;
}

const MAX_LOOK = 20;
/** What answers a command and greets nobody. */
const ANSWER =
  /\b(?:message|mailbox for|maildrop|password|auth\w*|invalid|unknown command|IN-USE|LOGIN-DELAY)\b/i;
