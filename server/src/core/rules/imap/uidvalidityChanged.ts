// Rule imap/uidvalidity-changed: the UIDs of a mailbox are void all of a sudden.

import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import type { MailboxUnit } from '../../transcript/imap/mailbox/events.ts';
import type { MailboxMemory } from '../../transcript/imap/mailboxState.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession, SELECTED } from '../support/mailboxSession.ts';
import { anyMailbox, knownMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/uidvalidity-changed',
  severity: 'warning',
  references: [rfc(9051, '2.3.1.1'), rfc(4315, '3')],
  summary: 'UIDVALIDITY of a mailbox is another one than earlier in the session.',
  why:
    'A new UIDVALIDITY tells clients to throw away all they keep of the mailbox and to download it again. That is right ' +
    'only where the mailbox was made anew, and then the number must grow.',
  messages: {
    changed: 'UIDVALIDITY was {before}: all UIDs known of this mailbox are void now',
    lower: 'UIDVALIDITY was {before}, and can only grow: clients may take old UIDs for new ones',
  },
  examples: {
    valid: [
      {
        text: longSession(
          `C: a1 SELECT Archive\nS: * 1 EXISTS\nS: * OK [UIDVALIDITY 7] valid\nS: a1 OK Selected\nC: a2 SELECT INBOX\n${SELECTED.replace('s04', 'a2')}`,
        ),
      },
      {
        text: openSession(
          'C: a1 SELECT Archive\nS: * OK [UIDVALIDITY 7] valid\nS: a1 OK\nC: a2 UNSELECT\nS: a2 OK\nC: a3 DELETE Archive\nS: a3 OK\nC: a4 CREATE Archive\nS: a4 OK\nC: a5 SELECT Archive\nS: * OK [UIDVALIDITY 9] valid\nS: a5 OK\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 SELECT Archive\nS: * 1 EXISTS\nS: a1 OK Selected\nC: a2 SELECT INBOX\nS: * 4 EXISTS\nS: * OK [UIDVALIDITY «1757000001»] valid\nS: a2 OK Selected\n',
        ),
        messages: ['changed'],
      },
      {
        text: openSession(
          'C: a1 COPY 1 Archive\nS: a1 OK [COPYUID 8 10 1] Copied\nC: a2 STATUS Archive (UIDVALIDITY)\nS: * STATUS Archive (UIDVALIDITY «7»)\nS: a2 OK\n',
        ),
        messages: ['lower'],
      },
    ],
  },
  looksAt: { events: ['code', 'status', 'reply'] },
  check(unit, { report }) {
    const { memory, now, at } = validityOf(unit) ?? {};
    const before = memory?.uidValidity;
    if (before === undefined || now === undefined || at === undefined || before === now) return;
    report({ message: now < before ? 'lower' : 'changed', at, data: { before } });
  },
});

interface Validity {
  readonly memory: MailboxMemory | undefined;
  readonly now: number;
  readonly at: TextRange;
}

/** Which UIDVALIDITY a unit gives, and what was known before. */
function validityOf(unit: MailboxUnit): Validity | undefined {
  const { event, state, source } = unit;
  if (event.kind === 'status') {
    const now = Number(event.values.get('UIDVALIDITY') ?? NaN);
    if (Number.isNaN(now)) return undefined;
    return { memory: knownMailbox(state, event.mailbox), now, at: source.find(/UIDVALIDITY +(\d+)/i) };
  }
  if (event.kind !== 'code' && event.kind !== 'reply') return undefined;
  const { code } = event;
  const now = Number(/^\d+/.exec(code?.argument ?? '')?.[0] ?? NaN);
  if (Number.isNaN(now)) return undefined;
  if (code?.name === 'UIDVALIDITY') {
    const mailbox = anyMailbox(unit);
    const memory = mailbox?.uidValidity === undefined ? mailbox?.before : mailbox;
    return { memory, now, at: source.find(/UIDVALIDITY +(\d+)/i) };
  }
  const target = event.kind === 'reply' ? event.command?.mailbox : undefined;
  if ((code?.name !== 'APPENDUID' && code?.name !== 'COPYUID') || target === undefined) return undefined;
  return { memory: knownMailbox(state, target), now, at: source.find(/(?:APPENDUID|COPYUID) +(\d+)/i) };
}
