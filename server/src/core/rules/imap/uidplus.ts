// Rule imap/uidplus: APPENDUID and COPYUID do not fit, or UID EXPUNGE takes other messages than it names.

import type { MailboxCommand } from '../../transcript/imap/mailbox/command.ts';
import { rfc } from '../../registry/reference.ts';
import type { ResponseCodeView } from '../../transcript/imap/views/response.ts';
import { inSet, sequenceSet } from '../../transcript/imap/views/sequenceSet.ts';
import type { SequenceSetView } from '../../transcript/imap/views/sequenceSet.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { numberPlace, onlyPending, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/uidplus',
  severity: 'warning',
  references: [rfc(4315, '3'), rfc(4315, '2.1'), rfc(9051, '7.1')],
  summary:
    'The UIDs in APPENDUID or COPYUID do not fit together, or UID EXPUNGE takes a message it does not name.',
  why:
    'From COPYUID a client learns under which UID each message is found in the other mailbox, one by one. Where the two ' +
    'sets do not fit, it attaches what it knows to the wrong messages.',
  messages: {
    counts: 'COPYUID pairs {from} messages with {to}: there must be as many in both sets',
    star: '* must not stand here: the server knows the UIDs',
    shape: '{code} has a UIDVALIDITY and {sets}',
    single: 'One message has one UID, which must not be written as a range',
    other: 'UID {uid} was not to be copied',
    expunged: 'Message {number} with the UID {uid} is not one of those that UID EXPUNGE names',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 COPY 1:3 Archive\nS: a1 OK [COPYUID 7 10,20,30 5:7] Done\nC: a2 UID EXPUNGE 20\nS: * 2 EXPUNGE\nS: a2 OK Done\n',
        ),
      },
      { text: openSession('C: a1 UID COPY 20:30 Archive\nS: a1 OK [COPYUID 7 20,30 6:5] Done\n') },
    ],
    invalid: [
      {
        text: longSession('C: a1 COPY 1:3 Archive\nS: a1 OK [COPYUID 7 «10,20,30 5:6»] Done\n'),
        messages: ['counts'],
      },
      {
        text: openSession('C: a1 COPY 3:4 Archive\nS: a1 OK [COPYUID 7 «30:* 5:6»] Done\n'),
        messages: ['star'],
      },
      {
        text: openSession('C: a1 UID COPY 10:20 Archive\nS: a1 OK [COPYUID 7 «10,30 5:6»] Done\n'),
        messages: ['other'],
      },
      {
        text: openSession(
          'C: a1 APPEND Archive {9}\nS: + go on\nC: A: b\nC: \nC: c\nS: a1 OK [APPENDUID 7 «12:12»] Done\n',
        ),
        messages: ['single'],
      },
      {
        text: openSession('C: a1 COPY 3:4 Archive\nS: a1 OK [COPYUID «7 30,40»] Done\n'),
        messages: ['shape'],
      },
      {
        text: openSession('C: a1 UID EXPUNGE 20\nS: * «3» EXPUNGE\nS: a1 OK Done\n'),
        messages: ['expunged'],
      },
    ],
  },
  looksAt: { events: ['code', 'reply', 'expunge'] },
  check(unit, { report }) {
    const { event, source } = unit;
    if (event.kind === 'expunge') {
      const command = onlyPending(unit);
      const uid = openMailbox(unit)?.messages.get(event.number)?.uid;
      if (command?.verb !== 'UID EXPUNGE' || !command.set || command.set.saved || uid === undefined) return;
      if (inSet(command.set, uid, Infinity) || namesLast(command.set)) return;
      report({ message: 'expunged', at: numberPlace(unit), data: { number: event.number, uid } });
      return;
    }
    if (event.kind !== 'code' && event.kind !== 'reply') return;
    const { code } = event;
    const command = event.kind === 'reply' ? event.command : onlyPending(unit);
    const fault =
      code?.name === 'COPYUID'
        ? copyFault(code, command)
        : code?.name === 'APPENDUID'
          ? appendFault(code)
          : undefined;
    if (fault) report({ ...fault, at: source.find(fault.message === 'shape' ? ARGUMENT : SETS) });
  },
});

/** `*` is the last message, whatever its UID is. */
function namesLast({ ranges }: SequenceSetView): boolean {
  return ranges.some(({ from, to }) => to === Infinity || from === Infinity);
}

interface UidFault {
  readonly message: 'counts' | 'star' | 'shape' | 'single' | 'other';
  readonly data?: Readonly<Record<string, string | number>>;
}

function copyFault(
  { argument, numbers }: ResponseCodeView,
  command: MailboxCommand | undefined,
): UidFault | undefined {
  const [, source, target] = numbers;
  if (source?.includes('*') === true || target?.includes('*') === true) return { message: 'star' };
  if (source === undefined || target === undefined || !COPIED.test(argument)) {
    return { message: 'shape', data: { code: 'COPYUID', sets: 'two sets of UIDs' } };
  }
  const from = sequenceSet(source);
  const to = sequenceSet(target);
  if (from.count !== to.count) {
    return { message: 'counts', data: { from: from.count ?? 0, to: to.count ?? 0 } };
  }
  const set = command?.verb.startsWith('UID ') === true ? command.set : undefined;
  if (!set || set.saved || namesLast(set)) return undefined;
  const other = from.ranges.find((range) => !inSet(set, range.from, Infinity));
  return other && { message: 'other', data: { uid: other.from } };
}

function appendFault({ argument, numbers }: ResponseCodeView): UidFault | undefined {
  const uids = numbers[1] ?? '';
  if (uids.includes('*')) return { message: 'star' };
  if (!APPENDED.test(argument)) {
    return { message: 'shape', data: { code: 'APPENDUID', sets: 'the UIDs of the new messages' } };
  }
  return uids.includes(':') && sequenceSet(uids).count === 1 ? { message: 'single' } : undefined;
}

const ARGUMENT = /(?:COPYUID|APPENDUID) *([^\]]*)\]/i;
const SETS = /(?:COPYUID|APPENDUID) +\d+ +([^\]]+)\]/i;
const UID_SET = '[1-9][0-9]*(?::[1-9][0-9]*)?(?:,[1-9][0-9]*(?::[1-9][0-9]*)?)*';
const APPENDED = new RegExp(`^[0-9]+ +${UID_SET}$`);
const COPIED = new RegExp(`^[0-9]+ +${UID_SET} +${UID_SET}$`);
