// The capabilities of IMAP servers: what each lets a client do, and which others it stands for.

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A capability (RFC 9051 6.1.1). */
export interface CapabilityRow {
  /** In upper case; with `=` at the end where a value follows, such as `AUTH=`. */
  readonly name: string;
  readonly summary: string;
  readonly status: 'standard' | 'experimental' | 'obsolete' | 'vendor';
  /** Others that a server with this one has, announced or not. */
  readonly implies?: readonly string[];
  /** True where it counts only after ENABLE (RFC 5161 3.1). */
  readonly enable?: true;
  readonly references: readonly Reference[];
}

type Written = readonly [
  name: string,
  summary: string,
  references: Reference | readonly Reference[],
  more?: Partial<Pick<CapabilityRow, 'status' | 'implies' | 'enable'>>,
];

const gmail = page(
  'Gmail, IMAP extensions',
  'https://developers.google.com/workspace/gmail/imap/imap-extensions',
);
const dovecot = page('Dovecot, IMAP capabilities', 'https://doc.dovecot.org/');
const registry = page('IANA, IMAP capabilities', 'https://www.iana.org/assignments/imap-capabilities/');
const VENDOR = { status: 'vendor' } as const;
const OLD = { status: 'obsolete' } as const;

/** RFC 9051 E, item 2 and 3: what IMAP4rev2 took in. */
const REV2 = [
  'NAMESPACE',
  'UNSELECT',
  'UIDPLUS',
  'ESEARCH',
  'SEARCHRES',
  'ENABLE',
  'IDLE',
  'SASL-IR',
  'LIST-EXTENDED',
  'LIST-STATUS',
  'MOVE',
  'LITERAL-',
  'SPECIAL-USE',
  'STATUS=SIZE',
  'CHILDREN',
] as const;

const written: readonly Written[] = [
  ['IMAP4REV1', 'The server speaks IMAP4rev1.', rfc(3501, '6.1.1')],
  [
    'IMAP4REV2',
    'The server speaks IMAP4rev2, with the extensions that became part of it.',
    rfc(9051, '6.1.1'),
    { implies: REV2, enable: true },
  ],
  ['IMAP4', 'The server speaks the IMAP4 of 1994.', rfc(1730, '6.1.1'), OLD],
  ['IMAP2BIS', 'The server speaks the forerunner of IMAP4.', rfc(2061), OLD],
  ['ACL', 'Clients can read and change who may do what with a mailbox.', rfc(4314, '3')],
  [
    'ANNOTATE-EXPERIMENT-1',
    'Messages and their parts can carry annotations.',
    rfc(5257, '4'),
    { status: 'experimental' },
  ],
  ['ANNOTATEMORE', 'Mailboxes can carry annotations; METADATA took its place.', rfc(5464, '1'), OLD],
  [
    'APPENDLIMIT',
    'The largest message that APPEND takes; without a number STATUS says it for each mailbox.',
    rfc(7889, '2'),
  ],
  ['APPENDLIMIT=', 'The largest message that APPEND takes, in octets.', rfc(7889, '2')],
  ['AUTH=', 'A SASL mechanism for AUTHENTICATE.', rfc(9051, '6.2.2')],
  ['BINARY', 'Parts can be fetched decoded, and messages with NUL can be stored.', rfc(3516, '4.1')],
  [
    'CATENATE',
    'APPEND can put a message together from texts and pieces of messages on the server.',
    rfc(4469, '2'),
  ],
  ['CHILDREN', 'LIST says which mailboxes have others below them.', rfc(3348, '3')],
  ['COMPRESS=DEFLATE', 'The connection can be compressed.', rfc(4978, '3')],
  [
    'CONDSTORE',
    'Each change has a number, so that a client fetches only what is new and never overwrites blindly.',
    rfc(7162, '3.1.1'),
    { enable: true },
  ],
  ['CONTEXT=SEARCH', 'The server keeps search results and says how they change.', rfc(5267, '4')],
  ['CONTEXT=SORT', 'The server keeps sorted results and says how they change.', rfc(5267, '4')],
  ['CONVERT', 'Parts can be fetched in another format.', rfc(5259, '3.1')],
  ['CREATE-SPECIAL-USE', 'CREATE can say what a mailbox is for.', rfc(6154, '3')],
  ['ENABLE', 'Extensions that change what the server says can be switched on.', rfc(5161, '3.1')],
  ['ESEARCH', 'SEARCH can return the first, the last, a count, or a compact set.', rfc(4731, '3.1')],
  ['ESORT', 'SORT can return the first, the last, or a count.', rfc(5267, '3.1')],
  ['FILTERS', 'Searches can be stored on the server under a name.', rfc(5466, '3')],
  ['I18NLEVEL=1', 'Words are searched for in any script without regard to case.', rfc(5255, '4.3')],
  [
    'I18NLEVEL=2',
    'The client can choose how texts are compared.',
    rfc(5255, '4.4'),
    { implies: ['I18NLEVEL=1'] },
  ],
  ['ID', 'Client and server can tell each other their names and versions.', rfc(2971, '3')],
  ['IDLE', 'The server can say at once what is new.', rfc(2177, '3')],
  ['IMAPSIEVE=', 'Sieve scripts run when messages are stored or flags change.', rfc(6785, '2.1')],
  ['INPROGRESS', 'The server says how far a long command has come.', registry],
  ['JMAPACCESS', 'The same mail can be read by JMAP; GETJMAPACCESS says where.', registry],
  ['LANGUAGE', 'The client can choose the language of the server’s texts.', rfc(5255, '3')],
  [
    'LIST-EXTENDED',
    'LIST can choose by more than a name, take several patterns and return more.',
    rfc(5258, '3'),
  ],
  ['LIST-METADATA', 'LIST can return annotations.', registry],
  ['LIST-MYRIGHTS', 'LIST can return the user’s rights.', rfc(8440, '3')],
  ['LIST-STATUS', 'LIST can return the counts of each mailbox.', rfc(5819, '2')],
  [
    'LITERAL+',
    'Clients may send literals of any size without waiting.',
    rfc(7888, '3'),
    { implies: ['LITERAL-'] },
  ],
  ['LITERAL-', 'Clients may send literals of up to 4096 octets without waiting.', rfc(7888, '5')],
  ['LOGIN-REFERRALS', 'The server may send the client to another server at login.', rfc(2221, '3')],
  ['LOGINDISABLED', 'LOGIN is refused here; mostly until TLS is on.', rfc(9051, '6.2.3')],
  ['MAILBOX-REFERRALS', 'The server may send the client to another server for a mailbox.', rfc(2193, '3')],
  ['MESSAGELIMIT=', 'How many messages one command may work on.', registry],
  [
    'METADATA',
    'Mailboxes and the server can carry annotations.',
    rfc(5464, '1'),
    { implies: ['METADATA-SERVER'] },
  ],
  ['METADATA-SERVER', 'The server, but no mailbox, can carry annotations.', rfc(5464, '1')],
  ['MOVE', 'Messages can be moved in one step.', rfc(6851, '3')],
  ['MULTIAPPEND', 'APPEND takes several messages at once.', rfc(3502, '6.3.11')],
  ['MULTISEARCH', 'Several mailboxes can be searched at once.', rfc(7377, '2')],
  ['NAMESPACE', 'The server says where personal, other users’ and shared mailboxes are.', rfc(2342, '5')],
  ['NOTIFY', 'The client chooses which news of which mailboxes it gets.', rfc(5465, '3.1')],
  ['OBJECTID', 'Mailboxes, messages and threads have identifiers that survive moves.', rfc(8474, '3')],
  ['PARTIAL', 'Results can be asked for page by page.', rfc(9394, '3')],
  ['PREVIEW', 'The first words of a message can be fetched.', rfc(8970, '3')],
  ['PREVIEW=', 'The first words of a message can be fetched (a draft of RFC 8970).', rfc(8970, '3'), OLD],
  [
    'QRESYNC',
    'A client that comes back learns in one step what changed and what went.',
    rfc(7162, '3.2.3'),
    { implies: ['CONDSTORE', 'ENABLE'], enable: true },
  ],
  ['QUOTA', 'Quotas can be read.', rfc(9208, '4')],
  ['QUOTA=RES-', 'A resource that has a quota.', rfc(9208, '5'), { implies: ['QUOTA'] }],
  ['QUOTASET', 'Quotas can be set.', rfc(9208, '4.1.3')],
  ['REPLACE', 'A message can be replaced by a new version in one step.', rfc(8508, '3.1')],
  ['RIGHTS=', 'Rights besides those of the first ACL.', rfc(4314, '1')],
  ['SASL-IR', 'AUTHENTICATE may carry the first response.', rfc(4959, '3')],
  ['SAVEDATE', 'When a message came into its mailbox can be fetched and searched for.', rfc(8514, '4.1')],
  ['SEARCH=FUZZY', 'Searches need not match exactly.', rfc(6203, '3')],
  ['SEARCHRES', 'The result of a search can be used in the next command as $.', rfc(5182, '2.1')],
  ['SNIPPET=', 'The first words of a message can be fetched; PREVIEW took its place.', dovecot, VENDOR],
  ['SORT', 'The server sorts messages.', rfc(5256, '3')],
  [
    'SORT=DISPLAY',
    'The server sorts by the names that addresses show.',
    rfc(5957, '4'),
    { implies: ['SORT'] },
  ],
  ['SPECIAL-USE', 'The server says which mailbox is for drafts, sent mail, junk.', rfc(6154, '2')],
  ['STARTTLS', 'The connection can be secured.', rfc(9051, '6.2.1')],
  ['STATUS=SIZE', 'STATUS says how many octets a mailbox holds.', rfc(8438, '3')],
  ['THREAD=', 'The server groups messages into conversations.', rfc(5256, '3')],
  ['UIDBATCHES', 'The server cuts a mailbox into ranges of UIDs.', registry],
  ['UIDONLY', 'Messages can be named by UID alone.', registry, { enable: true }],
  [
    'UIDPLUS',
    'The server says which UIDs stored and copied messages got, and expunges by UID.',
    rfc(4315, '2'),
  ],
  ['UNAUTHENTICATE', 'A connection can be used for another user.', rfc(8437, '3')],
  ['UNSELECT', 'A mailbox can be closed without removing messages.', rfc(3691, '2')],
  ['URL-PARTIAL', 'URLs can name a piece of a message.', rfc(5550, '5.7.1')],
  ['URLAUTH', 'URLs can let others read a message.', rfc(4467, '1')],
  ['URLAUTH=BINARY', 'URLFETCH can return parts decoded.', rfc(5524, '3')],
  [
    'UTF8=ACCEPT',
    'Names and headers can be UTF-8, after ENABLE.',
    rfc(6855, '3'),
    { implies: ['ENABLE'], enable: true },
  ],
  [
    'UTF8=ONLY',
    'Names and headers are UTF-8: clients must enable it.',
    rfc(6855, '6'),
    { implies: ['UTF8=ACCEPT', 'ENABLE'], enable: true },
  ],
  ['UTF8=', 'UTF-8 as an experiment before RFC 6855 had it.', rfc(5738, '3'), OLD],
  ['WITHIN', 'Messages can be searched for by age in seconds.', rfc(5032, '2')],
  ['X-GM-EXT-1', 'Gmail: labels, message and thread numbers, Gmail’s own search.', gmail, VENDOR],
  ['X-NETSCAPE', 'An address for account settings, as Netscape asked for it.', registry, VENDOR],
  ['XAPPLEPUSHSERVICE', 'News are pushed to Apple devices.', dovecot, VENDOR],
  ['XAPPLELITERAL', 'Apple: means nothing to other clients.', dovecot, VENDOR],
  ['XLIST', 'LIST with what each mailbox is for; SPECIAL-USE took its place.', gmail, VENDOR],
  ['XSNIPPET=', 'The first words of a message can be fetched; PREVIEW took its place.', dovecot, VENDOR],
  ['XYZZY', 'Gmail: means nothing.', gmail, VENDOR],
];

/** The capabilities, by name. */
export const imapCapabilities: readonly CapabilityRow[] = written.map(
  ([name, summary, references, more]) => ({
    name,
    summary,
    status: more?.status ?? 'standard',
    ...(more?.implies && { implies: more.implies }),
    ...(more?.enable && { enable: more.enable }),
    references: [references].flat(),
  }),
);

const byName: ReadonlyMap<string, CapabilityRow> = new Map(imapCapabilities.map((row) => [row.name, row]));

/** The row of a capability, in any case; for `AUTH=PLAIN` that of `AUTH=`. */
export function imapCapability(name: string): CapabilityRow | undefined {
  const upper = name.toUpperCase();
  const exact = byName.get(upper);
  if (exact) return exact;
  const quota = upper.startsWith('QUOTA=RES-') ? 'QUOTA=RES-' : upper.slice(0, upper.indexOf('=') + 1);
  return byName.get(quota);
}

/** The names that are announced, and those they stand for, in upper case. */
export function withImplied(names: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const name of names) {
    const upper = name.toUpperCase();
    all.add(upper);
    for (const implied of imapCapability(upper)?.implies ?? []) all.add(implied);
  }
  return all;
}

/** Whether a server with these capabilities, implied ones included, has one; `THREAD=` stands for any value. */
export function offers(all: ReadonlySet<string>, needed: string): boolean {
  if (all.has(needed)) return true;
  const family = FAMILIES.get(needed);
  return family !== undefined && [...all].some((name) => name.startsWith(family));
}

/** Capabilities that several names announce. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['THREAD', 'THREAD='],
  ['SORT', 'SORT='],
  ['PREVIEW', 'PREVIEW='],
  ['APPENDLIMIT', 'APPENDLIMIT='],
  ['AUTH=', 'AUTH='],
  ['COMPRESS', 'COMPRESS='],
  ['UTF8=ACCEPT', 'UTF8='],
]);
