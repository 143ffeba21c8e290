// Rule imap/store-no-fetch: STORE changes flags, and the server does not say what they are now.

import type { MailboxCommand } from '../../transcript/imap/mailbox/command.ts';
import { rfc } from '../../registry/reference.ts';
import { namedMessages } from '../../transcript/imap/mailbox/namedMessages.ts';
import type { MailboxState } from '../../transcript/imap/mailboxState.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { itemPlace, onlyPending, openMailbox, statusPlace } from '../support/mailboxUnits.ts';
import { inSet } from '../../transcript/imap/views/sequenceSet.ts';

export default mailboxRule({
  id: 'imap/store-no-fetch',
  severity: 'warning',
  references: [rfc(9051, '6.4.6')],
  summary: 'STORE succeeds, and no FETCH gives the new flags, or the flags given are not those stored.',
  why:
    'Without .SILENT a client waits for the new flags, since the server or another client may have changed them as well. ' +
    'If they do not come, or do not show the change, what the user sees is wrong.',
  messages: {
    none: 'The flags were stored without an answer that says what they are now',
    differs: 'Message {number} does not have the flags that were stored',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 STORE 2 +FLAGS (\\Seen)\nS: * 2 FETCH (FLAGS (\\Seen $Forwarded))\nS: a1 OK Done\nC: a2 STORE 2 FLAGS.SILENT (\\Deleted)\nS: a2 OK Done\nC: a3 UID STORE 99 +FLAGS (\\Seen)\nS: a3 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 UID STORE 20 FLAGS (\\Draft)\nS: * 2 FETCH (UID 20 FLAGS (\\Draft \\Recent))\nS: a1 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 FETCH 2 (FLAGS)\nS: * 2 FETCH (FLAGS (\\Seen))\nS: a1 OK Done\nC: a2 STORE 2 +FLAGS (\\Seen)\nS: a2 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 EXAMINE x\nS: * 3 EXISTS\nS: a1 OK Done\nC: a2 STORE 2 +FLAGS (\\Seen)\nS: a2 OK Ignored\n',
        ),
      },
    ],
    invalid: [
      { text: longSession('C: a1 STORE 2:3 +FLAGS (\\Seen)\nS: a1 «OK» Done\n'), messages: ['none'] },
      { text: openSession('C: a1 UID STORE 20 +FLAGS (\\Draft)\nS: a1 «OK» Done\n'), messages: ['none'] },
      {
        text: openSession(
          'C: a1 STORE 2:3 +FLAGS (\\Seen)\nS: * 2 FETCH (FLAGS «(\\Flagged)»)\nS: * 3 FETCH (FLAGS (\\Seen))\nS: a1 OK Done\n',
        ),
        messages: ['differs'],
      },
    ],
  },
  looksAt: { events: ['fetch', 'reply'] },
  check(unit, { report }) {
    const { event } = unit;
    const mailbox = openMailbox(unit);
    if (!mailbox || mailbox.readOnly === true) return;
    if (event.kind === 'reply') {
      const { command, status, code } = event;
      if (
        !command?.store ||
        command.store.silent ||
        unit.state.heard.flags > command.index ||
        status !== 'OK'
      ) {
        return;
      }
      if (code?.name === 'MODIFIED' || code?.name === 'EXPUNGEISSUED') return;
      if (isThere(command, mailbox) && !isAsItWas(command, mailbox)) {
        report({ message: 'none', at: statusPlace(unit) });
      }
      return;
    }
    if (event.kind !== 'fetch' || event.number === undefined) return;
    const { flags } = event.facts.news;
    const command = onlyPending(unit);
    if (!flags || !command?.store || command.store.unchangedSince) return;
    const { set, verb } = command;
    const name = verb.startsWith('UID ') ? (event.facts.news.uid ?? event.known?.uid) : event.number;
    if (!set || set.saved || name === undefined || !inSet(set, name, Infinity)) return;
    if (!isStored(command.store, flags.names, mailbox)) {
      report({ message: 'differs', at: itemPlace(unit, 'FLAGS'), data: { number: event.number } });
    }
  },
});

/** True where the session shows that the command names a message at least. */
function isThere({ set, verb }: MailboxCommand, { messages, exists }: MailboxState): boolean {
  if (!set || exists === undefined) return false;
  if (!verb.startsWith('UID ')) return set.ranges.some(({ from }) => from <= exists);
  const named = namedMessages(messages, set, true, MAX_NAMED);
  return named === undefined ? !set.saved : named.some(({ record }) => record.uid !== undefined);
}

/** True where the messages are known to have had those flags before: some servers say nothing then. */
function isAsItWas({ set, verb, store }: MailboxCommand, mailbox: MailboxState): boolean {
  const named = set && namedMessages(mailbox.messages, set, verb.startsWith('UID '), MAX_NAMED);
  if (store?.flags.length === 0 && store.mode !== '=') return true;
  if (!store || !named || named.length === 0) return false;
  return named.every(({ record }) => record.flags && isStored(store, record.flags.names, mailbox));
}

/** Whether flags are what STORE makes of them, but for those that cannot be kept. */
function isStored(
  { mode, flags: stored }: NonNullable<MailboxCommand['store']>,
  flags: ReadonlySet<string>,
  { permanentFlags }: MailboxState,
): boolean {
  const keepable = stored.filter((flag) => permanentFlags?.names.has(flag) ?? true);
  if (mode === '-') return keepable.every((flag) => !flags.has(flag));
  if (!keepable.every((flag) => flags.has(flag))) return false;
  return mode === '+' || [...flags].every((flag) => flag === '\\recent' || stored.includes(flag));
}

const MAX_NAMED = 200;
