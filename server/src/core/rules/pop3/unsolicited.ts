// Rule pop3/unsolicited: the server says something that nobody asked for.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { pop3Rule } from '../protocolRules.ts';
import { LOGIN, noops } from '../support/pop3Examples.ts';

export default pop3Rule({
  id: 'pop3/unsolicited',
  severity: 'error',
  references: [rfc(1939, '3')],
  summary: 'The server sends a reply or lines although no command waits for them.',
  why: 'A client takes them for the reply to its next command, and from there on pairs every reply with the wrong command.',
  messages: {
    reply: 'No command waits for this reply',
    lines: 'No command waits for these lines',
    challenge: 'No AUTH waits for a challenge',
  },
  examples: {
    valid: [
      { text: `S: +OK ready\n${LOGIN}${noops(20)}C: LIST\nS: +OK\nS: 1 120\nS: .\n` },
      { text: 'S: 1 120\nS: 2 200\nS: .\nC: QUIT\nS: +OK\n' },
      { text: 'S: + dGVzdA==\nC: dGVzdA==\nS: + dGVzdA==\nC: dGVzdA==\nS: +OK in\nC: STAT\nS: +OK 0 0\n' },
      { text: 'S: +OK 2 320\nC: QUIT\nS: +OK\n' },
      { text: 'S: +OK ready\nC: NOOP\nS: -ERR no\nS: -ERR idle for too long, closing\n' },
      {
        text: 'S: +OK ready\nC: PASS ****\nS: -ERR [AUTH] wrong\nS: +OK Pop server at mail.example.com signing off.\n',
      },
      { text: 'S: +OK ready\nS: +OK\nS: +OK 2 320\n' },
    ],
    invalid: [
      { text: 'S: +OK ready\nC: NOOP\nS: +OK\nS: «+OK» again\nC: QUIT\nS: +OK\n', messages: ['reply'] },
      { text: `S: +OK ready\n${LOGIN}${noops(20)}S: «-ERR» no\nC: QUIT\nS: +OK\n`, messages: ['reply'] },
      { text: 'C: DELE 1\nS: +OK\nS: «new mail has come»\nC: QUIT\nS: +OK\n', messages: ['lines'] },
      { text: 'C: STAT\nS: «+» go on\n', messages: ['challenge'] },
    ],
  },
  looksAt: { kinds: ['reply', 'continuation'] },
  check({ asked, exchange, reply, session, state, unit }, { report }) {
    const { spoken } = state;
    const waited = asked !== undefined || exchange.repliesTo !== undefined;
    if (exchange.kind === 'continuation') {
      // A word that is no command may be the response to an AUTH in front of the excerpt.
      const verb = exchange.row?.verb;
      const wrong = waited ? verb !== undefined && verb !== 'AUTH' : spoken !== undefined;
      if (wrong) report({ message: 'challenge', at: unit.host(0, 1) });
      return;
    }
    // An excerpt may begin with the reply to what was left out, and a log of the server's side has no commands at all.
    if (waited || spoken === undefined || COMMAND.test(unit.text)) return;
    if (reply?.status === undefined) {
      // Lines behind a dot that ends a message too early belong to `pop3/byte-stuffing`.
      if (spoken !== 'data') report({ message: 'lines', at: unit.host(0, unit.text.length) });
    } else if (!FAREWELL.test(unit.text) || !isLast(session, exchange.index)) {
      report({ message: 'reply', at: unit.host(0, reply.status.length) });
    }
  },
});

function isLast({ exchanges }: Session, index: number): boolean {
  for (let next = index + 1; next < exchanges.count; next++) {
    if (exchanges.kind(next) !== 'note') return false;
  }
  return true;
}

/** What a server says when it closes the connection by itself. */
const FAREWELL =
  /^(?:\+OK|-ERR) .*\b(?:idle|inactiv\w*|time(?:d )?-?out|autologout|clos\w*|disconnect\w*|shut\w*|(?:good)?bye|(?:sign|logg)ing (?:off|out))\b/i;
/** Then the sides are swapped: `pop3/role-swap`. */
const COMMAND = /^(?:USER|PASS|APOP|STAT|LIST|RETR|DELE|NOOP|RSET|TOP|UIDL|QUIT|CAPA|STLS)(?: \S+)*$/;
