// Rule imap/immutable-changed: what never changes of a message is another than the session has shown.

import { rfc } from '../../registry/reference.ts';
import type { FetchEvent } from '../../transcript/imap/mailbox/events.ts';
import type { MessageNews } from '../../transcript/imap/mailbox/messageRecord.ts';
import type { MailboxState } from '../../transcript/imap/mailboxState.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession, SELECTED } from '../support/mailboxSession.ts';
import { eventOf, itemPlace, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/immutable-changed',
  severity: 'error',
  references: [rfc(9051, '2.3.1.1')],
  summary: 'Size, internal date, envelope, structure or header of a message have changed.',
  why:
    'The same mailbox, UIDVALIDITY and UID mean the same message for ever: clients keep what they have once fetched. ' +
    'Where the server shows another message under the UID, they never see it.',
  messages: {
    changed: '{item} of message {number} is not what it was before: the same UID must be the same message',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 FETCH 2 (RFC822.SIZE)\nS: * 2 FETCH (RFC822.SIZE 200 INTERNALDATE " 2-Feb-2026 08:00:00 +0000")\nS: a1 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 NOOP\nS: * 1 EXPUNGE\nS: a1 OK Done\nC: a2 FETCH 2 (RFC822.SIZE)\nS: * 2 FETCH (RFC822.SIZE 300)\nS: a2 OK Done\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 FETCH 2 (RFC822.SIZE INTERNALDATE)\nS: * 2 FETCH (RFC822.SIZE «201» INTERNALDATE «"02-Feb-2026 09:00:00 +0000"»)\nS: a1 OK Done\n',
        ),
        messages: ['changed', 'changed'],
      },
      {
        text: openSession(
          `C: a1 EXAMINE Archive\nS: * 0 EXISTS\nS: a1 OK Done\nC: a2 SELECT INBOX\n${SELECTED.replace('s04', 'a2')}C: a3 UID FETCH 30 (RFC822.SIZE)\nS: * 3 FETCH (UID 30 RFC822.SIZE «333»)\nS: a3 OK Done\n`,
        ),
        messages: ['changed'],
      },
      {
        text: openSession(
          'C: a1 FETCH 1 (ENVELOPE)\nS: * 1 FETCH (ENVELOPE (NIL "Hello" NIL NIL NIL NIL NIL NIL NIL "<1@example.com>"))\nS: a1 OK Done\n' +
            'C: a2 FETCH 1 (ENVELOPE)\nS: * 1 FETCH (ENVELOPE «(NIL "Hello" NIL NIL NIL NIL NIL NIL NIL "<2@example.com>")»)\nS: a2 OK Done\n',
        ),
        messages: ['changed'],
      },
    ],
  },
  looksAt: { events: ['fetch'] },
  check(unit, { report }) {
    const event = eventOf(unit, 'fetch');
    const mailbox = openMailbox(unit);
    if (!event || !mailbox || event.uidFault !== undefined || event.number === undefined) return;
    const { number } = event;
    const { news } = event.facts;
    for (const known of earlier(event, mailbox)) {
      const items = changed(known, news);
      for (const item of items) {
        const at =
          item === 'ENVELOPE'
            ? unit.source.find(/ENVELOPE (\(.*\))(?=\)| [A-Z])/s)
            : itemPlace(unit, PLACES[item] ?? item);
        report({ message: 'changed', at, data: { item, number } });
      }
      if (items.length > 0) return;
    }
  },
});

/** What the session has said of the message: just now, and when the mailbox was selected before. */
function earlier({ known, facts }: FetchEvent, { before, uidValidity }: MailboxState): MessageNews[] {
  const records: MessageNews[] = known ? [known] : [];
  const uid = facts.news.uid ?? known?.uid;
  if (uid === undefined || uidValidity === undefined) return records;
  for (let memory = before; memory; memory = memory.before) {
    const number = memory.uidValidity === uidValidity ? memory.messages?.numberOf(uid) : undefined;
    const record = number === undefined ? undefined : memory.messages?.get(number);
    if (record) records.push(record);
  }
  return records;
}

function changed(known: MessageNews, news: MessageNews): string[] {
  const items: string[] = [];
  if (differs(known.size, news.size)) items.push('RFC822.SIZE');
  if (differs(dateOf(known.date), dateOf(news.date))) items.push('INTERNALDATE');
  for (const [name, hash] of news.fixed ?? []) if (differs(known.fixed?.get(name), hash)) items.push(name);
  return items;
}

function differs<T>(before: T | undefined, now: T | undefined): boolean {
  return before !== undefined && now !== undefined && before !== now;
}

/** The day of the month may have a space or a zero in front. */
function dateOf(date: string | undefined): string | undefined {
  return date?.trim().replace(/^0/, '').toUpperCase();
}

const PLACES: Readonly<Record<string, string>> = { HEADER: 'BODY[HEADER]' };
