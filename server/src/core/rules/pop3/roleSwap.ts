// Rule pop3/role-swap: a side says what the other should.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/role-swap',
  severity: 'error',
  references: [rfc(1939, '3')],
  summary: 'The client sends a reply, or the server a command.',
  why: 'Either the log has the two sides mixed up, or something other than a mail program answers on this port.',
  messages: { client: 'A client does not say {word}', server: 'A server does not say the command {word}' },
  examples: {
    valid: [
      { text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n' },
      { text: 'S: +OK list follows\nS: USER\nS: TOP\nS: .\nC: QUIT\nS: +OK\n' },
    ],
    invalid: [
      { text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: «+OK» fine\nS: -ERR what\n', messages: ['client'] },
      { text: 'S: +OK ready\nC: NOOP\nS: «QUIT»\nC: QUIT\nS: +OK\n', messages: ['server'] },
    ],
  },
  looksAt: { kinds: ['command', 'reply'] },
  check({ unit, exchange, state }, { report }) {
    const { kind } = exchange;
    // An excerpt may begin with the answer to CAPA, which names commands.
    if (kind === 'reply' && state.spoken === undefined) return;
    const word = (kind === 'command' ? REPLY : COMMAND).exec(unit.text)?.[1];
    if (word === undefined) return;
    const message = kind === 'command' ? 'client' : 'server';
    report({ message, at: unit.host(0, word.length), data: { word } });
  },
});

const REPLY = /^(\+OK|-ERR)(?= |$)/i;
const COMMAND = /^(USER|PASS|APOP|STAT|LIST|RETR|DELE|NOOP|RSET|TOP|UIDL|QUIT|CAPA|STLS)(?: \S+)*$/;
