// Rule imap/uid-changed: a message that the session has shown has another UID now.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, itemPlace, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/uid-changed',
  severity: 'error',
  references: [rfc(9051, '2.3.1.1'), rfc(9051, '7.5.1')],
  summary: 'A message number has another UID than before, although nothing was expunged in front of it.',
  why:
    'A UID stays with its message. Where it changes, either the server lost an EXPUNGE, or it mixes up messages: a ' +
    'client then shows one message and deletes another.',
  messages: { changed: 'Message {number} had the UID {before} and has {now}, with no EXPUNGE in between' },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 1 EXPUNGE\nS: a1 OK Done\nC: a2 FETCH 1 (UID)\nS: * 1 FETCH (UID 20)\nS: a2 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 NOOP\nS: * VANISHED 10,30\nS: a1 OK Done\nC: a2 FETCH 1:2 (UID)\nS: * 1 FETCH (UID 20)\nS: * 2 FETCH (UID 40)\nS: a2 OK Done\n',
          { enable: 'QRESYNC' },
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 FETCH 2:3 (UID)\nS: * 2 FETCH (UID «21»)\nS: * 3 FETCH (UID 30)\nS: a1 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 NOOP\nS: * 3 EXPUNGE\nS: a1 OK Done\nC: a2 FETCH 3 (UID)\nS: * 3 FETCH (UID «30»)\nS: a2 OK Done\n',
        ),
      },
    ],
  },
  looksAt: { events: ['fetch'] },
  check(unit, { report }) {
    const event = eventOf(unit, 'fetch');
    const now = event?.facts.news.uid;
    const before = event?.known?.uid;
    if (!openMailbox(unit) || event?.uidFault !== 'changed' || event.number === undefined) return;
    if (now === undefined || before === undefined) return;
    report({ message: 'changed', at: itemPlace(unit, 'UID'), data: { number: event.number, before, now } });
  },
});
