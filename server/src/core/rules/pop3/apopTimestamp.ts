// Rule pop3/apop-timestamp: APOP without a time stamp to compute from, or with something that is no digest.

import { rfc } from '../../registry/reference.ts';
import { isAllowed } from '../../transcript/pop3/control.ts';
import { isMasked } from '../../transcript/secrets/masked.ts';
import { announced, failedLogins } from '../support/pop3Examples.ts';
import { isPop3Fine, wordRange } from '../support/pop3Replies.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/apop-timestamp',
  severity: 'warning',
  references: [rfc(1939, '7')],
  summary: 'APOP needs a time stamp such as <1896.697@host> in the greeting, and a digest computed from it.',
  why: 'The digest is made of the time stamp and the password. A server whose greeting has no time stamp does not know APOP.',
  messages: {
    none: 'The greeting has no time stamp: the server does not offer APOP',
    stamp: 'A time stamp is built like a Message-ID: <something@host>',
    digest: 'A digest has 32 digits: 0 to 9 and a to f in lower case',
  },
  faults: { 'digest-syntax': 'digest' },
  examples: {
    valid: [
      {
        text: 'S: +OK ready <1896.697@mail.example.com>\nC: APOP ann 0123456789abcdef0123456789abcdef\nS: +OK\n',
      },
      { text: 'C: APOP ann 0123456789abcdef0123456789abcdef\nS: -ERR no\n' },
      { text: 'S: +OK ready\nC: APOP ann ****\nS: +OK\n' },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: APOP ann 0123456789abcdef0123456789abcdef\nS: -ERR in already\n',
      },
      {
        text: `${announced('UIDL')}${failedLogins(10)}C: APOP ann 0123456789abcdef0123456789abcdef\nS: +OK\n`,
      },
    ],
    invalid: [
      {
        text: 'S: +OK ready\nC: «APOP» ann 0123456789abcdef0123456789abcdef\nS: -ERR what\n',
        messages: ['none'],
      },
      {
        text: `S: +OK ready\n${failedLogins(10)}C: «APOP» ann 0123456789abcdef0123456789abcdef\nS: -ERR what\n`,
        messages: ['none'],
      },
      { text: 'S: +OK ready «<1896.697>»\nC: QUIT\nS: +OK\n', messages: ['stamp'] },
      { text: 'C: APOP ann «0123456789ABCDEF0123456789ABCDEF»\nS: -ERR no\n', messages: ['digest'] },
      { text: 'C: APOP ann «secret»\nS: -ERR no\n', messages: ['digest'] },
    ],
  },
  looksAt: { kinds: ['greeting', 'command'] },
  check({ command, exchange, reply, session, state, unit }, { report }) {
    const stamp = reply?.timeStamp;
    if (stamp && !MSG_ID.test(stamp.value) && !isMasked(stamp.value)) {
      report({ message: 'stamp', at: unit.host(stamp.from, stamp.to) });
    }
    if (command?.verb !== 'APOP' || state.greeting?.reply.status !== '+OK') return;
    if (state.greeting.reply.timeStamp || isPop3Fine(session, exchange.index)) return;
    // Behind the login `pop3/state` says what is wrong.
    if (!isAllowed(state.believed, command.row)) return;
    report({ message: 'none', at: wordRange(unit) });
  },
});

const MSG_ID = /^<[^<>@]+@[^<>@]+>$/;
