// The commands of IMAP4rev1, IMAP4rev2 and their extensions: arguments, states, what they need, where they are defined.

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { other, row } from './commandRows.ts';
import type { Given, ImapRow, ImapState } from './commandRows.ts';

export { imapStates } from './commandRows.ts';
export type { ImapRow, ImapState } from './commandRows.ts';

const ANY: readonly ImapState[] = ['not-authenticated', 'authenticated', 'selected'];
const BEFORE: readonly ImapState[] = ['not-authenticated'];
const LOGGED_IN: readonly ImapState[] = ['authenticated', 'selected'];
const SELECTED: readonly ImapState[] = ['selected'];

const gmail = page(
  'Gmail, IMAP extensions',
  'https://developers.google.com/workspace/gmail/imap/imap-extensions',
);

const registry = page('IANA, IMAP capabilities', 'https://www.iana.org/assignments/imap-capabilities/');
const dovecot = page('Dovecot, IMAP capabilities', 'https://doc.dovecot.org/');

/** The commands; those with `UID` in front have rows of their own. */
export const imapCommands: readonly ImapRow[] = [
  // Any state (RFC 9051 6.1).
  row('CAPABILITY', ANY, 'Asks what the server can do.', [rfc(9051, '6.1.1')]),
  row('NOOP', ANY, 'Does nothing; the server may use it to say what is new.', [rfc(9051, '6.1.2')]),
  row('LOGOUT', ANY, 'Ends the session; the server says BYE, then OK.', [rfc(9051, '6.1.3')], {
    leadsTo: 'logout',
  }),
  row('ID', ANY, 'Exchanges names and versions of the programs.', [rfc(2971, '3.1')], {
    needs: 'ID',
    arguments: [other('id-params-list', 'Pairs of a field and its value, or NIL.')],
  }),
  row('COMPRESS', ANY, 'Compresses the connection from here on.', [rfc(4978, '3')], {
    needs: 'COMPRESS=DEFLATE',
    arguments: [other('algorithm', 'DEFLATE.')],
  }),
  row(
    'LANGUAGE',
    ANY,
    'Chooses the language of the server’s texts, or lists those it has.',
    [rfc(5255, '3.2')],
    {
      needs: 'LANGUAGE',
      arguments: [other('lang-range-quoted', 'Languages in the order wanted.', { optional: true })],
    },
  ),
  row('COMPARATOR', LOGGED_IN, 'Chooses how texts are compared.', [rfc(5255, '4.7')], {
    needs: 'I18NLEVEL=2',
    arguments: [other('comp-order-quoted', 'Comparators in the order wanted.', { optional: true })],
  }),
  // Not authenticated (RFC 9051 6.2).
  row('STARTTLS', BEFORE, 'Starts TLS. Capabilities known before count no more.', [rfc(9051, '6.2.1')], {
    needs: 'STARTTLS',
    status: 'standard',
  }),
  row('AUTHENTICATE', BEFORE, 'Logs in by a SASL mechanism.', [rfc(9051, '6.2.2'), rfc(4959, '3')], {
    leadsTo: 'authenticated',
    continues: true,
    arguments: [
      other('auth-type', 'The SASL mechanism.', { grammar: 'saslMechanism' }),
      other('initial-resp', 'The first response in base64; = for an empty one.', {
        grammar: 'base64',
        optional: true,
        secret: true,
      }),
    ],
  }),
  row('LOGIN', BEFORE, 'Logs in with a name and a password in clear.', [rfc(9051, '6.2.3')], {
    leadsTo: 'authenticated',
    arguments: [
      other('userid', 'The user.', { grammar: 'astring' }),
      other('password', 'The password.', { grammar: 'astring', secret: true }),
    ],
  }),
  // Authenticated (RFC 9051 6.3).
  row(
    'ENABLE',
    LOGGED_IN,
    'Switches extensions on that change what the server says.',
    [rfc(9051, '6.3.1'), rfc(5161, '3.1')],
    {
      needs: 'ENABLE',
      arguments: [other('capability', 'Capabilities to switch on.')],
    },
  ),
  row('SELECT', LOGGED_IN, 'Opens a mailbox; the one open before is closed.', [rfc(9051, '6.3.2')], {
    leadsTo: 'selected',
    arguments: [
      'mailbox',
      other('select-params', 'CONDSTORE, or QRESYNC with what the client knows.', { optional: true }),
    ],
  }),
  row('EXAMINE', LOGGED_IN, 'Opens a mailbox to read only.', [rfc(9051, '6.3.3')], {
    leadsTo: 'selected',
    arguments: [
      'mailbox',
      other('select-params', 'CONDSTORE, or QRESYNC with what the client knows.', { optional: true }),
    ],
  }),
  row('CREATE', LOGGED_IN, 'Makes a mailbox.', [rfc(9051, '6.3.4')], {
    arguments: ['mailbox', other('create-params', 'Such as (USE (\\Drafts)).', { optional: true })],
  }),
  row('DELETE', LOGGED_IN, 'Removes a mailbox with its messages.', [rfc(9051, '6.3.5')], {
    arguments: ['mailbox'],
  }),
  row('RENAME', LOGGED_IN, 'Renames a mailbox. INBOX is emptied into the new one.', [rfc(9051, '6.3.6')], {
    arguments: ['mailbox', 'mailbox'],
  }),
  row('SUBSCRIBE', LOGGED_IN, 'Adds a mailbox to those the user wants to see.', [rfc(9051, '6.3.7')], {
    arguments: ['mailbox'],
  }),
  row('UNSUBSCRIBE', LOGGED_IN, 'Takes a mailbox off those the user wants to see.', [rfc(9051, '6.3.8')], {
    arguments: ['mailbox'],
  }),
  row('LIST', LOGGED_IN, 'Lists mailboxes whose names fit a pattern.', [rfc(9051, '6.3.9'), rfc(5258, '3')], {
    arguments: [
      other('list-select-opts', 'Which mailboxes.', { optional: true }),
      other('reference', 'A mailbox that the pattern counts from; mostly "".'),
      other('list-mailbox', 'A pattern: * stands for anything, % for anything within one level.'),
      other('list-return-opts', 'What to say of each.', { optional: true }),
    ],
  }),
  row('LSUB', LOGGED_IN, 'Lists subscribed mailboxes (IMAP4rev1).', [rfc(3501, '6.3.9')], {
    status: 'obsolete',
    arguments: [other('reference', 'Mostly "".'), other('list-mailbox', 'A pattern.')],
  }),
  row('XLIST', LOGGED_IN, 'Lists mailboxes with their uses; LIST with SPECIAL-USE took its place.', [gmail], {
    needs: 'XLIST',
    status: 'vendor',
    arguments: [other('reference', 'Mostly "".'), other('list-mailbox', 'A pattern.')],
  }),
  row('RLIST', LOGGED_IN, 'Lists mailboxes, those on other servers included.', [rfc(2193)], {
    needs: 'MAILBOX-REFERRALS',
    arguments: [other('reference', 'Mostly "".'), other('list-mailbox', 'A pattern.')],
  }),
  row('RLSUB', LOGGED_IN, 'Lists subscribed mailboxes, those on other servers included.', [rfc(2193)], {
    needs: 'MAILBOX-REFERRALS',
    arguments: [other('reference', 'Mostly "".'), other('list-mailbox', 'A pattern.')],
  }),
  row(
    'NAMESPACE',
    LOGGED_IN,
    'Asks where personal, other users’ and shared mailboxes are.',
    [rfc(9051, '6.3.10'), rfc(2342, '5')],
    {
      needs: 'NAMESPACE',
    },
  ),
  row('STATUS', LOGGED_IN, 'Asks for the counts of a mailbox without opening it.', [rfc(9051, '6.3.11')], {
    arguments: ['mailbox', other('status-att', 'What to say, in parentheses.')],
  }),
  row('APPEND', LOGGED_IN, 'Adds a message to a mailbox.', [rfc(9051, '6.3.12')], {
    continues: true,
    arguments: ['mailbox', 'flag-list?', 'date-time?', 'append-data'],
  }),
  row(
    'IDLE',
    LOGGED_IN,
    'Waits; the server says at once what is new, until DONE.',
    [rfc(9051, '6.3.13'), rfc(2177, '3')],
    {
      needs: 'IDLE',
      continues: true,
    },
  ),
  row(
    'NOTIFY',
    LOGGED_IN,
    'Chooses which news of which mailboxes the server says by itself.',
    [rfc(5465, '3.1')],
    {
      needs: 'NOTIFY',
      arguments: [other('notify-spec', 'SET with events by mailboxes, or NONE.')],
    },
  ),
  row('GETQUOTA', LOGGED_IN, 'Asks how much of a quota is used.', [rfc(9208, '4.1.1')], {
    needs: 'QUOTA',
    arguments: ['quota-root'],
  }),
  row('GETQUOTAROOT', LOGGED_IN, 'Asks which quotas count for a mailbox.', [rfc(9208, '4.1.2')], {
    needs: 'QUOTA',
    arguments: ['mailbox'],
  }),
  row('SETQUOTA', LOGGED_IN, 'Sets a quota.', [rfc(9208, '4.1.3')], {
    needs: 'QUOTA',
    arguments: ['quota-root', other('setquota-list', 'Resources with their limits.')],
  }),
  row('SETACL', LOGGED_IN, 'Changes who may do what with a mailbox.', [rfc(4314, '3.1')], {
    needs: 'ACL',
    arguments: ['mailbox', 'identifier', 'mod-rights'],
  }),
  row('DELETEACL', LOGGED_IN, 'Takes all rights in a mailbox from somebody.', [rfc(4314, '3.2')], {
    needs: 'ACL',
    arguments: ['mailbox', 'identifier'],
  }),
  row('GETACL', LOGGED_IN, 'Asks who may do what with a mailbox.', [rfc(4314, '3.3')], {
    needs: 'ACL',
    arguments: ['mailbox'],
  }),
  row('LISTRIGHTS', LOGGED_IN, 'Asks which rights somebody can be given.', [rfc(4314, '3.4')], {
    needs: 'ACL',
    arguments: ['mailbox', 'identifier'],
  }),
  row('MYRIGHTS', LOGGED_IN, 'Asks what the user may do with a mailbox.', [rfc(4314, '3.5')], {
    needs: 'ACL',
    arguments: ['mailbox'],
  }),
  row('GETMETADATA', LOGGED_IN, 'Reads annotations of a mailbox, or of the server.', [rfc(5464, '4.2')], {
    needs: 'METADATA',
    arguments: [other('getmetadata-options', 'MAXSIZE and DEPTH.', { optional: true }), 'mailbox', 'entries'],
  }),
  row('SETMETADATA', LOGGED_IN, 'Writes annotations of a mailbox, or of the server.', [rfc(5464, '4.3')], {
    needs: 'METADATA',
    arguments: ['mailbox', 'entry-values'],
  }),
  row('GETANNOTATION', LOGGED_IN, 'Reads annotations; METADATA took its place.', [rfc(5464, '1')], {
    needs: 'ANNOTATEMORE',
    status: 'obsolete',
  }),
  row('SETANNOTATION', LOGGED_IN, 'Writes annotations; METADATA took its place.', [rfc(5464, '1')], {
    needs: 'ANNOTATEMORE',
    status: 'obsolete',
  }),
  row('GENURLAUTH', LOGGED_IN, 'Makes URLs by which others may read a message.', [rfc(4467, '7')], {
    needs: 'URLAUTH',
    arguments: [other('url-rump', 'A URL and a mechanism.', { secret: true })],
  }),
  row('RESETKEY', LOGGED_IN, 'Makes all URLs of GENURLAUTH for a mailbox void.', [rfc(4467, '7')], {
    needs: 'URLAUTH',
    arguments: ['mailbox?'],
  }),
  row('URLFETCH', LOGGED_IN, 'Reads what URLs of GENURLAUTH stand for.', [rfc(4467, '7')], {
    needs: 'URLAUTH',
    arguments: [other('url-full', 'URLs.', { secret: true })],
  }),
  row('ESEARCH', LOGGED_IN, 'Finds messages in several mailboxes.', [rfc(7377, '2')], {
    needs: 'MULTISEARCH',
    arguments: [other('search-source', 'Which mailboxes.', { optional: true }), 'search-key'],
  }),
  row('GETJMAPACCESS', LOGGED_IN, 'Asks where the same mail can be read by JMAP.', [registry], {
    needs: 'JMAPACCESS',
  }),
  row('XAPPLEPUSHSERVICE', LOGGED_IN, 'Asks for news to be pushed to an Apple device.', [dovecot], {
    needs: 'XAPPLEPUSHSERVICE',
    status: 'vendor',
  }),
  row('CONVERSIONS', LOGGED_IN, 'Asks which formats can be converted into which.', [rfc(5259, '5.1')], {
    needs: 'CONVERT',
  }),
  row('UNAUTHENTICATE', LOGGED_IN, 'Logs out and keeps the connection.', [rfc(8437, '3')], {
    needs: 'UNAUTHENTICATE',
    leadsTo: 'not-authenticated',
  }),
  row('UIDBATCHES', SELECTED, 'Asks for ranges of UIDs with as many messages each.', [registry], {
    needs: 'UIDBATCHES',
  }),
  row('CANCELUPDATE', SELECTED, 'Ends the updates of a search.', [rfc(5267, '4.3.5')], {
    needs: 'CONTEXT=SEARCH',
  }),
  // Selected (RFC 9051 6.4).
  row('CHECK', SELECTED, 'Asks for a checkpoint of the mailbox (IMAP4rev1).', [rfc(3501, '6.4.1')], {
    status: 'obsolete',
  }),
  row(
    'CLOSE',
    SELECTED,
    'Removes messages with \\Deleted without a word, and closes the mailbox.',
    [rfc(9051, '6.4.1')],
    {
      leadsTo: 'authenticated',
    },
  ),
  row('UNSELECT', SELECTED, 'Closes the mailbox and removes nothing.', [rfc(9051, '6.4.2'), rfc(3691, '2')], {
    needs: 'UNSELECT',
    leadsTo: 'authenticated',
  }),
  row('EXPUNGE', SELECTED, 'Removes all messages with \\Deleted.', [rfc(9051, '6.4.3')]),
  ...withUid('SEARCH', 'Finds messages.', [rfc(9051, '6.4.4')], ['charset?', 'search-key']),
  ...withUid(
    'FETCH',
    'Reads messages, or what is known of them.',
    [rfc(9051, '6.4.5')],
    ['sequence-set', 'fetch'],
  ),
  ...withUid(
    'STORE',
    'Changes the flags of messages.',
    [rfc(9051, '6.4.6')],
    ['sequence-set', 'store-att-flags'],
  ),
  ...withUid(
    'COPY',
    'Copies messages into another mailbox.',
    [rfc(9051, '6.4.7')],
    ['sequence-set', 'mailbox'],
  ),
  ...withUid(
    'MOVE',
    'Moves messages into another mailbox.',
    [rfc(9051, '6.4.8'), rfc(6851, '3.1')],
    ['sequence-set', 'mailbox'],
    'MOVE',
  ),
  ...withUid(
    'SORT',
    'Finds messages, in an order.',
    [rfc(5256, '3')],
    ['sort-criteria', 'charset', 'search-key'],
    'SORT',
  ),
  ...withUid(
    'THREAD',
    'Finds messages, grouped into conversations.',
    [rfc(5256, '3')],
    ['thread-alg', 'charset', 'search-key'],
    'THREAD',
  ),
  ...withUid(
    'REPLACE',
    'Puts a new version in the place of a message.',
    [rfc(8508, '3.2')],
    ['sequence-set', 'mailbox', 'flag-list?', 'date-time?', 'append-data'],
    'REPLACE',
  ),
  ...withUid(
    'CONVERT',
    'Reads parts of messages in another format.',
    [rfc(5259, '6')],
    ['sequence-set'],
    'CONVERT',
  ),
  row(
    'UID EXPUNGE',
    SELECTED,
    'Removes those of the messages that have \\Deleted.',
    [rfc(9051, '6.4.9'), rfc(4315, '2.1')],
    {
      needs: 'UIDPLUS',
      arguments: ['uid-set'],
    },
  ),
];

/** A command and its twin with unique identifiers (RFC 9051 6.4.9). */
function withUid(
  verb: string,
  summary: string,
  references: readonly Reference[],
  given: NonNullable<Given['arguments']>,
  needs?: string,
): readonly ImapRow[] {
  const extension = needs === undefined ? {} : { needs };
  const sets = given.map((each) => (each === 'sequence-set' ? 'uid-set' : each));
  return [
    row(verb, SELECTED, summary, references, { arguments: given, ...extension }),
    row(
      `UID ${verb}`,
      SELECTED,
      `${summary} Messages are named by unique identifier.`,
      [...references, rfc(9051, '6.4.9')],
      {
        arguments: sets,
        ...extension,
      },
    ),
  ];
}

const byVerb: ReadonlyMap<string, ImapRow> = new Map(imapCommands.map((each) => [each.verb, each]));

/** The row of a command; `verb` in any case, `UID` and its command with one space. */
export function imapCommand(verb: string): ImapRow | undefined {
  return byVerb.get(verb.toUpperCase());
}
