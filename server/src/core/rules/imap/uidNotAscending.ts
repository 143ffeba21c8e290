// Rule imap/uid-not-ascending: a message has a UID that is not between those of the messages around it.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, itemPlace, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/uid-not-ascending',
  severity: 'error',
  references: [rfc(9051, '2.3.1.1')],
  summary: 'The UID of a message is not above those of the messages before it, and below those behind it.',
  why:
    'Clients ask for what is new by "from this UID on", and match their copies with the mailbox in the order of UIDs. ' +
    'Messages out of that order are missed, or fetched again and again.',
  messages: { order: 'Message {number} cannot have the UID {uid}: UIDs ascend, and {neighbour}' },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 5 EXISTS\nS: a1 OK Done\nC: a2 FETCH 5 (UID)\nS: * 5 FETCH (UID 50)\nS: a2 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 NOOP\nS: * 2 EXPUNGE\nS: a1 OK Done\nC: a2 FETCH 2 (UID)\nS: * 2 FETCH (UID 30)\nS: a2 OK Done\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 6 EXISTS\nS: a1 OK Done\nC: a2 FETCH 5:6 (UID)\nS: * 5 FETCH (UID «39»)\nS: * 6 FETCH (UID 51)\nS: a2 OK Done\n',
        ),
      },
      {
        text: 'C: a SELECT x\nS: * 3 EXISTS\nS: a OK done\nC: b FETCH 1:3 (UID)\nS: * 3 FETCH (UID 7)\nS: * 1 FETCH (UID «7»)\nS: b OK done\n',
      },
    ],
  },
  looksAt: { events: ['fetch'] },
  check(unit, { report }) {
    const event = eventOf(unit, 'fetch');
    const messages = openMailbox(unit)?.messages;
    const uid = event?.facts.news.uid;
    if (!messages || uid === undefined || event?.number === undefined || event.uidFault !== 'order') return;
    const before = messages.uidBefore(event.number);
    const neighbour =
      before >= uid
        ? `one before it has ${String(before)}`
        : `one behind it has ${String(messages.uidBehind(event.number))}`;
    report({ message: 'order', at: itemPlace(unit, 'UID'), data: { number: event.number, uid, neighbour } });
  },
});
