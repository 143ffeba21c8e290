// Rule smtp/starttls-stripped: something between the two sides has removed STARTTLS.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/starttls-stripped',
  severity: 'warning',
  references: [rfc(3207, '6')],
  summary: 'The offer of STARTTLS was overwritten, or is refused as unknown.',
  why:
    'Firewalls that look into mail, and people who want to read it, overwrite the word so that the client goes on in ' +
    'clear. A client that needs TLS must stop here.',
  messages: {
    overwritten: 'An extension was overwritten on the way: probably STARTTLS',
    refused: 'The server offered STARTTLS and does not know it: something stands in between',
  },
  examples: {
    valid: [
      {
        text: `${greeted('STARTTLS')}${transactions(5)}C: EHLO b.example\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 not now\n`,
      },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 XCLIENT NAME\n' },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 not now\n' },
    ],
    invalid: [
      {
        text: `${greeted('STARTTLS')}${transactions(3)}C: NOOP\nS: 250 ok\n${transactions(3)}C: EHLO b.example\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: «500» what?\n`,
        messages: ['refused'],
      },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250-SIZE\nS: 250 «XXXXXXXX»\n', messages: ['overwritten'] },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250-«XXXXXXXA»\nS: 250 SIZE\n', messages: ['overwritten'] },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: «500» what?\n',
        messages: ['refused'],
      },
    ],
  },
  looksAt: { kinds: ['reply'], verbs: ['EHLO', 'STARTTLS'] },
  check({ asked, reply, state, unit }, { report }) {
    if (!asked || !reply) return;
    if (asked.syntax.verb === 'STARTTLS') {
      const offered = state.tls !== 'yes' && !state.stale && state.extensions?.has('STARTTLS') === true;
      if (offered && (reply.code === '500' || reply.code === '502')) {
        report({ message: 'refused', at: unit.host(0, CODE) });
      }
      return;
    }
    const line = reply.keywords.find(({ keyword }) => OVERWRITTEN.test(keyword));
    if (line) report({ message: 'overwritten', at: unit.host(line.from, line.from + line.keyword.length) });
  },
});

const CODE = 3;
const OVERWRITTEN = /^X{7}[A-Z]$/;
