// Rule imap/sequence-set-range: a command names a message number that the mailbox does not have.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, isTaken } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/sequence-set-range',
  severity: 'error',
  references: [rfc(9051, '9'), rfc(9051, '4.1.1')],
  summary: 'A command names a message number above the number of messages in the mailbox.',
  why:
    'Servers answer BAD. One side has lost an EXPUNGE, or counts on a message that the server has not told ' +
    'of: other numbers may mean other messages, too.',
  messages: {
    over: 'There is no message {number}: the mailbox has {exists}',
    empty: 'There is no message: the mailbox is empty',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 5 EXISTS\nS: a1 OK Done\nC: a2 FETCH 2:5 (FLAGS)\nS: * 5 FETCH (FLAGS ())\nS: a2 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 UID FETCH 5000:* (FLAGS)\nS: a1 OK Done\nC: a2 FETCH 4:* (FLAGS)\nS: a2 OK Done\n',
        ),
      },
      {
        text: openSession('C: a1 NOOP\nC: a2 FETCH 5 (FLAGS)\nS: * 5 EXISTS\nS: a1 OK Done\nS: a2 OK Done\n'),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 2 EXPUNGE\nS: a1 OK Done\nC: a2 FETCH «1:4» (FLAGS)\nS: a2 BAD No such message\n',
        ),
        messages: ['over'],
      },
      {
        text: openSession(
          'C: a1 SELECT Trash\nS: * 0 EXISTS\nS: * FLAGS ()\nS: a1 OK Done\nC: a2 STORE «*» +FLAGS (\\Seen)\nS: a2 BAD Empty\n',
        ),
        messages: ['empty'],
      },
    ],
  },
  looksAt: { events: ['command'] },
  check(unit, { report }) {
    const { state, source } = unit;
    const command = eventOf(unit, 'command')?.command;
    const exists = state.selected?.exists;
    if (!command?.set || exists === undefined || command.verb.startsWith('UID ')) return;
    // What waits may bring or take messages; and where the server took the command, it knew better.
    if (state.pending.length > 0 || state.opening || isTaken(unit)) return;
    const number = command.set.ranges.reduce(
      (highest, { from, to }) => Math.max(highest, to === Infinity ? from : to),
      0,
    );
    const at = source.unit.host(command.set.from, command.set.to);
    if (exists === 0) report({ message: 'empty', at });
    else if (number > exists && number !== Infinity) {
      report({ message: 'over', at, data: { number, exists } });
    }
  },
});
