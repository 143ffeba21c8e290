// Rule smtp/auth-mechanism: a login by a mechanism that the server did not announce.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy, wentOn, wordsOf } from '../support/smtpCommands.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/auth-mechanism',
  severity: 'error',
  references: [rfc(4954, '4'), rfc(4954, '3')],
  summary: 'The client logs in by a mechanism that the server did not announce.',
  why: 'The server answers 504. Which mechanisms there are often depends on TLS: look at the answer to the last EHLO.',
  messages: {
    missing: 'AUTH needs the name of a mechanism',
    syntax: '{text} cannot be the name of a mechanism',
    unoffered: 'The server offers {offered}',
    none: 'The server offers no login here',
  },
  examples: {
    valid: [
      {
        text: `${greeted('AUTH CRAM-MD5', 'STARTTLS')}${transactions(3)}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250-mx\nS: 250 AUTH PLAIN\n${transactions(3)}C: AUTH PLAIN AGEAYg==\nS: 535 no\n`,
      },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 AUTH PLAIN LOGIN\nC: auth login\nS: 334 VXNlcm5hbWU6\n' },
      { text: 'C: AUTH PLAIN\nS: 504 no\n' },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 AUTH=LOGIN\nC: AUTH LOGIN\nS: 501 no\n' },
    ],
    invalid: [
      {
        text: `${greeted('AUTH CRAM-MD5', 'STARTTLS')}${transactions(3)}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250-mx\nS: 250 AUTH PLAIN\n${transactions(3)}C: AUTH «CRAM-MD5»\nS: 504 no\n`,
        messages: ['unoffered'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 AUTH PLAIN LOGIN\nC: AUTH «CRAM-MD5»\nS: 504 no\n',
        messages: ['unoffered'],
      },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: «AUTH» PLAIN AGEAYg==\nS: 503 no\n', messages: ['none'] },
      { text: 'C: «AUTH»\nS: 501 no\n', messages: ['missing'] },
      { text: 'C: AUTH «PLAIN,LOGIN»\nS: 504 no\n', messages: ['syntax'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['AUTH'] },
  check({ command, exchange, faults, session, state, unit }, { report }) {
    if (!command || wentOn(session, exchange.index)) return;
    const [verb, mechanism] = wordsOf(unit.text);
    if (!verb) return;
    const offered = offeredBy(state);
    if (offered && !offered.has('AUTH')) {
      report({ message: 'none', at: unit.host(verb.from, verb.to) });
    } else if (!mechanism) {
      report({ message: 'missing', at: unit.host(verb.from, verb.to) });
    } else if (faults.some(({ code }) => code === 'mechanism-syntax')) {
      const text = mechanism.text.slice(0, MAX_TEXT);
      report({ message: 'syntax', at: unit.host(mechanism.from, mechanism.to), data: { text } });
    } else {
      const names = offered?.get('AUTH')?.parameters;
      if (!names || names.some((name) => name.toUpperCase() === mechanism.text.toUpperCase())) return;
      const data = { offered: names.length === 0 ? 'no mechanism' : names.slice(0, MAX_NAMES).join(', ') };
      report({ message: 'unoffered', at: unit.host(mechanism.from, mechanism.to), data });
    }
  },
});

const MAX_TEXT = 40;
const MAX_NAMES = 12;
