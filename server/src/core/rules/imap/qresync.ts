// Rule imap/qresync: quick resynchronisation without having been switched on, or not as it has to be.

import { Kind } from '../../syntax/kinds.ts';
import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import type { MailboxEvent, MailboxUnit } from '../../transcript/imap/mailbox/events.ts';
import { missingUid } from '../../transcript/imap/mailbox/vanished.ts';
import { sequenceSet } from '../../transcript/imap/views/sequenceSet.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { isTaken, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/qresync',
  severity: 'error',
  references: [
    rfc(7162, '3.2.3'),
    rfc(7162, '3.2.4'),
    rfc(7162, '3.2.5'),
    rfc(7162, '3.2.6'),
    rfc(7162, '3.2.10'),
  ],
  summary: 'QRESYNC is used before ENABLE QRESYNC, with wrong parameters, or the server does not keep to it.',
  why:
    'With QRESYNC a client trusts that VANISHED and FETCH with UIDs tell all that happened, and asks for nothing else. ' +
    'One wrong response, and its copy of the mailbox stays wrong.',
  messages: {
    notEnabled: '{what} needs ENABLE QRESYNC before it',
    changedSince: 'VANISHED is possible only with UID FETCH and CHANGEDSINCE',
    star: '* must not stand among known UIDs',
    pairs: 'The message numbers and UIDs to compare must be as many: {from} and {to}',
    modseq: '0 is no mod-sequence',
    expunge: 'With QRESYNC switched on, the server must send VANISHED instead of EXPUNGE',
    unknown: 'There is no message with the UID {uid} that could vanish',
    noUid: 'With QRESYNC switched on, flags that nobody asked for must come with the UID',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 SELECT INBOX (QRESYNC (1757000000 900 10:40 (1:2 10,20)))\nS: * OK [CLOSED] closed\nS: * 3 EXISTS\nS: * VANISHED (EARLIER) 11:15,20\nS: * 2 FETCH (UID 30 FLAGS (\\Seen) MODSEQ (950))\nS: a1 OK Done\nC: a2 NOOP\nS: * VANISHED 10\nS: a2 OK Done\n',
          { enable: 'QRESYNC' },
        ),
      },
      {
        text: openSession(
          'C: a1 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 700 VANISHED)\nS: * VANISHED (EARLIER) 11\nS: a1 OK Done\nC: a2 FETCH 1 (FLAGS)\nS: * 1 FETCH (FLAGS ())\nS: a2 OK Done\n',
          { enable: 'QRESYNC' },
        ),
      },
      { text: openSession('C: a1 NOOP\nS: * 2 EXPUNGE\nS: * 1 FETCH (FLAGS ())\nS: a1 OK Done\n') },
    ],
    invalid: [
      { text: longSession('C: a1 NOOP\nS: * «VANISHED» 10\nS: a1 OK Done\n'), messages: ['notEnabled'] },
      {
        text: openSession('C: a1 SELECT INBOX («QRESYNC» (1757000000 900))\nS: a1 BAD Not enabled\n'),
        messages: ['notEnabled'],
      },
      {
        text: openSession('C: a1 SELECT INBOX (QRESYNC (1757000000 900 «1:*»))\nS: a1 BAD No\n', {
          enable: 'QRESYNC',
        }),
        messages: ['star'],
      },
      {
        text: openSession(
          'C: a1 SELECT INBOX (QRESYNC (1757000000 «0» 1:40 («1:3 10,20»)))\nS: a1 BAD No\n',
          { enable: 'QRESYNC' },
        ),
        messages: ['modseq', 'pairs'],
      },
      {
        text: openSession('C: a1 FETCH 1:* (FLAGS) (CHANGEDSINCE 1 «VANISHED»)\nS: a1 BAD No\n', {
          enable: 'QRESYNC',
        }),
        messages: ['changedSince'],
      },
      {
        text: openSession(
          'C: a1 NOOP\nS: * 2 «EXPUNGE»\nS: * 1 «FETCH» (FLAGS () MODSEQ (901))\nS: a1 OK Done\n',
          { enable: 'QRESYNC' },
        ),
        messages: ['expunge', 'noUid'],
      },
      {
        text: openSession('C: a1 NOOP\nS: * VANISHED «20,25»\nS: a1 OK Done\n', { enable: 'QRESYNC' }),
        messages: ['unknown'],
      },
    ],
  },
  looksAt: { events: ['vanished', 'command', 'expunge', 'fetch'] },
  check(unit, { report }) {
    if (!unit.state.followed && unit.event.kind !== 'command') return;
    const { event } = unit;
    const faults = event.kind === 'command' ? commandFaults(unit, event.command) : responseFaults(unit);
    for (const fault of faults) report(fault);
  },
});

interface QresyncFault {
  readonly message:
    'notEnabled' | 'changedSince' | 'star' | 'pairs' | 'modseq' | 'expunge' | 'unknown' | 'noUid';
  readonly at: TextRange;
  readonly data?: Readonly<Record<string, string | number>>;
}

function responseFaults(unit: MailboxUnit): QresyncFault[] {
  const { event, source, state } = unit;
  const mailbox = openMailbox(unit);
  if (event.kind === 'vanished') {
    if (mayNotBeOn(unit, ['QRESYNC', 'UIDONLY'])) {
      return [{ message: 'notEnabled', at: source.find(/VANISHED/i), data: { what: 'VANISHED' } }];
    }
    const uid =
      mailbox?.exists === undefined || event.earlier ? undefined : missingUid(mailbox.messages, event.uids);
    return uid === undefined
      ? []
      : [{ message: 'unknown', at: source.find(/^\* VANISHED ([\d:,*]+)/i), data: { uid } }];
  }
  if (!state.enabled.has('QRESYNC') || !mailbox || mailbox.noModseq) return [];
  if (event.kind === 'expunge') return [{ message: 'expunge', at: source.find(/EXPUNGE/i) }];
  if (event.kind !== 'fetch' || event.facts.uid !== undefined || !event.facts.onlyFlags) return [];
  // What FETCH has asked for comes as it was asked for.
  const asked = state.pending.some(({ verb }) => verb === 'FETCH');
  const given = event.facts.news.flags !== undefined && event.facts.news.uid === undefined;
  return asked || !given ? [] : [{ message: 'noUid', at: source.find(/^\* \d+ (FETCH)/i) }];
}

type Command = Extract<MailboxEvent, { kind: 'command' }>['command'];

function commandFaults(unit: MailboxUnit, { verb, text, syntax }: Command): QresyncFault[] {
  const { source } = unit;
  const param = /^(?:SELECT|EXAMINE)$/.test(verb)
    ? syntax.tree.root
        .descendants(Kind.SelectParam)
        .find(({ from }) => /^QRESYNC\b/i.test(text.slice(from, from + 8)))
    : undefined;
  const modifiers = syntax.tree.root.find(Kind.FetchModifiers);
  const word = modifiers && /\bVANISHED\b/i.exec(text.slice(modifiers.from, modifiers.to));
  const from = (modifiers?.from ?? 0) + (word?.index ?? 0);
  const vanished = word ? source.unit.host(from, from + word[0].length) : undefined;
  if (!param && !vanished) return [];
  if (mayNotBeOn(unit, ['QRESYNC'])) {
    const at = vanished ?? source.find(/\((QRESYNC)\b/i);
    return [{ message: 'notEnabled', at, data: { what: param ? 'QRESYNC' : 'VANISHED' } }];
  }
  // Where the server took the command, it knew better.
  if (isTaken(unit)) return [];
  if (vanished) {
    const fits = verb === 'UID FETCH' && /CHANGEDSINCE/i.test(text);
    return fits ? [] : [{ message: 'changedSince', at: vanished }];
  }
  if (!param) return [];
  const faults: QresyncFault[] = [];
  const modseq = param.children().filter(({ kind }) => kind === Kind.Number)[1];
  if (modseq && /^0+$/.test(text.slice(modseq.from, modseq.to))) {
    faults.push({ message: 'modseq', at: source.unit.host(modseq.from, modseq.to) });
  }
  const sets = param.descendants(Kind.SequenceSet);
  const star = sets.find(({ from, to }) => text.slice(from, to).includes('*'));
  if (star) faults.push({ message: 'star', at: source.unit.host(star.from, star.to) });
  const [numbers, uids] = sets.slice(-2);
  if (numbers && uids && !star && /\( *[^()]*\)\)\)$/.test(text)) {
    const from = sequenceSet(text.slice(numbers.from, numbers.to)).count ?? 0;
    const to = sequenceSet(text.slice(uids.from, uids.to)).count ?? 0;
    if (from !== to) {
      faults.push({ message: 'pairs', at: source.unit.host(numbers.from, uids.to), data: { from, to } });
    }
  }
  return faults;
}

/** True where the log starts with the greeting, and none of these was switched on or is about to be. */
function mayNotBeOn({ session, state }: MailboxUnit, names: readonly string[]): boolean {
  if (!session.startsWithGreeting || names.some((name) => state.enabled.has(name))) return false;
  return !state.pending.some(({ verb }) => verb === 'ENABLE');
}
