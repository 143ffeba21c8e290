// Rule imap/pipelining-ambiguous: a command names message numbers that another one may change before it is run.

import { rfc } from '../../registry/reference.ts';
import { namesNumbers } from '../../transcript/imap/mailbox/searchKeys.ts';
import type { MailboxCommand } from '../../transcript/imap/mailbox/command.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/pipelining-ambiguous',
  severity: 'warning',
  references: [rfc(9051, '5.5'), rfc(9051, '7.5.1')],
  summary: 'A command with message numbers is sent while another one is under way that may bring EXPUNGE.',
  why:
    'If the server expunges a message while the first command is under way, the numbers in the second mean other ' +
    'messages than the client thought: it may fetch, mark or delete the wrong ones.',
  messages: {
    ambiguous: 'Message numbers may change before {verb} is done: wait for its answer, or use UIDs',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 FETCH 1 (FLAGS)\nC: a2 STORE 2 +FLAGS.SILENT (\\Seen)\nC: a3 NOOP\nS: a1 OK\nS: a2 OK\nS: a3 OK\n',
        ),
      },
      {
        text: openSession(
          'C: a1 NOOP\nC: a2 UID FETCH 20 (FLAGS)\nC: a3 EXPUNGE\nS: a1 OK\nS: a2 OK\nS: a3 OK\n',
        ),
      },
      {
        text: openSession('C: a1 UID SEARCH RETURN (SAVE) SEEN\nC: a2 FETCH $ (FLAGS)\nS: a1 OK\nS: a2 OK\n'),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 FETCH 1 (FLAGS)\nC: a2 NOOP\nC: a3 STORE «3» +FLAGS.SILENT (\\Seen)\nS: a1 OK\nS: a2 OK\nS: a3 OK\n',
        ),
      },
      { text: openSession('C: a1 COPY 1 Archive\nC: a2 COPY «2» Archive\nS: a1 OK\nS: a2 OK\n') },
      {
        text: openSession(
          'C: a1 UID FETCH 20 (FLAGS)\nC: a2 «SEARCH» 1:3 SEEN\nS: a1 OK\nS: * SEARCH 1\nS: a2 OK\n',
        ),
      },
    ],
  },
  looksAt: { events: ['command'] },
  check(unit, { report }) {
    const { state, source } = unit;
    const command = eventOf(unit, 'command')?.command;
    if (!command || state.pending.length === 0 || !state.selected || state.opening) return;
    const other = state.pending.find(({ verb }) => !HARMLESS.has(verb));
    if (!other || !answersExpected(unit.session.exchanges.answeredBy(other.index), unit.index)) return;
    const names = command.set
      ? !command.verb.startsWith('UID ') && !command.set.saved
      : searchesNumbers(command);
    if (!names) return;
    const at = command.set
      ? source.unit.host(command.set.from, command.set.to)
      : source.find(/^\s*\S+ +((?:UID +)?[A-Z]+)/i);
    report({ message: 'ambiguous', at, data: { verb: other.verb } });
  },
});

function searchesNumbers({ verb, syntax }: MailboxCommand): boolean {
  return /^(?:UID )?(?:SEARCH|SORT|THREAD)$/.test(verb) && namesNumbers(syntax);
}

/** A log of the client's side has no answers, and one that lost the answer does not show what was under way. */
function answersExpected(reply: number | undefined, index: number): boolean {
  return reply !== undefined && reply > index;
}

/** Commands during which nothing is expunged, or that open a mailbox anew. */
const HARMLESS: ReadonlySet<string> = new Set([
  'FETCH',
  'STORE',
  'SEARCH',
  'LOGIN',
  'AUTHENTICATE',
  'SELECT',
  'EXAMINE',
]);
