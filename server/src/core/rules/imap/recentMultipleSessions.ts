// Rule imap/recent-multiple-sessions: a message is recent twice, or more are recent than there are.

import { rfc } from '../../registry/reference.ts';
import type { MailboxState } from '../../transcript/imap/mailboxState.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, SELECTED } from '../support/mailboxSession.ts';
import { anyMailbox, flagPlace, openMailbox, statusPlace } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/recent-multiple-sessions',
  severity: 'info',
  references: [rfc(3501, '2.3.2'), rfc(3501, '7.3.2')],
  summary:
    'A message is \\Recent in two sessions, or again after the mailbox was left, or RECENT counts more messages than there are.',
  why:
    'Each message should be \\Recent once only: for the first that selects the mailbox to write. Clients that count new ' +
    'mail by it announce the same message again.',
  messages: {
    elsewhere: 'Another session of this log was told already that message {number} is \\Recent',
    again: 'Message {number} was \\Recent when the mailbox was selected before',
    count: '{recent} messages cannot be recent: the mailbox has {exists}',
  },
  examples: {
    valid: [
      {
        text: longSession(
          `C: a1 EXAMINE INBOX\n${SELECTED.replace('s04', 'a1').replace('READ-WRITE', 'READ-ONLY')}C: a2 FETCH 4 (UID FLAGS)\nS: * 4 FETCH (UID 40 FLAGS (\\Recent))\nS: a2 OK Done\nC: a3 SELECT INBOX\n${SELECTED.replace('s04', 'a3')}C: a4 FETCH 4 (UID FLAGS)\nS: * 4 FETCH (UID 40 FLAGS (\\Recent))\nS: a4 OK Done\n`,
        ),
      },
    ],
    invalid: [
      {
        text:
          longSession('C: a2 FETCH 4 (UID FLAGS)\nS: * 4 FETCH (UID 40 FLAGS (\\Recent))\nS: a2 OK Done\n') +
          longSession('C: a2 FETCH 4 (UID FLAGS)\nS: * 4 FETCH (UID 40 FLAGS («\\Recent»))\nS: a2 OK Done\n'),
        messages: ['elsewhere'],
      },
      {
        text: longSession(
          `C: a2 FETCH 4 (UID FLAGS)\nS: * 4 FETCH (UID 40 FLAGS (\\Recent))\nS: a2 OK Done\nC: a3 SELECT INBOX\n${SELECTED.replace('s04', 'a3')}C: a4 FETCH 4 (UID FLAGS)\nS: * 4 FETCH (UID 40 FLAGS («\\Recent»))\nS: a4 OK Done\n`,
        ),
        messages: ['again'],
      },
      { text: longSession('C: a1 NOOP\nS: * 5 RECENT\nS: a1 «OK» Done\n'), messages: ['count'] },
    ],
  },
  looksAt: { events: ['fetch', 'reply'] },
  check(unit, { report }) {
    const { event } = unit;
    if (event.kind === 'reply') {
      // RECENT may come in front of EXISTS: only behind both it is sure.
      const { recent, exists } = anyMailbox(unit) ?? {};
      if (
        recent === undefined ||
        exists === undefined ||
        recent <= exists ||
        !event.command ||
        unit.state.heard.count < event.command.index
      ) {
        return;
      }
      report({ message: 'count', at: statusPlace(unit), data: { recent, exists } });
      return;
    }
    if (event.kind !== 'fetch' || event.number === undefined) return;
    if (event.recentElsewhere) {
      report({ message: 'elsewhere', at: flagPlace(unit, '\\Recent'), data: { number: event.number } });
      return;
    }
    const mailbox = openMailbox(unit);
    const { flags, uid = event.known?.uid } = event.facts.news;
    if (
      !mailbox?.before ||
      uid === undefined ||
      event.known?.flags === flags ||
      flags?.names.has('\\recent') !== true
    ) {
      return;
    }
    if (!wasRecent(mailbox, uid)) return;
    report({ message: 'again', at: flagPlace(unit, '\\Recent'), data: { number: event.number } });
  },
});

/** True where a message was recent the last time, in a mailbox that was open for writing. */
function wasRecent({ before, uidValidity }: MailboxState, uid: number): boolean {
  if (before?.readOnly !== false || before.uidValidity !== uidValidity) return false;
  const number = before.messages?.numberOf(uid);
  return number !== undefined && before.messages?.get(number)?.flags?.names.has('\\recent') === true;
}
