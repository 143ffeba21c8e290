// Rule imap/message-unknown: the server speaks of a message that it has not told of.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { numberPlace, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/message-unknown',
  severity: 'warning',
  references: [rfc(9051, '7.4.1'), rfc(9051, '7.5.1')],
  summary: 'FETCH or EXPUNGE names a message number above the number of messages that EXISTS told of.',
  why:
    'A client that takes such an EXPUNGE counts one message too few from there on, and one that takes such a FETCH shows ' +
    'a message that it cannot open. Either EXISTS was lost, or the server mixes up mailboxes.',
  messages: { unknown: 'There is no message {number}: the server has told of {exists}' },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 5 EXISTS\nS: * 5 FETCH (FLAGS ())\nS: * 5 EXPUNGE\nS: a1 OK Done\n',
        ),
      },
      { text: 'C: a NOOP\nS: * 5 EXPUNGE\nS: a OK done\n' },
      {
        text: openSession(
          'C: a1 NOOP\nS: * 3 EXISTS\nS: * 4 FETCH (FLAGS ())\nS: * 4 EXPUNGE\nS: a1 OK Done\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession('C: a1 NOOP\nS: * «5» EXPUNGE\nS: * «5» FETCH (FLAGS ())\nS: a1 OK Done\n'),
      },
    ],
  },
  looksAt: { events: ['fetch', 'expunge'] },
  check(unit, { report }) {
    const { event } = unit;
    if (event.kind !== 'fetch' && event.kind !== 'expunge') return;
    const { number } = event;
    const exists = openMailbox(unit)?.exists;
    if (number === undefined || exists === undefined || number <= exists) return;
    report({ message: 'unknown', at: numberPlace(unit), data: { number, exists } });
  },
});
