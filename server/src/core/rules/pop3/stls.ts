// Rule pop3/stls: STLS at a wrong time.

import { rfc } from '../../registry/reference.ts';
import { isAllowed } from '../../transcript/pop3/control.ts';
import type { Pop3Exchange } from '../../transcript/pop3/machine.ts';
import { pop3Rule } from '../protocolRules.ts';
import { announced, capa, failedLogins, LOGIN, noops } from '../support/pop3Examples.ts';
import { pop3Offers } from '../support/pop3Offers.ts';
import { isPop3Fine, wordRange } from '../support/pop3Replies.ts';

export default pop3Rule({
  id: 'pop3/stls',
  severity: 'error',
  references: [rfc(2595, '4'), rfc(6856, '2.1')],
  summary: 'STLS is used in a way that RFC 2595 forbids.',
  why: 'STLS stands before the login, once, and the client waits for its reply: what is sent in clear behind it may come from somebody in the middle.',
  messages: {
    login: 'STLS is possible only before the login',
    twice: 'The connection is protected by TLS already',
    unoffered: 'The server did not announce STLS',
    clear: 'Nothing may be sent in clear behind STLS before its reply',
    utf8: 'STLS must not follow UTF8',
  },
  examples: {
    valid: [
      { text: `${announced('STLS')}${failedLogins(10)}C: STLS\nS: +OK go\n${capa('USER')}` },
      { text: 'C: STLS\nS: -ERR not permitted when TLS is active\n' },
      { text: 'S: +OK ready\nC: STLS\nS: -ERR no\nC: STLS\nS: -ERR no\n' },
      { text: 'C: STLS\nC: USER ann\n' },
    ],
    invalid: [
      { text: `S: +OK ready\n${LOGIN}${noops(20)}C: «STLS»\nS: -ERR no\n`, messages: ['login'] },
      {
        text: `S: +OK ready\nC: STLS\nS: +OK go\n${failedLogins(10)}C: «STLS»\nS: -ERR no\n`,
        messages: ['twice'],
      },
      { text: `${announced('USER')}C: «STLS»\nS: -ERR what\n`, messages: ['unoffered'] },
      { text: 'S: +OK ready\nC: STLS\nC: «USER ann»\nS: +OK go\nS: +OK\n', messages: ['clear'] },
      { text: 'S: +OK ready\nC: UTF8\nS: +OK\nC: «STLS»\nS: +OK\n', messages: ['utf8'] },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, exchange, session, state, unit } = subject;
    if (!command) return;
    const before = state.waiting.last;
    const answer = before?.syntax.verb === 'STLS' ? session.exchanges.answeredBy(before.index) : undefined;
    if (answer !== undefined && answer > exchange.index) {
      report({ message: 'clear', at: unit.host(0, unit.text.length) });
    } else if (command.verb === 'STLS') {
      const message = faultOf(subject);
      if (message) report({ message, at: wordRange(unit) });
    }
  },
});

function faultOf({
  command,
  exchange,
  session,
  state,
}: Pop3Exchange): 'login' | 'twice' | 'unoffered' | 'utf8' | undefined {
  if (state.utf8) return 'utf8';
  if (isPop3Fine(session, exchange.index)) return undefined;
  if (!isAllowed(state.believed, command?.row)) return 'login';
  if (state.tls === 'yes' || session.all.secure(session.numbers[exchange.first] ?? 0)) return 'twice';
  return pop3Offers(state)?.has('STLS') === false ? 'unoffered' : undefined;
}
