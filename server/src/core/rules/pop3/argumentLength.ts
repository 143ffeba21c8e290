// Rule pop3/argument-length: an argument that is longer than 40 octets.

import { rfc } from '../../registry/reference.ts';
import { utf8Octets } from '../../text/octets.ts';
import { pop3Status } from '../support/pop3Replies.ts';
import { pop3Rule } from '../protocolRules.ts';
import { announced, failedLogins } from '../support/pop3Examples.ts';

const LONG = 'c'.repeat(41);

export default pop3Rule({
  id: 'pop3/argument-length',
  severity: 'warning',
  references: [rfc(1939, '3'), rfc(2449, '4')],
  summary:
    'An argument of a command is longer than 40 octets, and the server has not said that it knows CAPA.',
  why: 'A server without the extension mechanism need not accept more than 40 octets in an argument.',
  messages: { long: 'The argument has {octets} octets; a server without CAPA need accept only 40' },
  examples: {
    valid: [
      { text: `${announced('USER')}${failedLogins(10)}C: USER ${LONG}\nS: -ERR no\n` },
      { text: 'C: USER ann.longname.with.forty.octets@example.com\nS: +OK\n' },
      {
        text: 'S: +OK hi\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: USER aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n',
      },
    ],
    invalid: [
      { text: `S: +OK hi\n${failedLogins(10)}C: USER «${LONG}»\nS: -ERR no\n` },
      { text: 'C: USER «aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa»\nS: -ERR too long\n' },
      {
        text: 'S: +OK hi\nC: CAPA\nS: -ERR\nC: USER «bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb»\nS: -ERR no\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['USER', 'APOP', 'PASS'] },
  check({ command, unit, state, session, exchange }, { report }) {
    if (!command || state.capabilities || pop3Status(session, exchange.index) !== '-ERR') return;
    for (const { text, from, to } of command.arguments) {
      const octets = utf8Octets(text);
      if (octets > MAX_ARGUMENT) report({ message: 'long', at: unit.host(from, to), data: { octets } });
    }
  },
});

/** Octets (RFC 1939 3). */
const MAX_ARGUMENT = 40;
