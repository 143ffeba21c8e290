// The commands of POP3: arguments, states, replies, and where they are defined.

import { page, rfc } from '../../registry/reference.ts';
import type { ArgumentRow, CommandRow } from '../commandRow.ts';

/** The states of a session (RFC 1939 3); `user` is behind an accepted USER, where PASS is awaited. */
export const pop3States = ['authorization', 'user', 'transaction', 'closed'] as const;
export type Pop3State = (typeof pop3States)[number];

/** A command of POP3. */
export interface Pop3Row extends CommandRow<Pop3State> {
  /** Whether `+OK` is followed by lines up to a single dot: always, never, or only without an argument. */
  readonly multiLine: 'always' | 'never' | 'withoutArgument';
}

const message: ArgumentRow = {
  name: 'msg',
  grammar: 'messageNumber',
  summary: 'The number of a message in this session, from 1.',
};
const LOGIN: readonly Pop3State[] = ['authorization', 'user'];
const MAIL: readonly Pop3State[] = ['transaction'];
const OK = { success: ['+OK'], failure: ['-ERR'] } as const;

type Given = Pick<Pop3Row, 'verb' | 'summary' | 'references' | 'states'> & Partial<Pop3Row>;

function row(given: Given): Pop3Row {
  return { arguments: [], replies: OK, status: 'standard', multiLine: 'never', ...given };
}

/** The commands. The order is that of a session. */
export const pop3Commands: readonly Pop3Row[] = [
  row({
    verb: 'CAPA',
    states: [...LOGIN, ...MAIL],
    multiLine: 'always',
    status: 'extension',
    summary: 'Asks what the server can do.',
    references: [rfc(2449, '5')],
  }),
  row({
    verb: 'STLS',
    states: LOGIN,
    leadsTo: 'authorization',
    needs: 'STLS',
    status: 'extension',
    summary: 'Starts TLS. What was known of the server counts no more behind it.',
    references: [rfc(2595, '4')],
  }),
  row({
    verb: 'USER',
    arguments: [{ name: 'name', grammar: 'name', summary: 'The mailbox.' }],
    states: LOGIN,
    leadsTo: 'user',
    needs: 'USER',
    summary: 'Names the mailbox; PASS follows.',
    references: [rfc(1939, '7')],
  }),
  row({
    verb: 'PASS',
    arguments: [
      { name: 'string', grammar: 'rest', secret: true, summary: 'The password; it may hold spaces.' },
    ],
    states: ['user'],
    leadsTo: 'transaction',
    needs: 'USER',
    summary: 'Gives the password and opens the mailbox.',
    references: [rfc(1939, '7')],
  }),
  row({
    verb: 'APOP',
    arguments: [
      { name: 'name', grammar: 'string', summary: 'The mailbox.' },
      {
        name: 'digest',
        grammar: 'digest',
        secret: true,
        summary:
          'MD5 of the time stamp in the greeting and the password, 32 hexadecimal digits in lower case.',
      },
    ],
    states: LOGIN,
    leadsTo: 'transaction',
    summary: 'Logs in by a digest, without sending the password. MD5 is broken; better is AUTH under TLS.',
    references: [rfc(1939, '7')],
  }),
  row({
    verb: 'AUTH',
    arguments: [
      { name: 'mechanism', grammar: 'saslMechanism', optional: true, summary: 'The SASL mechanism.' },
      {
        name: 'initial-response',
        grammar: 'base64',
        optional: true,
        secret: true,
        summary: 'The first response in base64; = for an empty one.',
      },
    ],
    states: LOGIN,
    leadsTo: 'transaction',
    continues: true,
    multiLine: 'withoutArgument',
    needs: 'SASL',
    status: 'extension',
    summary: 'Logs in by a SASL mechanism. Without one, old servers list theirs.',
    references: [rfc(5034, '4')],
  }),
  row({
    verb: 'UTF8',
    states: LOGIN,
    needs: 'UTF8',
    status: 'extension',
    summary: 'Lets messages and replies hold UTF-8 from here on.',
    references: [rfc(6856, '2.1')],
  }),
  row({
    verb: 'LANG',
    arguments: [{ name: 'language', grammar: 'language', optional: true, summary: 'A language tag, or *.' }],
    states: [...LOGIN, ...MAIL],
    multiLine: 'withoutArgument',
    needs: 'LANG',
    status: 'extension',
    summary: 'Chooses the language of the server’s texts, or lists those it has.',
    references: [rfc(6856, '3.1')],
  }),
  row({
    verb: 'STAT',
    states: MAIL,
    summary: 'Asks how many messages there are, and how many octets they have together.',
    references: [rfc(1939, '5')],
  }),
  row({
    verb: 'LIST',
    arguments: [{ ...message, optional: true }],
    states: MAIL,
    multiLine: 'withoutArgument',
    summary: 'Lists the messages with their sizes in octets.',
    references: [rfc(1939, '5')],
  }),
  row({
    verb: 'UIDL',
    arguments: [{ ...message, optional: true }],
    states: MAIL,
    multiLine: 'withoutArgument',
    needs: 'UIDL',
    summary: 'Lists the messages with identifiers that stay the same from session to session.',
    references: [rfc(1939, '7')],
  }),
  row({
    verb: 'RETR',
    arguments: [message],
    states: MAIL,
    multiLine: 'always',
    summary: 'Fetches a message.',
    references: [rfc(1939, '5')],
  }),
  row({
    verb: 'TOP',
    arguments: [message, { name: 'n', grammar: 'number', summary: 'How many lines of the body.' }],
    states: MAIL,
    multiLine: 'always',
    needs: 'TOP',
    summary: 'Fetches the header of a message and the first lines of its body.',
    references: [rfc(1939, '7')],
  }),
  row({
    verb: 'DELE',
    arguments: [message],
    states: MAIL,
    summary: 'Marks a message as deleted. It goes at QUIT; without QUIT nothing goes.',
    references: [rfc(1939, '5')],
  }),
  row({
    verb: 'NOOP',
    states: MAIL,
    summary: 'Does nothing; keeps the connection open.',
    references: [rfc(1939, '5')],
  }),
  row({
    verb: 'RSET',
    states: MAIL,
    summary: 'Takes all marks of deletion back.',
    references: [rfc(1939, '5')],
  }),
  row({
    verb: 'QUIT',
    states: [...LOGIN, ...MAIL],
    leadsTo: 'closed',
    summary: 'Removes what is marked as deleted, and ends the session.',
    references: [rfc(1939, '6')],
  }),
  row({
    verb: 'LAST',
    states: MAIL,
    status: 'obsolete',
    summary: 'Asked for the highest number that was read. UIDL took its place.',
    references: [rfc(1460, '7')],
  }),
  row({
    verb: 'RPOP',
    arguments: [{ name: 'user', grammar: 'string', summary: 'The user of the remote host.' }],
    states: ['user'],
    leadsTo: 'transaction',
    status: 'obsolete',
    summary: 'Logged in by trusting the client’s host.',
    references: [rfc(1081)],
  }),
  row({
    verb: 'XTND',
    arguments: [{ name: 'extension', grammar: 'rest', summary: 'The extension and its arguments.' }],
    states: MAIL,
    status: 'obsolete',
    summary: 'Reached bulletin boards and other extensions of the first servers.',
    references: [rfc(1081)],
  }),
  row({
    verb: 'XOIP',
    arguments: [{ name: 'address', grammar: 'string', summary: 'The address of the client.' }],
    states: LOGIN,
    needs: 'XOIP',
    status: 'vendor',
    summary: 'A proxy says which address its client has.',
    references: [page('Zimbra', 'https://wiki.zimbra.com/wiki/POP')],
  }),
  row({
    verb: 'XCLIENT',
    arguments: [
      { name: 'attributes', grammar: 'rest', summary: 'What is known of the client: ADDR=, PORT=.' },
    ],
    states: LOGIN,
    needs: 'XCLIENT',
    status: 'vendor',
    summary: 'A proxy says from where its client comes. Servers heed it from trusted addresses alone.',
    references: [page('Dovecot, POP3', 'https://doc.dovecot.org/')],
  }),
  row({
    verb: 'XTLIST',
    arguments: [
      { name: 'arguments', grammar: 'rest', optional: true, summary: 'A message and a field name.' },
    ],
    states: MAIL,
    multiLine: 'always',
    status: 'vendor',
    summary: 'Lists a header field of each message.',
    references: [page('Netscape Messaging Server', 'https://docs.oracle.com/cd/E19957-01/816-6009-10/')],
  }),
];

const byVerb: ReadonlyMap<string, Pop3Row> = new Map(pop3Commands.map((each) => [each.verb, each]));

/** The row of a command; `verb` in any case. */
export function pop3Command(verb: string): Pop3Row | undefined {
  return byVerb.get(verb.toUpperCase());
}
