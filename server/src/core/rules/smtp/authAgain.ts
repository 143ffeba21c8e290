// Rule smtp/auth-again: AUTH behind a login that succeeded.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { wentOn } from '../support/smtpCommands.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/auth-again',
  severity: 'error',
  references: [rfc(4954, '4')],
  summary: 'The client logs in although it is logged in.',
  why: 'A session has one login; the server answers 503. Another user needs another connection.',
  messages: { again: 'The client is logged in already' },
  examples: {
    valid: [
      { text: `${greeted('AUTH PLAIN') + transactions(8)}C: AUTH PLAIN AGEAYg==\nS: 235 ok\n` },
      { text: 'C: AUTH PLAIN AGEAYg==\nS: 535 no\nC: AUTH PLAIN AGEAYw==\nS: 235 ok\n' },
      { text: 'C: AUTH PLAIN AGEAYg==\nS: 235 ok\nC: AUTH PLAIN AGEAYw==\nS: 235 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('AUTH PLAIN')}C: AUTH PLAIN AGEAYg==\nS: 235 ok\n${transactions(7)}C: EHLO a.example\nS: 250-mx\nS: 250 AUTH PLAIN\nC: «AUTH» PLAIN AGEAYw==\nS: 503 no\n`,
      },
      { text: 'C: AUTH PLAIN AGEAYg==\nS: 235 ok\nC: «AUTH» PLAIN AGEAYw==\nS: 503 no\n' },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['AUTH'] },
  check({ command, exchange, session, state, unit }, { report }) {
    if (!command || state.authenticated !== 'yes' || wentOn(session, exchange.index)) return;
    report({ message: 'again', at: unit.host(0, command.verb.length) });
  },
});
