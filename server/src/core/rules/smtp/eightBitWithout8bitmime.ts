// Rule smtp/8bit-without-8bitmime: a body with octets above 127 that MAIL did not announce.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { eightBitIn } from '../support/eightBit.ts';
import { isIn } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/8bit-without-8bitmime',
  severity: 'error',
  references: [rfc(6152, '3'), rfc(5321, '2.4')],
  summary: 'The body of the message has octets above 127, and MAIL did not say BODY=8BITMIME.',
  why:
    'A server may refuse the message, clear the highest bit or pass it on to one that does. Where 8BITMIME is not ' +
    'offered, the body has to be encoded as quoted-printable or base64.',
  messages: {
    undeclared: 'MAIL must say BODY=8BITMIME for this',
    unoffered: 'The server did not announce 8BITMIME: the body has to be encoded',
  },
  examples: {
    valid: [
      {
        text: `${greeted('8BITMIME', 'SMTPUTF8')}${transactions(3)}${transactions(3)}C: MAIL FROM:<z@example.com> BODY=8BITMIME\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: Subject: a\nC: \nC: Größe\nC: .\nS: 250 ok\n`,
      },
      {
        text: 'C: MAIL FROM:<a@example.com> BODY=8BITMIME\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: Subject: a\nC: \nC: Größe\nC: .\nS: 250 ok\n',
      },
      { text: 'C: DATA\nS: 354 go\nC: Subject: a\nC: \nC: Größe\nC: .\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('8BITMIME', 'SMTPUTF8')}${transactions(3)}${transactions(3)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: Subject: a\nC: \nC: Gr«öß»e\nC: .\nS: 250 ok\n`,
        messages: ['undeclared'],
      },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: Subject: a\nC: \nC: Gr«öß»e ä\nC: .\nS: 250 ok\n',
        messages: ['undeclared'],
      },
      {
        text: 'C: HELO a.example\nS: 250 mx\nC: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: Subject: a\nC: \nC: Gr«öß»e\nC: .\nS: 250 ok\n',
        messages: ['unoffered'],
      },
    ],
  },
  looksAt: { kinds: ['data'], verbs: ['DATA', 'BDAT'] },
  check({ exchange, session, state }, { report }) {
    const mail = state.envelope?.mail;
    if (
      !mail ||
      mail.syntax.parameters.some(({ name, value }) => name === 'BODY' && value?.toUpperCase() !== '7BIT')
    ) {
      return;
    }
    const { body } = eightBitIn(session, exchange, !isIn(state.control, 'bdat'));
    if (!body) return;
    const offered = state.stale || state.extensions?.has('8BITMIME') !== false;
    report({ message: offered ? 'undeclared' : 'unoffered', at: body });
  },
});
