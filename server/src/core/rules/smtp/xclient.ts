// Rule smtp/xclient: XCLIENT or XFORWARD with a wrong attribute or at a wrong time.

import { page } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy } from '../support/smtpCommands.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { onlyIn } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/xclient',
  severity: 'error',
  references: [
    page('Postfix, XCLIENT', 'https://www.postfix.org/XCLIENT_README.html'),
    page('Postfix, XFORWARD', 'https://www.postfix.org/XFORWARD_README.html'),
  ],
  summary: 'XCLIENT or XFORWARD has an unknown or empty attribute, or comes at a wrong time.',
  why: 'The server answers 501 or 503 and takes the proxy in front of it for the client, so that its filters look at the wrong address.',
  messages: {
    missing: '{verb} needs at least one attribute',
    attribute: '{text} is no attribute with a value',
    transaction: '{verb} must not stand inside a mail transaction',
    unoffered: 'The server did not announce {verb}',
  },
  examples: {
    valid: [
      { text: `${greeted('XCLIENT NAME ADDR')}${transactions(3)}C: XCLIENT NAME=b.example\nS: 220 mx\n` },
      {
        text: `${greeted('XCLIENT NAME')}C: XCLIENT NAME=b.example\nS: 220 mx\nC: EHLO b.example\nS: 250-mx\nS: 250 XCLIENT NAME\n${transactions(5)}C: QUIT\nS: 221 bye\n`,
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 XCLIENT NAME ADDR\nC: XCLIENT NAME=b.example ADDR=192.0.2.1\nS: 220 mx\n',
      },
    ],
    invalid: [
      {
        text: `${greeted('XCLIENT NAME ADDR')}${transactions(4)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: «XCLIENT» NAME=b.example\nS: 503 no\n`,
        messages: ['transaction'],
      },
      { text: 'C: «XCLIENT»\nS: 501 no\n', messages: ['missing'] },
      { text: 'C: XCLIENT NAME=b.example «COLOUR=red»\nS: 501 no\n', messages: ['attribute'] },
      { text: 'C: XFORWARD «NAME=»\nS: 501 no\n', messages: ['attribute'] },
      {
        text: 'C: MAIL FROM:<>\nS: 250 ok\nC: «XCLIENT» NAME=b.example\nS: 503 no\n',
        messages: ['transaction'],
      },
      {
        text: 'C: EHLO a.example\nS: 250 mx\nC: «XCLIENT» NAME=b.example\nS: 550 no\n',
        messages: ['unoffered'],
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['XCLIENT', 'XFORWARD'] },
  check({ command, exchange, faults, session, state, unit }, { report }) {
    if (!command || isServerFine(session, exchange.index)) return;
    const { verb } = command;
    const at = unit.host(0, verb.length);
    const bad = faults.find(({ code }) => code === 'attribute-syntax');
    if (bad) {
      const text = unit.text.slice(bad.from, bad.to).slice(0, MAX_TEXT);
      report({ message: 'attribute', at: unit.host(bad.from, bad.to), data: { text } });
    } else if (faults.some(({ code }) => code === 'argument-missing')) {
      report({ message: 'missing', at, data: { verb } });
    } else if (onlyIn(state.believed, ['mail', 'rcpt', 'bdat'])) {
      report({ message: 'transaction', at, data: { verb } });
    } else if (offeredBy(state)?.has(verb) === false) {
      report({ message: 'unoffered', at, data: { verb } });
    }
  },
});

const MAX_TEXT = 60;
