// Rule pop3/capa-stale: a client relies on capabilities that were announced before TLS began.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';
import { announced, capa, failedLogins, LOGIN } from '../support/pop3Examples.ts';
import { wordRange } from '../support/pop3Replies.ts';

export default pop3Rule({
  id: 'pop3/capa-stale',
  severity: 'hint',
  references: [rfc(2595, '4')],
  summary: 'Behind STLS the client does not ask for the capabilities again.',
  why: 'Whoever sits between the two can write what is said before TLS: the client must forget it. Servers often announce other logins under TLS.',
  messages: { stale: 'What CAPA listed before STLS does not count: ask again' },
  examples: {
    valid: [
      { text: `${announced('STLS')}C: STLS\nS: +OK go\n${capa('USER')}${failedLogins(10)}${LOGIN}` },
      { text: `S: +OK ready\nC: STLS\nS: +OK go\n${LOGIN}` },
      { text: `${announced('STLS')}C: STLS\nS: -ERR no\n${LOGIN}` },
    ],
    invalid: [
      {
        text: `${announced('STLS', 'USER')}${failedLogins(10)}C: STLS\nS: +OK go\nC: «USER» ann\nS: +OK\nC: PASS x\nS: +OK\n`,
      },
      { text: `${announced('STLS')}C: STLS\nS: +OK go\nC: «AUTH» PLAIN\nS: +\n` },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, state, unit }, { report }) {
    // The first command that could have rested on them says it for all.
    if (!command || !state.stale || state.authenticated === 'yes') return;
    if (!LOGINS.has(command.verb) || state.waiting.length > 0 || state.user !== undefined) return;
    report({ message: 'stale', at: wordRange(unit) });
  },
});

const LOGINS: ReadonlySet<string> = new Set(['AUTH', 'USER', 'APOP']);
