// Rule imap/keyword-dropped: FLAGS no longer names a flag that messages of the mailbox have.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/keyword-dropped',
  severity: 'warning',
  references: [rfc(9051, '7.3.5')],
  summary: 'A new FLAGS response leaves out a flag that was announced for the mailbox.',
  why:
    'A client has to take the newest FLAGS for the whole list. A flag that falls out of it while the mailbox is ' +
    'selected disappears from the client, though messages still have it.',
  messages: { dropped: 'FLAGS had {flags} before: not in this list any more' },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $forwarded $Work)\nS: a1 OK Done\n',
        ),
      },
      { text: openSession('C: a1 SELECT Archive\nS: * 1 EXISTS\nS: * FLAGS (\\Seen)\nS: a1 OK Done\n') },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * «FLAGS» (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Work)\nS: a1 OK Done\n',
        ),
      },
    ],
  },
  looksAt: { events: ['flags'] },
  check(unit, { report }) {
    const now = eventOf(unit, 'flags')?.flags.names;
    const before = openMailbox(unit)?.flags;
    if (!now || !before) return;
    const flags = [...before.names].filter((flag) => !now.has(flag));
    if (flags.length === 0) return;
    report({
      message: 'dropped',
      at: unit.source.find(/^\* (FLAGS)/i),
      data: { flags: flags.slice(0, 5).join(' ') },
    });
  },
});
