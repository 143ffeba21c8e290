// Rule imap/exists-dropped: EXISTS says fewer messages than there were, and none was expunged.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, numberPlace, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/exists-dropped',
  severity: 'error',
  references: [rfc(9051, '7.4.1'), rfc(9051, '7.5.1')],
  summary: 'EXISTS tells fewer messages than before, although no EXPUNGE took any away.',
  why:
    'A mailbox becomes smaller only by EXPUNGE or VANISHED, which say which message is gone. Behind a smaller EXISTS a ' +
    'client no longer knows which message a number means, and may show or delete the wrong one.',
  messages: { dropped: 'There were {before} messages, and none was expunged: EXISTS cannot be {now}' },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 2 EXPUNGE\nS: * 3 EXISTS\nS: a1 OK Done\nC: a2 NOOP\nS: * 5 EXISTS\nS: a2 OK Done\n',
        ),
      },
      {
        text: openSession('C: a1 SELECT Archive\nS: * 2 EXISTS\nS: * FLAGS ()\nS: a1 OK Selected\n'),
      },
      { text: 'S: * 5 EXISTS\nC: a NOOP\nS: a OK done\n...\nS: * 3 EXISTS\n' },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 2 EXPUNGE\nS: * «2» EXISTS\nS: a1 OK Done\nC: a2 NOOP\nS: * 2 EXISTS\nS: a2 OK Done\n',
        ),
      },
      { text: 'C: a NOOP\nS: * 5 EXISTS\nS: a OK done\nC: b NOOP\nS: * «4» EXISTS\nS: b OK done\n' },
    ],
  },
  looksAt: { events: ['exists'] },
  check(unit, { report }) {
    const now = eventOf(unit, 'exists')?.number ?? 0;
    const before = openMailbox(unit)?.exists;
    if (before !== undefined && now < before) {
      report({ message: 'dropped', at: numberPlace(unit), data: { before, now } });
    }
  },
});
