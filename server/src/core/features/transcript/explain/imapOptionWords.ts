// What the words of IMAP's options say: modifiers, return options, sort keys, quotas, rights, events.

import { page, rfc } from '../../../registry/reference.ts';
import { rows } from './imapWords.ts';

const gmail = page(
  'Gmail, IMAP extensions',
  'https://developers.google.com/workspace/gmail/imap/imap-extensions',
);

/** What a search is to answer, and the pieces of that answer. */
export const searchReturnRows = rows(rfc(9051, '6.4.4'), [
  ['MIN', 'The lowest number found.'],
  ['MAX', 'The highest number found.'],
  ['ALL', 'All numbers found, as a set.'],
  ['COUNT', 'How many were found.'],
  ['SAVE', 'Keeps what was found: `$` stands for it in the commands that follow.'],
  ['CONTEXT', 'The client will ask again: the server may keep what was found.', rfc(5267, '4.2')],
  ['UPDATE', 'The server says from here on what is found besides, and what no more.', rfc(5267, '4.3')],
  ['PARTIAL', 'Only a piece of what was found, by its place in the list.', rfc(9394, '3.1')],
  ['RELEVANCY', 'How well each fits, from 1 to 100.', rfc(6203, '4')],
  ['MODSEQ', 'The highest change number of what was found.', rfc(7162, '3.1.10')],
  ['ADDTO', 'These are found now too.', rfc(5267, '4.3.3')],
  ['REMOVEFROM', 'These are found no more.', rfc(5267, '4.3.4')],
  ['TAG', 'The tag of the command that this answers.'],
  ['MAILBOX', 'The mailbox in which this was found.', rfc(7377, '2')],
  ['UIDVALIDITY', 'The UIDVALIDITY of that mailbox.', rfc(7377, '2')],
]);

/** Keys of SORT. */
export const sortKeyRows = rows(rfc(5256, '3'), [
  ['ARRIVAL', 'By the time the message came.'],
  ['CC', 'By the mailbox of the first address in Cc.'],
  ['DATE', 'By the date the message bears.'],
  ['FROM', 'By the mailbox of the first address in From.'],
  ['REVERSE', 'Turns the order of the next key round.'],
  ['SIZE', 'By size.'],
  ['SUBJECT', 'By subject, without Re: and the like.'],
  ['TO', 'By the mailbox of the first address in To.'],
  ['DISPLAYFROM', 'By the name shown for the first address in From.', rfc(5957, '4')],
  ['DISPLAYTO', 'By the name shown for the first address in To.', rfc(5957, '4')],
  ['RELEVANCY', 'By how well the message fits.', rfc(6203, '6')],
  ['ANNOTATION', 'By a note made on the message.', rfc(5257, '4.9')],
]);

/** Algorithms of THREAD. */
export const threadRows = rows(rfc(5256, '3'), [
  ['ORDEREDSUBJECT', 'Messages with the same subject make a conversation.'],
  ['REFERENCES', 'Messages that name each other in References and In-Reply-To make a conversation.'],
]);

/** Options of LIST, and what comes with its answer. */
export const listOptionRows = rows(rfc(9051, '6.3.9.1'), [
  ['SUBSCRIBED', 'Subscribed mailboxes, or whether each is subscribed.'],
  ['REMOTE', 'Also mailboxes on other servers.'],
  ['RECURSIVEMATCH', 'Also mailboxes whose children fit.'],
  ['SPECIAL-USE', 'Mailboxes with a use, or the use of each.', rfc(6154, '2')],
  ['CHILDREN', 'Whether each mailbox has others below it.', rfc(9051, '6.3.9.2')],
  ['STATUS', 'The counts of each mailbox, in the same go.', rfc(5819, '2')],
  ['MYRIGHTS', 'What the user may do with each mailbox.', rfc(8440, '3')],
  ['METADATA', 'Annotations of each mailbox.'],
  ['CHILDINFO', 'A mailbox below this one fits, though this one does not.', rfc(9051, '6.3.9.6')],
  ['OLDNAME', 'The name of the mailbox before it was renamed.', rfc(9051, '6.3.9.7')],
  ['MAXSIZE', 'Only annotations up to this many octets.', rfc(5464, '4.2.1')],
  ['DEPTH', 'How far below the entry to look: 0, 1 or infinity.', rfc(5464, '4.2.2')],
]);

/** Parameters of SELECT, EXAMINE and CREATE, and modifiers of STORE and APPEND. */
export const parameterRows = rows(rfc(7162, '3.1.8'), [
  ['CONDSTORE', 'Switches change numbers on.'],
  [
    'QRESYNC',
    'What the client knew last: UIDVALIDITY, change number, and the UIDs it has. The server says what changed since.',
    rfc(7162, '3.2.5'),
  ],
  ['ANNOTATE', 'The client wants to hear of notes on messages.', rfc(5257, '4.2')],
  ['USE', 'What the mailbox is for.', rfc(6154, '3')],
  [
    'UNCHANGEDSINCE',
    'Changes only messages that nobody has changed since this number; those left out stand in MODIFIED.',
    rfc(7162, '3.1.3'),
  ],
]);

/** Words of commands and responses that stand in no list. */
export const plainRows = rows(rfc(9051, '6.4.6'), [
  ['FLAGS', 'These flags and no others.'],
  ['+FLAGS', 'These flags too.'],
  ['-FLAGS', 'These flags no more.'],
  ['FLAGS.SILENT', 'These flags and no others, without an answer for each message.'],
  ['+FLAGS.SILENT', 'These flags too, without an answer for each message.'],
  ['-FLAGS.SILENT', 'These flags no more, without an answer for each message.'],
  ['X-GM-LABELS', 'These labels of Gmail and no others.', gmail],
  ['+X-GM-LABELS', 'These labels of Gmail too.', gmail],
  ['-X-GM-LABELS', 'These labels of Gmail no more.', gmail],
  ['RETURN', 'What the answer is to say.', rfc(9051, '6.4.4')],
  ['CHARSET', 'The charset of the texts searched for.', rfc(9051, '6.4.4')],
  ['CATENATE', 'Puts the message together from texts and from parts that the server has.', rfc(4469, '3')],
  ['UTF8', 'The message has UTF-8 in its header.', rfc(6855, '4')],
  ['UID', 'The numbers are unique identifiers.', rfc(9051, '7.3.4')],
  ['EARLIER', 'These went before the mailbox was opened; no number changes.', rfc(7162, '3.2.10.1')],
  ['DEFLATE', 'The algorithm of zlib.', rfc(4978, '3')],
  ['SET', 'The news wanted from here on; all others are not.', rfc(5465, '3.1')],
  ['NONE', 'No news are wanted.', rfc(5465, '3.1')],
  ['STATUS', 'The server first says the counts of the mailboxes.', rfc(5465, '3.1')],
  ['SELECTED', 'The mailbox that is open, at once.', rfc(5465, '6.1.1')],
  ['SELECTED-DELAYED', 'The mailbox that is open; removals wait for a command.', rfc(5465, '6.1.2')],
  ['PERSONAL', 'All mailboxes of the user’s own.', rfc(5465, '6.2')],
  ['INBOXES', 'All mailboxes that new mail may come into.', rfc(5465, '6.3')],
  ['SUBSCRIBED', 'All subscribed mailboxes.', rfc(5465, '6.4')],
  ['SUBTREE', 'These mailboxes and all below them.', rfc(5465, '6.5')],
  ['SUBTREE-ONE', 'These mailboxes and those right below them.', rfc(7377, '2')],
  ['MAILBOXES', 'These mailboxes.', rfc(5465, '6.6')],
  ['MESSAGENEW', 'A message came.', rfc(5465, '5.2')],
  ['MESSAGEEXPUNGE', 'A message is gone.', rfc(5465, '5.3')],
  ['FLAGCHANGE', 'Flags changed.', rfc(5465, '5.1')],
  ['ANNOTATIONCHANGE', 'Notes on messages changed.', rfc(5465, '5.1')],
  ['MAILBOXNAME', 'A mailbox was made, removed or renamed.', rfc(5465, '5.4')],
  ['SUBSCRIPTIONCHANGE', 'A mailbox was subscribed, or is no more.', rfc(5465, '5.5')],
  ['MAILBOXMETADATACHANGE', 'Annotations of a mailbox changed.', rfc(5465, '5.6')],
  ['SERVERMETADATACHANGE', 'Annotations of the server changed.', rfc(5465, '5.7')],
]);

/** Resources of quotas. */
export const quotaRows = rows(rfc(9208, '5'), [
  ['STORAGE', 'The size of all messages, in units of 1,024 octets.', rfc(9208, '5.1')],
  ['MESSAGE', 'The number of messages.', rfc(9208, '5.2')],
  ['MAILBOX', 'The number of mailboxes.', rfc(9208, '5.3')],
  ['ANNOTATION-STORAGE', 'The size of all annotations, in units of 1,024 octets.', rfc(9208, '5.4')],
]);

/** The rights of an access control list, by letter (RFC 4314 2.1). */
export const rights: Readonly<Record<string, string | undefined>> = {
  l: 'see the mailbox',
  r: 'open and read it',
  s: 'keep \\Seen',
  w: 'set other flags',
  i: 'add messages',
  p: 'send mail to it',
  k: 'make mailboxes below it',
  x: 'remove or rename it',
  t: 'set \\Deleted',
  e: 'remove messages with \\Deleted',
  a: 'change these rights',
  c: 'make mailboxes, on some servers remove them too (old)',
  d: 'delete messages, on some servers the mailbox too (old)',
  n: 'write notes on messages',
};
