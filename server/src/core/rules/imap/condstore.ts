// Rule imap/condstore: numbers of changes fall, are none, or are not heeded by STORE.

import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import { namedMessages } from '../../transcript/imap/mailbox/namedMessages.ts';
import type { MailboxUnit } from '../../transcript/imap/mailbox/events.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession, SELECTED } from '../support/mailboxSession.ts';
import {
  answerTo,
  anyMailbox,
  compareNumbers,
  isTaken,
  knownMailbox,
  openMailbox,
} from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/condstore',
  severity: 'error',
  references: [rfc(7162, '3.1.2.1'), rfc(7162, '3.1.3'), rfc(7162, '3.1.2.2'), rfc(7162, '7')],
  summary:
    'MODSEQ or HIGHESTMODSEQ falls or is no such number, or a STORE with UNCHANGEDSINCE is not done as it says.',
  why:
    'By these numbers clients ask only for what changed. If they fall or are wrong, changes are never seen; and if ' +
    'UNCHANGEDSINCE is not heeded, one client undoes what another has just done.',
  messages: {
    dropped: 'MODSEQ of message {number} was {before} and cannot become {now}',
    range: '{now} is no mod-sequence: they are numbers from 1 to 9223372036854775807',
    highest: 'HIGHESTMODSEQ was {before} and cannot become {now}',
    unchangedSince:
      'Message {number} has the mod-sequence {before}: the server must leave it alone and answer MODIFIED',
    noModseq: 'The mailbox keeps no mod-sequences: the server has said NOMODSEQ',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 STORE 2 (UNCHANGEDSINCE 600) +FLAGS (\\Seen)\nS: * 2 FETCH (FLAGS (\\Seen) MODSEQ (901))\nS: a1 OK Done\nC: a2 STORE 2 (UNCHANGEDSINCE 600) +FLAGS (\\Draft)\nS: a2 OK [MODIFIED 2] Conflict\n',
        ),
      },
      {
        text: openSession(
          `C: a1 SELECT INBOX\n${SELECTED.replace('s04', 'a1').replace('900', '12345678901234567890'.slice(0, 18))}`,
        ),
      },
    ],
    invalid: [
      {
        text: longSession('C: a1 FETCH 2 (MODSEQ)\nS: * 2 FETCH (MODSEQ («599»))\nS: a1 OK Done\n'),
        messages: ['dropped'],
      },
      {
        text: openSession(
          'C: a1 FETCH 2 (MODSEQ)\nS: * 2 FETCH (MODSEQ («9223372036854775808»))\nS: a1 OK Done\n',
        ),
        messages: ['range'],
      },
      {
        text: openSession(`C: a1 SELECT INBOX\n${SELECTED.replace('s04', 'a1').replace('900', '«-1»')}`),
        messages: ['range'],
      },
      {
        text: openSession(`C: a1 SELECT INBOX\n${SELECTED.replace('s04', 'a1').replace('900', '«899»')}`),
        messages: ['highest'],
      },
      {
        text: openSession(
          'C: a1 STORE 1:3 (UNCHANGEDSINCE «650») +FLAGS (\\Seen)\nS: * 3 FETCH (FLAGS (\\Seen) MODSEQ (901))\nS: a1 OK Done\n',
        ),
        messages: ['unchangedSince'],
      },
      {
        text: openSession(
          'C: a1 SELECT x\nS: * 1 EXISTS\nS: * OK [NOMODSEQ] none\nS: a1 OK Done\nC: a2 FETCH 1 (FLAGS) («CHANGEDSINCE» 5)\nS: a2 BAD No\n',
        ),
        messages: ['noModseq'],
      },
    ],
  },
  looksAt: { events: ['fetch', 'code', 'status', 'command'] },
  check(unit, { report }) {
    const fault = faultOf(unit);
    if (fault) report(fault);
  },
});

interface CondstoreFault {
  readonly message: 'dropped' | 'range' | 'highest' | 'unchangedSince' | 'noModseq';
  readonly at: TextRange;
  readonly data: Readonly<Record<string, string | number>>;
}

function faultOf(unit: MailboxUnit): CondstoreFault | undefined {
  const { event, state, source } = unit;
  switch (event.kind) {
    case 'fetch': {
      const now = event.facts.news.modseq;
      if (now === undefined) return undefined;
      const { uid } = event.facts.news;
      const place = /MODSEQ +\(([^()]*)\)/i;
      if (!isModseq(now)) return { message: 'range', at: source.find(place), data: { now } };
      const before = event.uidFault === undefined ? event.known?.modseq : undefined;
      if (before === undefined || !openMailbox(unit) || compareNumbers(now, before) >= 0) return undefined;
      return {
        message: 'dropped',
        at: source.find(place),
        data: { number: event.number ?? uid ?? 0, before, now },
      };
    }
    case 'code':
      return event.code.name === 'HIGHESTMODSEQ' ? highestFault(unit, event.code.argument) : undefined;
    case 'status': {
      const now = event.values.get('HIGHESTMODSEQ');
      // RFC 7162 3.1.7: 0 says that the mailbox keeps none.
      if (now === undefined || now === '0') return undefined;
      const memory = knownMailbox(state, event.mailbox);
      const validity = event.values.get('UIDVALIDITY');
      if (validity !== undefined && Number(validity) !== memory?.uidValidity) return undefined;
      const before = memory?.highestModseq;
      if (before === undefined || before === '0' || compareNumbers(now, before) >= 0) return undefined;
      return { message: 'highest', at: source.find(/HIGHESTMODSEQ +\(?(\d+)/i), data: { before, now } };
    }
    default:
      return commandFault(unit);
  }
}

function highestFault(unit: MailboxUnit, now: string): CondstoreFault | undefined {
  const at = unit.source.find(/HIGHESTMODSEQ +([^\]]+)/i);
  // Some servers say 0 of a mailbox that never had a message.
  if (/^0*$/.test(now)) return undefined;
  if (!/^\d+$/.test(now)) return { message: 'range', at, data: { now: now.slice(0, MAX_SHOWN) } };
  if (!isModseq(now)) return { message: 'range', at, data: { now } };
  const mailbox = anyMailbox(unit);
  const same = mailbox?.highestModseq !== undefined;
  // Another UIDVALIDITY, or one that is still to be said, starts anew.
  const memory = same || mailbox?.before?.uidValidity === mailbox?.uidValidity ? mailbox?.before : undefined;
  const before = same ? mailbox.highestModseq : memory?.highestModseq;
  if (before === undefined || compareNumbers(now, before) >= 0) return undefined;
  return { message: 'highest', at, data: { before, now } };
}

function commandFault(unit: MailboxUnit): CondstoreFault | undefined {
  const { event, state, source } = unit;
  const mailbox = openMailbox(unit);
  if (event.kind !== 'command' || !mailbox) return undefined;
  const { store, set, verb, text } = event.command;
  const word = mailbox.noModseq && !isTaken(unit) ? CONDITION.exec(text) : null;
  if (word?.[1] !== undefined) return { message: 'noModseq', at: source.find(CONDITION), data: {} };
  const since = store?.unchangedSince;
  if (!since || !set || state.pending.length > 0 || !/^\S+ +OK(?! +\[MODIFIED)/i.test(answerTo(unit) ?? '')) {
    return undefined;
  }
  const named = namedMessages(mailbox.messages, set, verb.startsWith('UID '), MAX_NAMED) ?? [];
  const newer = named.find(
    ({ record }) => record.modseq !== undefined && compareNumbers(record.modseq, since.value) > 0,
  );
  if (newer?.record.modseq === undefined) return undefined;
  const data = { number: newer.number, before: newer.record.modseq };
  return { message: 'unchangedSince', at: source.unit.host(since.from, since.to), data };
}

/** RFC 7162 7, mod-sequence-value: 63 bits, not 0. */
function isModseq(written: string): boolean {
  return !/^0+$/.test(written) && compareNumbers(written, '9223372036854775807') <= 0;
}

const CONDITION = /\((?:[^()"]* )?(UNCHANGEDSINCE|CHANGEDSINCE) +\d+/i;
const MAX_NAMED = 200;
const MAX_SHOWN = 40;
