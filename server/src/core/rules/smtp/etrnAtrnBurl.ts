// Rule smtp/etrn-atrn-burl: ETRN, ATRN or BURL where the server does not offer it, or at a wrong time.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy, wordsOf } from '../support/smtpCommands.ts';
import { isServerFine, replyCode } from '../support/smtpReplies.ts';
import { onlyIn, statesAt } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/etrn-atrn-burl',
  severity: 'warning',
  references: [rfc(1985, '5'), rfc(2645, '5.2.1'), rfc(4468, '3.2')],
  summary:
    'ETRN, ATRN or BURL is used where the server does not offer it, at a wrong time or without its argument.',
  why: 'The server refuses it, and the mail that was asked for stays where it is.',
  messages: {
    unoffered: 'The server did not announce {verb}',
    transaction: '{verb} must not stand inside a mail transaction',
    login: 'ATRN needs a login first',
    argument: '{verb} needs an argument',
    node: '{verb} takes the name of a host or domain',
    url: 'BURL takes the URL of a message on an IMAP server',
  },
  examples: {
    valid: [
      { text: `${greeted('ETRN')}${transactions(3)}C: ETRN example.com\nS: 250 ok\n` },
      {
        text: `${greeted('ETRN')}${transactions(6)}C: EHLO b.example\nS: 250-mx\nS: 250 ETRN\nC: ETRN example.com\nS: 458 no\n`,
      },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 ETRN\nC: ETRN example.com\nS: 250 ok\n' },
      { text: 'C: ETRN example.com\nS: 458 no\n' },
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: BURL imap://a.example/Drafts;UIDVALIDITY=1/;uid=2 LAST\nS: 554 no\n',
      },
    ],
    invalid: [
      {
        text: `${greeted('ETRN')}${transactions(4)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: «ETRN» example.com\nS: 503 no\n`,
        messages: ['transaction'],
      },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: «ETRN» example.com\nS: 502 no\n', messages: ['unoffered'] },
      { text: 'C: MAIL FROM:<>\nS: 250 ok\nC: «ETRN» example.com\nS: 503 no\n', messages: ['transaction'] },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250-mx\nS: 250 ATRN\nC: «ATRN»\nS: 530 log in\n',
        messages: ['login'],
      },
      { text: 'C: «ETRN»\nS: 501 no\n', messages: ['argument'] },
      { text: 'C: ETRN «&example.com»\nS: 501 no\n', messages: ['node'] },
      { text: 'C: ETRN «a.example b.example»\nS: 501 no\n', messages: ['node'] },
      {
        text: 'C: ATRN a.example,b.example\nS: 453 none\nC: ATRN «a.example;b.example»\nS: 501 no\n',
        messages: ['node'],
      },
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: BURL «https://a.example/» LAST\nS: 501 no\n',
        messages: ['url'],
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['ETRN', 'ATRN', 'BURL'] },
  check(subject, { report }) {
    const { command, exchange, faults, session, state, unit } = subject;
    if (!command || isServerFine(session, exchange.index)) return;
    const { verb } = command;
    const at = unit.host(0, verb.length);
    const [, argument, extra] = wordsOf(unit.text);
    if (verb !== 'BURL' && onlyIn(statesAt(subject), ['mail', 'rcpt', 'bdat'])) {
      report({ message: 'transaction', at, data: { verb } });
    } else if (faults.some(({ code }) => code === 'argument-missing')) {
      report({ message: 'argument', at, data: { verb } });
    } else if (offeredBy(state)?.has(verb) === false) {
      report({ message: 'unoffered', at, data: { verb } });
    } else if (verb === 'ATRN' && state.authenticated === 'no' && onlyIn(state.believed, ['ready'])) {
      report({ message: 'login', at });
    } else if (verb === 'BURL' && argument && !/^imaps?:\/\//i.test(argument.text)) {
      report({ message: 'url', at: unit.host(argument.from, argument.to) });
    } else if (verb !== 'BURL' && argument && (extra || !NODES.test(argument.text))) {
      // A server may have options of its own: only one that could not read it is believed.
      if (replyCode(session, exchange.index) !== '501') return;
      report({ message: 'node', at: unit.host(argument.from, unit.text.trimEnd().length), data: { verb } });
    }
  },
});

/** A host or domain, `@` with those below it, or the name of a queue; ATRN takes several. */
const NODES = /^(?:#[!-~]+|@?[A-Za-z0-9[\u0080-\uffff][^\s;&/<>"'()\\@]*)$/;
