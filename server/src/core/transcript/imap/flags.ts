// Flags of messages and attributes of mailboxes: what each says (RFC 9051 2.3.2, 7.3.1).

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A flag of messages, or an attribute of mailboxes. */
export interface FlagRow {
  /** As it is written; compared without regard to case. */
  readonly name: string;
  readonly summary: string;
  readonly references: readonly Reference[];
}

const flags = rfc(9051, '2.3.2');
const attributes = rfc(9051, '7.3.1');
const use = rfc(6154, '2');
const keywords = page('IANA, IMAP and JMAP keywords', 'https://www.iana.org/assignments/imap-jmap-keywords/');
const gmail = page(
  'Gmail, IMAP extensions',
  'https://developers.google.com/workspace/gmail/imap/imap-extensions',
);

const row = (name: string, summary: string, ...references: Reference[]): FlagRow => ({
  name,
  summary,
  references,
});

/** System flags, which start with a backslash. */
export const systemFlags: readonly FlagRow[] = [
  row('\\Seen', 'The message has been read.', flags),
  row('\\Answered', 'The message has been answered.', flags),
  row('\\Flagged', 'The message is marked for attention.', flags),
  row('\\Deleted', 'The message goes at the next EXPUNGE.', flags),
  row('\\Draft', 'The message is not finished.', flags),
  row(
    '\\Recent',
    'This session is the first to see the message (IMAP4rev1); clients cannot set it.',
    rfc(3501, '2.3.2'),
  ),
  row('\\*', 'Keywords can be made by using them.', rfc(9051, '7.1')),
];

/** Keywords with an agreed meaning. */
export const knownKeywords: readonly FlagRow[] = [
  row('$Forwarded', 'The message has been forwarded.', flags),
  row('$MDNSent', 'A confirmation of reading has been sent, or never will be.', flags, rfc(3503, '3.1')),
  row('$Junk', 'The message is junk.', flags),
  row('$NotJunk', 'The message is not junk.', flags),
  row('$Phishing', 'The message is probably phishing.', flags),
  row('$Important', 'The message is important.', rfc(8457, '2')),
  row('$SubmitPending', 'The message is being sent.', rfc(5550, '5.10')),
  row('$Submitted', 'The message has been sent.', rfc(5550, '5.10')),
  row('Junk', 'The message is junk, as older clients write it.', keywords),
  row('NonJunk', 'The message is not junk, as older clients write it.', keywords),
  row('$Label1', 'A label of Thunderbird: important.', keywords),
  row('$Label2', 'A label of Thunderbird: work.', keywords),
  row('$Label3', 'A label of Thunderbird: personal.', keywords),
  row('$Label4', 'A label of Thunderbird: to do.', keywords),
  row('$Label5', 'A label of Thunderbird: later.', keywords),
];

/** Attributes that LIST gives mailboxes. */
export const mailboxAttributes: readonly FlagRow[] = [
  row('\\NonExistent', 'There is no such mailbox; it stands for those below it.', attributes),
  row('\\Noinferiors', 'Nothing can be below it.', attributes),
  row('\\Noselect', 'It cannot be selected.', attributes),
  row('\\HasChildren', 'Others are below it.', attributes, rfc(3348, '3')),
  row('\\HasNoChildren', 'None is below it.', attributes, rfc(3348, '3')),
  row('\\Marked', 'It may have new messages.', attributes),
  row('\\Unmarked', 'It has no new messages since it was last selected.', attributes),
  row('\\Subscribed', 'The user is subscribed to it.', attributes),
  row('\\Remote', 'It is on another server.', attributes),
  row('\\PlaceHolder', 'There is no such mailbox; its children match.', rfc(5258, '3.4')),
  row('\\Inbox', 'It is the inbox.', gmail),
  row('\\AllMail', 'It holds all messages, as XLIST says it.', gmail),
  row('\\Starred', 'It holds what is marked, as XLIST says it.', gmail),
  row('\\Spam', 'It holds junk, as XLIST says it.', gmail),
];

/** Attributes that say what a mailbox is for. */
export const mailboxUses: readonly FlagRow[] = [
  row('\\All', 'It shows all messages.', use),
  row('\\Archive', 'It is the archive.', use),
  row('\\Drafts', 'It holds drafts.', use),
  row('\\Flagged', 'It shows the marked messages.', use),
  row('\\Junk', 'It holds junk.', use),
  row('\\Sent', 'It holds what was sent.', use),
  row('\\Trash', 'It holds what was deleted.', use),
  row('\\Important', 'It shows the important messages.', rfc(8457, '3')),
  row(
    '\\Memos',
    'It holds notes.',
    page('IANA, mailbox attributes', 'https://www.iana.org/assignments/imap-mailbox-name-attributes/'),
  ),
  row(
    '\\Scheduled',
    'It holds what is to be sent later.',
    page('IANA, mailbox attributes', 'https://www.iana.org/assignments/imap-mailbox-name-attributes/'),
  ),
  row(
    '\\Snoozed',
    'It holds what comes back later.',
    page('IANA, mailbox attributes', 'https://www.iana.org/assignments/imap-mailbox-name-attributes/'),
  ),
];

/** The row of a flag, in any case. */
export function flagRow(rows: readonly FlagRow[], name: string): FlagRow | undefined {
  const lower = name.toLowerCase();
  return rows.find((each) => each.name.toLowerCase() === lower);
}
