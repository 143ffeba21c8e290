// The response codes of IMAP in plain words, with what whoever reads the log does next.

import { rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A response code (RFC 9051 7.1). */
export interface ResponseCodeRow {
  /** In upper case. */
  readonly code: string;
  readonly summary: string;
  /** What to do; absent where nothing is to be done. */
  readonly next?: string;
  readonly references: readonly Reference[];
}

const codes = rfc(9051, '7.1');

type Written = readonly [code: string, summary: string, next?: string | undefined, reference?: Reference];

const written: readonly Written[] = [
  ['ALERT', 'The text is a message for the user, who must see it.', 'Read the text and act on it.'],
  ['ALREADYEXISTS', 'A mailbox of this name is there already.', 'Take another name.'],
  ['APPENDUID', 'The UIDVALIDITY of the mailbox, and the UIDs that the stored messages got.'],
  [
    'ANNOTATE',
    'Why a note on a message could not be written.',
    'Write less, or fewer notes.',
    rfc(5257, '4.5'),
  ],
  [
    'ANNOTATIONS',
    'Whether messages of this mailbox can have notes, and how long.',
    undefined,
    rfc(5257, '4.2'),
  ],
  [
    'AUTHENTICATIONFAILED',
    'The name or the password is wrong; the server does not say which.',
    'Check the user name, use an app password where the provider wants one, and see whether the account is locked.',
  ],
  [
    'AUTHORIZATIONFAILED',
    'The login is right, but this user may not act for that one.',
    'Check the authorization identity.',
  ],
  [
    'BADCHARSET',
    'The server does not know the charset of the search; behind it may stand those it knows.',
    'Search in UTF-8.',
  ],
  [
    'BADCOMPARATOR',
    'The server has none of the comparators asked for.',
    'Choose one that COMPARATOR lists.',
    rfc(5255, '4.9'),
  ],
  [
    'BADEVENT',
    'NOTIFY named an event the server does not know; behind it stand those it knows.',
    'Leave the event out.',
    rfc(5465, '5'),
  ],
  [
    'BADURL',
    'A URL in CATENATE or a CONVERT names nothing the server can read.',
    'Check that the message is still there.',
    rfc(4469, '4.1'),
  ],
  [
    'CANNOT',
    'What was asked for can never work, such as such a mailbox name.',
    'Do not try again; change the command.',
  ],
  ['CAPABILITY', 'What the server can do from here on.'],
  [
    'CLIENTBUG',
    'The server thinks that the client has a fault.',
    'Look at the command and at the state of the session.',
  ],
  ['CLOSED', 'The mailbox selected before is closed; what follows is about the next one.'],
  ['COMPRESSIONACTIVE', 'The connection is compressed already.', 'Compress once only.', rfc(4978, '3')],
  [
    'CONTACTADMIN',
    'Only an administrator can help.',
    'Ask the administrator of the server, with the time and the text.',
  ],
  ['COPYUID', 'The UIDVALIDITY of the target mailbox, the UIDs copied from, and those they got there.'],
  [
    'CORRUPTION',
    'The server found its own data damaged.',
    'Ask the administrator; stop writing to the mailbox.',
  ],
  ['EXPIRED', 'The password or the access has expired.', 'Set a new password, or get a new token.'],
  [
    'EXPUNGEISSUED',
    'Another client expunged messages of these while the command ran.',
    'Synchronise, then try again.',
  ],
  [
    'HASCHILDREN',
    'The mailbox cannot be deleted, since others are below it.',
    'Delete those below it first.',
  ],
  ['HIGHESTMODSEQ', 'The number of the last change in the mailbox.', undefined, rfc(7162, '3.1.2.1')],
  ['INPROGRESS', 'The command goes on; behind it stands how far it is.', undefined, rfc(9585)],
  ['INUSE', 'Somebody else uses what the command needs.', 'Try again later.'],
  [
    'LIMIT',
    'A limit was reached: of mailboxes, connections, or results.',
    'Ask for less, or close other connections.',
  ],
  ['MAILBOXID', 'The identifier of the mailbox; it survives a rename.', undefined, rfc(8474, '4.1')],
  [
    'MAXCONVERTMESSAGES',
    'The server converts no more messages at once than this.',
    'Ask for fewer.',
    rfc(5259, '9'),
  ],
  [
    'MAXCONVERTPARTS',
    'The server converts no more parts at once than this.',
    'Ask for fewer.',
    rfc(5259, '9'),
  ],
  [
    'MESSAGELIMIT',
    'The command worked on as many messages as the server allows at once, and no further.',
    'Repeat it for the rest.',
  ],
  ['METADATA', 'Why annotations could not be read or written in full.', undefined, rfc(5464, '4.3')],
  [
    'MODIFIED',
    'These messages changed since the number given, and were left alone.',
    'Fetch their flags, then decide again.',
    rfc(7162, '3.1.3'),
  ],
  [
    'NEWNAME',
    'The mailbox was renamed; behind it stand the old and the new name (historic).',
    'Use the new name.',
    rfc(2060, '7.1'),
  ],
  [
    'NOMODSEQ',
    'The mailbox keeps no numbers of changes.',
    'Synchronise without CONDSTORE here.',
    rfc(7162, '3.1.2.2'),
  ],
  [
    'NONEXISTENT',
    'The mailbox, or what else the command names, is not there.',
    'List the mailboxes; look at upper and lower case and at the delimiter.',
  ],
  ['NOPERM', 'The user may not do this.', 'Ask the owner for the right, or look at MYRIGHTS.'],
  [
    'NOTIFICATIONOVERFLOW',
    'There was too much news: the server sends no more.',
    'Synchronise, and send NOTIFY again.',
    rfc(5465, '5.8'),
  ],
  ['NOTSAVED', 'The result of the search was not kept: $ is empty.', 'Do not use $.'],
  [
    'NOUPDATE',
    'The server will not say how this search result changes.',
    'Search again when needed.',
    rfc(5267, '4.3.1'),
  ],
  ['OVERQUOTA', 'The quota is used up, or would be.', 'Make room, or ask for more.'],
  ['PARSE', 'The server could not read a message’s header or structure.', 'Look at the raw message.'],
  ['PERMANENTFLAGS', 'The flags that outlast the session; \\* : keywords can be made.'],
  [
    'PRIVACYREQUIRED',
    'The server wants the connection secured first.',
    'Use STARTTLS, or the port with TLS.',
  ],
  ['READ-ONLY', 'The mailbox can only be read.'],
  ['READ-WRITE', 'The mailbox can be read and changed.'],
  ['REFERRAL', 'The client is sent to another server.', 'Log in there.', rfc(2221, '4.1')],
  [
    'SERVERBUG',
    'The server noticed a fault of its own.',
    'Tell the administrator, with the time and the text.',
  ],
  [
    'TOOBIG',
    'The message would be larger than the server takes.',
    'Send less; APPENDLIMIT says how much.',
    rfc(4469, '4.2'),
  ],
  ['TRYCREATE', 'The target mailbox is not there; it can be made.', 'CREATE it, then repeat the command.'],
  ['UIDNEXT', 'The next message will get this UID or a higher one.'],
  ['UIDNOTSTICKY', 'UIDs of this mailbox do not outlast the session.', 'Keep nothing by UID.'],
  ['UIDVALIDITY', 'UIDs are valid as long as this number stays the same.'],
  [
    'UIDREQUIRED',
    'UIDONLY is switched on: the server takes UIDs alone.',
    'Say UID in front of the command.',
    rfc(9586),
  ],
  ['UNAVAILABLE', 'Something behind the server does not answer.', 'Try again later.'],
  ['UNDEFINED-FILTER', 'There is no stored search of this name.', 'Look at the name.', rfc(5466, '3.1')],
  [
    'UNKNOWN-CTE',
    'The server cannot decode this part.',
    'Fetch it with BODY[] and decode it yourself.',
    rfc(3516, '3'),
  ],
  ['UNSEEN', 'The first message without \\Seen (IMAP4rev1).'],
  ['URLMECH', 'How URLs of GENURLAUTH can be authorized.', undefined, rfc(4467, '8')],
  [
    'USEATTR',
    'A mailbox cannot be given this use.',
    'Create it without, or for another use.',
    rfc(6154, '3'),
  ],
];

/** The codes that say why a command failed, and those that carry data. */
export const imapResponseCodes: readonly ResponseCodeRow[] = written.map(
  ([code, summary, next, reference]) => ({
    code,
    summary,
    ...(next !== undefined && { next }),
    references: [reference ?? codes],
  }),
);

const byCode: ReadonlyMap<string, ResponseCodeRow> = new Map(imapResponseCodes.map((row) => [row.code, row]));

/** The row of a response code, in any case. */
export function imapResponseCode(code: string): ResponseCodeRow | undefined {
  return byCode.get(code.toUpperCase());
}
