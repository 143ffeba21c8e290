// What the words of IMAP's arguments and responses say: items of FETCH and STATUS, keys of SEARCH, names of responses.

import { page, rfc } from '../../../registry/reference.ts';
import type { Reference } from '../../../registry/reference.ts';

/** One word in plain words. */
export interface WordRow {
  readonly summary: string;
  readonly reference: Reference;
}

export type WordRows = ReadonlyMap<string, WordRow>;

export type Written = readonly [word: string, summary: string, reference?: Reference];

const gmail = page(
  'Gmail, IMAP extensions',
  'https://developers.google.com/workspace/gmail/imap/imap-extensions',
);

/** A table of words, each with the reference of the table or its own. */
export function rows(reference: Reference, written: readonly Written[]): WordRows {
  return new Map(written.map(([word, summary, own = reference]) => [word, { summary, reference: own }]));
}

/** Items of FETCH, by name in upper case. */
export const fetchItems = rows(rfc(9051, '6.4.5'), [
  ['ALL', 'FLAGS, INTERNALDATE, RFC822.SIZE and ENVELOPE.'],
  ['FAST', 'FLAGS, INTERNALDATE and RFC822.SIZE.'],
  ['FULL', 'FLAGS, INTERNALDATE, RFC822.SIZE, ENVELOPE and BODY.'],
  [
    'BODY',
    'The text of the message or of the part in the brackets. Asking for it sets \\Seen; without brackets it is the structure.',
  ],
  ['BODY.PEEK', 'The text of the message or of the part in the brackets, without setting \\Seen.'],
  ['BODYSTRUCTURE', 'The MIME structure of the message, computed by the server.'],
  ['BINARY', 'A part with its transfer encoding undone.'],
  ['BINARY.PEEK', 'A part with its transfer encoding undone, without setting \\Seen.'],
  ['BINARY.SIZE', 'The size of a part once decoded, in octets.'],
  ['ENVELOPE', 'The main header fields as the server parsed them: date, subject, addresses, identifiers.'],
  ['FLAGS', 'The flags of the message.'],
  ['INTERNALDATE', 'When the server got the message.'],
  ['RFC822', 'The whole message; asking for it sets \\Seen (IMAP4rev1).', rfc(3501, '6.4.5')],
  ['RFC822.HEADER', 'The header of the message (IMAP4rev1).', rfc(3501, '6.4.5')],
  ['RFC822.SIZE', 'The size of the message in octets.'],
  ['RFC822.TEXT', 'The body of the message; asking for it sets \\Seen (IMAP4rev1).', rfc(3501, '6.4.5')],
  ['UID', 'The unique identifier: it never changes and is never used again in this mailbox.'],
  ['MODSEQ', 'The number of the last change of the message.', rfc(7162, '3.1.4')],
  ['EMAILID', 'An identifier of the message’s content, the same in all mailboxes.', rfc(8474, '5.1')],
  ['THREADID', 'An identifier of the conversation.', rfc(8474, '5.2')],
  ['SAVEDATE', 'When the message came into this mailbox.', rfc(8514, '4.2')],
  ['PREVIEW', 'The first words of the text.', rfc(8970, '3')],
  ['X-GM-MSGID', 'Gmail’s identifier of the message.', gmail],
  ['X-GM-THRID', 'Gmail’s identifier of the conversation.', gmail],
  ['X-GM-LABELS', 'Gmail’s labels.', gmail],
  ['ANNOTATION', 'Notes that were made on the message.', rfc(5257, '4.3')],
  ['SNIPPET', 'The first words of the text; PREVIEW took its place.', rfc(8970, '3')],
  ['BODYPARTSTRUCTURE', 'The structure of one part.', rfc(5259, '8.2')],
  ['AVAILABLECONVERSIONS', 'The formats that a part can be converted to.', rfc(5259, '8.4')],
]);

/** Modifiers of FETCH, in parentheses behind the items. */
export const fetchModifierRows = rows(rfc(7162, '3.1.4.1'), [
  ['CHANGEDSINCE', 'Only messages changed since this number.'],
  ['VANISHED', 'Also the UIDs that are gone since then.', rfc(7162, '3.2.6')],
  [
    'PARTIAL',
    'Only a part of the messages, counted from the first one, or from the last one.',
    rfc(9394, '3.3'),
  ],
]);

/** What of a message or part a section names. */
export const sectionRows = rows(rfc(9051, '6.4.5'), [
  ['HEADER', 'The header.'],
  ['HEADER.FIELDS', 'Only the header fields named.'],
  ['HEADER.FIELDS.NOT', 'The header without the fields named.'],
  ['TEXT', 'The body, without the header.'],
  ['MIME', 'The MIME header of the part.'],
]);

/** Keys of SEARCH. */
export const searchKeyRows = rows(rfc(9051, '6.4.4'), [
  ['ALL', 'All messages.'],
  ['ANSWERED', 'Messages with \\Answered.'],
  ['BCC', 'Messages with these words in Bcc.'],
  ['BEFORE', 'Messages that came before this day.'],
  ['BODY', 'Messages with these words in the body.'],
  ['CC', 'Messages with these words in Cc.'],
  ['DELETED', 'Messages with \\Deleted.'],
  ['DRAFT', 'Messages with \\Draft.'],
  ['FLAGGED', 'Messages with \\Flagged.'],
  ['FROM', 'Messages with these words in From.'],
  ['HEADER', 'Messages with this header field, and with these words in it; "" for any.'],
  ['KEYWORD', 'Messages with this keyword.'],
  ['LARGER', 'Messages larger than this, in octets.'],
  ['NEW', 'Messages with \\Recent and without \\Seen (IMAP4rev1).', rfc(3501, '6.4.4')],
  ['NOT', 'Messages that do not fit what follows.'],
  ['OLD', 'Messages without \\Recent (IMAP4rev1).', rfc(3501, '6.4.4')],
  ['ON', 'Messages that came on this day.'],
  ['OR', 'Messages that fit at least one of the two keys that follow.'],
  ['RECENT', 'Messages with \\Recent (IMAP4rev1).', rfc(3501, '6.4.4')],
  ['SEEN', 'Messages with \\Seen.'],
  ['SENTBEFORE', 'Messages whose Date is before this day.'],
  ['SENTON', 'Messages whose Date is this day.'],
  ['SENTSINCE', 'Messages whose Date is this day or later.'],
  ['SINCE', 'Messages that came on this day or later.'],
  ['SMALLER', 'Messages smaller than this, in octets.'],
  ['SUBJECT', 'Messages with these words in Subject.'],
  ['TEXT', 'Messages with these words in header or body.'],
  ['TO', 'Messages with these words in To.'],
  ['UID', 'Messages with these unique identifiers.'],
  ['UNANSWERED', 'Messages without \\Answered.'],
  ['UNDELETED', 'Messages without \\Deleted.'],
  ['UNDRAFT', 'Messages without \\Draft.'],
  ['UNFLAGGED', 'Messages without \\Flagged.'],
  ['UNKEYWORD', 'Messages without this keyword.'],
  ['UNSEEN', 'Messages without \\Seen.'],
  ['OLDER', 'Messages that came longer ago than this many seconds.', rfc(5032, '3')],
  ['YOUNGER', 'Messages that came within this many seconds.', rfc(5032, '3')],
  ['MODSEQ', 'Messages changed at or after this number.', rfc(7162, '3.1.5')],
  ['FUZZY', 'Messages that fit the next key more or less, as the server sees fit.', rfc(6203, '3')],
  ['EMAILID', 'The message with this identifier.', rfc(8474, '6')],
  ['THREADID', 'Messages of this conversation.', rfc(8474, '6')],
  ['SAVEDBEFORE', 'Messages that came into this mailbox before this day.', rfc(8514, '4.3')],
  ['SAVEDON', 'Messages that came into this mailbox on this day.', rfc(8514, '4.3')],
  ['SAVEDSINCE', 'Messages that came into this mailbox on this day or later.', rfc(8514, '4.3')],
  ['FILTER', 'Messages that a filter kept on the server finds.', rfc(5466, '3.1')],
  ['ANNOTATION', 'Messages with this in a note made on them.', rfc(5257, '4.8')],
  [
    'SAVEDATESUPPORTED',
    'All messages where the mailbox keeps when they came, otherwise none.',
    rfc(8514, '4.3'),
  ],
  ['X-GM-RAW', 'What the search box of Gmail finds.', gmail],
  ['X-GM-MSGID', 'The message with this identifier of Gmail.', gmail],
  ['X-GM-THRID', 'Messages of this conversation of Gmail.', gmail],
  ['X-GM-LABELS', 'Messages with this label of Gmail.', gmail],
]);

/** Items of STATUS. */
export const statusItemRows = rows(rfc(9051, '6.3.11'), [
  ['MESSAGES', 'How many messages there are.'],
  ['RECENT', 'How many messages have \\Recent (IMAP4rev1).', rfc(3501, '6.3.10')],
  ['UIDNEXT', 'The unique identifier that the next message will get, or a lower bound of it.'],
  ['UIDVALIDITY', 'Stays the same as long as unique identifiers mean the same messages.'],
  ['UNSEEN', 'How many messages have no \\Seen.'],
  ['DELETED', 'How many messages have \\Deleted.'],
  ['SIZE', 'How many octets all messages have together.'],
  ['HIGHESTMODSEQ', 'The number of the last change in the mailbox.', rfc(7162, '3.1.7')],
  ['MAILBOXID', 'The identifier of the mailbox; it survives a rename.', rfc(8474, '4.3')],
  ['APPENDLIMIT', 'The largest message that can be added, in octets.', rfc(7889, '3')],
  ['DELETED-STORAGE', 'How many octets the messages with \\Deleted have together.', rfc(9208, '4.1.4')],
]);

/** Names of responses. */
export const responseRows = rows(rfc(9051, '7'), [
  ['OK', 'The command was carried out; without a tag: something worth knowing.', rfc(9051, '7.1.1')],
  ['NO', 'The command was read and could not be carried out; without a tag: a warning.', rfc(9051, '7.1.2')],
  ['BAD', 'The server could not read the command, or it is not allowed here.', rfc(9051, '7.1.3')],
  ['PREAUTH', 'The greeting of a connection that is logged in already.', rfc(9051, '7.1.4')],
  ['BYE', 'The server is about to close the connection.', rfc(9051, '7.1.5')],
  ['ENABLED', 'The extensions that are switched on now.', rfc(9051, '7.2.1')],
  ['CAPABILITY', 'What the server can do.', rfc(9051, '7.2.2')],
  ['LIST', 'A mailbox: its attributes, the delimiter of its levels, its name.', rfc(9051, '7.3.1')],
  ['LSUB', 'A subscribed mailbox (IMAP4rev1).', rfc(3501, '7.2.3')],
  ['NAMESPACE', 'Where personal, other users’ and shared mailboxes are.', rfc(9051, '7.3.2')],
  ['STATUS', 'Counts of a mailbox.', rfc(9051, '7.3.3')],
  ['ESEARCH', 'The result of a search.', rfc(9051, '7.3.4')],
  ['FLAGS', 'The flags that messages of this mailbox can have.', rfc(9051, '7.3.5')],
  ['SEARCH', 'The numbers of the messages found.', rfc(3501, '7.2.5')],
  ['SORT', 'The numbers of the messages found, in order.', rfc(5256, '4')],
  ['THREAD', 'The messages found, grouped into conversations.', rfc(5256, '4')],
  ['EXISTS', 'How many messages the mailbox has now.', rfc(9051, '7.4.1')],
  ['RECENT', 'How many messages have \\Recent (IMAP4rev1).', rfc(3501, '7.3.2')],
  [
    'EXPUNGE',
    'The message with this number is gone; all behind it count one less from here on.',
    rfc(9051, '7.5.1'),
  ],
  ['VANISHED', 'The messages with these unique identifiers are gone.', rfc(7162, '3.2.10')],
  ['FETCH', 'What is asked of a message, or news of it.', rfc(9051, '7.5.2')],
  ['QUOTA', 'How much of a quota is used.', rfc(9208, '4.2.1')],
  ['QUOTAROOT', 'Which quotas count for a mailbox.', rfc(9208, '4.2.2')],
  ['ID', 'The name and version of the other side.', rfc(2971, '3.2')],
  ['XLIST', 'A mailbox with its use, the way of Gmail before SPECIAL-USE.', gmail],
  ['RLIST', 'A mailbox, perhaps on another server.', rfc(2193, '5.1')],
  ['RLSUB', 'A subscribed mailbox, perhaps on another server.', rfc(2193, '5.2')],
  ['ACL', 'Who may do what with a mailbox.', rfc(4314, '3.6')],
  ['LISTRIGHTS', 'Which rights somebody can be given, those that go together in one word.', rfc(4314, '3.7')],
  ['MYRIGHTS', 'What the user may do with a mailbox.', rfc(4314, '3.8')],
  ['METADATA', 'Annotations of a mailbox, or of the server.', rfc(5464, '4.4')],
  ['ANNOTATION', 'Annotations of a mailbox; METADATA took its place.', rfc(5464, '1')],
  ['LANGUAGE', 'The languages of the server’s texts; alone, the one in use now.', rfc(5255, '3.3')],
  ['COMPARATOR', 'How texts are compared.', rfc(5255, '4.8')],
  ['GENURLAUTH', 'URLs by which others may read a message.', rfc(4467, '8')],
  ['URLFETCH', 'What the URLs stand for.', rfc(4467, '8')],
  ['CONVERSION', 'A format that can be converted into another.', rfc(5259, '5.2')],
  ['CONVERTED', 'A part in another format.', rfc(5259, '8.1')],
  ['UIDFETCH', 'What is asked of a message, named by its unique identifier.', rfc(9586)],
]);
