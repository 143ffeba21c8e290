// The commands of SMTP and LMTP: arguments, states, replies, and where they are defined.

import { page, rfc } from '../../registry/reference.ts';
import type { ArgumentRow, CommandRow } from '../commandRow.ts';

/**
 * Where a session stands, as far as commands depend on it (RFC 5321 4.1.4): `start` behind the greeting or a TLS
 * handshake, `ready` behind EHLO, `mail` behind an accepted MAIL, `rcpt` behind an accepted RCPT, `bdat` among chunks
 * (RFC 3030 2), `closed` behind 221 or 421.
 */
export const smtpStates = ['start', 'ready', 'mail', 'rcpt', 'bdat', 'closed'] as const;
export type SmtpState = (typeof smtpStates)[number];
export type SmtpRow = CommandRow<SmtpState>;

const domain: ArgumentRow = {
  name: 'Domain',
  grammar: 'domain',
  summary: 'The fully qualified name of the client, or its address in brackets.',
};
const string = (name: string, summary: string, optional = false): ArgumentRow => ({
  name,
  grammar: 'string',
  optional,
  summary,
});
const attributes = (summary: string): ArgumentRow => ({ name: 'attributes', grammar: 'attributes', summary });

const ANY: readonly SmtpState[] = ['start', 'ready', 'mail', 'rcpt', 'bdat'];
const IDLE: readonly SmtpState[] = ['start', 'ready'];
/** What may answer any command (RFC 5321 4.2.4, 4.3.2, 3.8). */
const REFUSED = ['500', '501', '502', '503', '421', '451', '452', '455', '530', '550', '554'] as const;

/** The commands, by verb in upper case. The order is that of a session. */
export const smtpCommands: readonly SmtpRow[] = [
  {
    verb: 'EHLO',
    arguments: [domain],
    states: ANY,
    leadsTo: 'ready',
    replies: { success: ['250'], failure: ['502', '504', '550', ...REFUSED] },
    status: 'standard',
    summary:
      'Names the client and asks the server which extensions it has. Ends a mail transaction under way.',
    references: [rfc(5321, '4.1.1.1')],
  },
  {
    verb: 'HELO',
    arguments: [domain],
    states: ANY,
    leadsTo: 'ready',
    replies: { success: ['250'], failure: ['502', '504', '550', ...REFUSED] },
    status: 'standard',
    summary: 'Names the client to a server without extensions. Ends a mail transaction under way.',
    references: [rfc(5321, '4.1.1.1')],
  },
  {
    verb: 'LHLO',
    arguments: [domain],
    states: ANY,
    leadsTo: 'ready',
    replies: { success: ['250'], failure: REFUSED },
    status: 'standard',
    summary: 'LMTP in place of EHLO: each recipient is answered by itself behind the message.',
    references: [rfc(2033, '4.1')],
  },
  {
    verb: 'MAIL',
    arguments: [
      {
        name: 'Reverse-path',
        grammar: 'reversePath',
        summary: 'Where reports about the message go; <> for none.',
      },
      {
        name: 'Mail-parameters',
        grammar: 'parameters',
        optional: true,
        summary: 'Parameters of extensions.',
      },
    ],
    states: ['ready'],
    leadsTo: 'mail',
    replies: {
      success: ['250'],
      failure: ['552', '451', '452', '550', '553', '503', '455', '555', '530', '535', ...REFUSED],
    },
    status: 'standard',
    summary: 'Starts a mail transaction and names the sender of the envelope.',
    references: [rfc(5321, '4.1.1.2')],
  },
  {
    verb: 'RCPT',
    arguments: [
      { name: 'Forward-path', grammar: 'forwardPath', summary: 'One recipient of the envelope.' },
      {
        name: 'Rcpt-parameters',
        grammar: 'parameters',
        optional: true,
        summary: 'Parameters of extensions.',
      },
    ],
    states: ['mail', 'rcpt'],
    leadsTo: 'rcpt',
    replies: {
      success: ['250', '251', '252'],
      failure: ['550', '551', '552', '553', '450', '451', '452', '503', '455', '555', '556', ...REFUSED],
    },
    status: 'standard',
    summary: 'Names one recipient; said once for each of them.',
    references: [rfc(5321, '4.1.1.3')],
  },
  {
    verb: 'DATA',
    arguments: [],
    states: ['rcpt'],
    leadsTo: 'ready',
    replies: { success: ['250'], failure: ['552', '554', '451', '452', '450', '550', '503', ...REFUSED] },
    continues: true,
    status: 'standard',
    summary: 'Announces the message. After 354 the client sends it, ended by a line with a single dot.',
    references: [rfc(5321, '4.1.1.4')],
  },
  {
    verb: 'BDAT',
    arguments: [
      {
        name: 'chunk-size',
        grammar: 'number',
        summary: 'How many octets follow the line end of this command.',
      },
      { name: 'end-marker', grammar: 'last', optional: true, summary: 'LAST with the final chunk.' },
    ],
    states: ['rcpt', 'bdat'],
    leadsTo: 'bdat',
    replies: { success: ['250'], failure: ['552', '554', '451', '452', '550', '503', ...REFUSED] },
    needs: 'CHUNKING',
    status: 'extension',
    summary: 'Sends a chunk of the message by its number of octets, without dot-stuffing.',
    references: [rfc(3030, '2')],
  },
  {
    verb: 'BURL',
    arguments: [
      {
        name: 'absolute-URI',
        grammar: 'string',
        secret: true,
        summary: 'The IMAP URL that the server fetches.',
      },
      { name: 'end-marker', grammar: 'last', optional: true, summary: 'LAST with the final piece.' },
    ],
    states: ['rcpt', 'bdat'],
    leadsTo: 'bdat',
    replies: { success: ['250'], failure: ['552', '554', '451', '452', '503', '504', ...REFUSED] },
    needs: 'BURL',
    status: 'extension',
    summary: 'Lets the server fetch a piece of the message from an IMAP server.',
    references: [rfc(4468, '3.2')],
  },
  {
    verb: 'RSET',
    arguments: [],
    states: ANY,
    replies: { success: ['250'], failure: REFUSED },
    status: 'standard',
    summary: 'Ends the mail transaction under way; nothing of it is kept.',
    references: [rfc(5321, '4.1.1.5')],
  },
  {
    verb: 'VRFY',
    arguments: [
      string('String', 'A user name or an address.'),
      { name: 'SMTPUTF8', grammar: 'parameters', optional: true, summary: 'Lets the answer be UTF-8.' },
    ],
    states: ANY,
    replies: { success: ['250', '251', '252'], failure: ['550', '551', '553', '502', '504', ...REFUSED] },
    status: 'standard',
    summary:
      'Asks whether a mailbox exists. Most servers answer 252, or refuse, so that nobody can harvest addresses.',
    references: [rfc(5321, '4.1.1.6'), rfc(5321, '3.5')],
  },
  {
    verb: 'EXPN',
    arguments: [
      string('String', 'The name of a mailing list.'),
      { name: 'SMTPUTF8', grammar: 'parameters', optional: true, summary: 'Lets the answer be UTF-8.' },
    ],
    states: ANY,
    replies: { success: ['250', '252'], failure: ['550', '502', '504', ...REFUSED] },
    status: 'standard',
    summary: 'Asks who is on a mailing list. Mostly switched off.',
    references: [rfc(5321, '4.1.1.7'), rfc(5321, '3.5')],
  },
  {
    verb: 'HELP',
    arguments: [string('String', 'What to explain.', true)],
    states: ANY,
    replies: { success: ['211', '214', '250'], failure: ['502', '504', ...REFUSED] },
    status: 'standard',
    summary: 'Asks the server for a text about itself.',
    references: [rfc(5321, '4.1.1.8')],
  },
  {
    verb: 'NOOP',
    arguments: [string('String', 'Ignored.', true)],
    states: ANY,
    replies: { success: ['250'], failure: REFUSED },
    status: 'standard',
    summary: 'Does nothing; keeps the connection open.',
    references: [rfc(5321, '4.1.1.9')],
  },
  {
    verb: 'QUIT',
    arguments: [],
    states: ANY,
    leadsTo: 'closed',
    replies: { success: ['221'], failure: REFUSED },
    status: 'standard',
    summary: 'Ends the session; the server answers 221 and closes the connection.',
    references: [rfc(5321, '4.1.1.10')],
  },
  {
    verb: 'STARTTLS',
    arguments: [],
    states: IDLE,
    leadsTo: 'start',
    replies: { success: ['220'], failure: ['454', '501', '502', ...REFUSED] },
    needs: 'STARTTLS',
    status: 'extension',
    summary:
      'Starts TLS. Behind it everything known of the server counts no more: the client says EHLO again.',
    references: [rfc(3207, '4')],
  },
  {
    verb: 'AUTH',
    arguments: [
      { name: 'sasl-mech', grammar: 'saslMechanism', summary: 'The SASL mechanism.' },
      {
        name: 'initial-response',
        grammar: 'base64',
        optional: true,
        secret: true,
        summary: 'The first response in base64; = for an empty one.',
      },
    ],
    states: ['ready'],
    replies: {
      success: ['235'],
      failure: ['432', '454', '500', '534', '535', '538', '501', '503', '504', '524', '525', ...REFUSED],
    },
    continues: true,
    needs: 'AUTH',
    status: 'extension',
    summary:
      'Logs the client in. The server may ask with 334, the client answers in base64, or gives up with *.',
    references: [rfc(4954, '4')],
  },
  {
    verb: 'ETRN',
    arguments: [string('node-name', 'The host whose queue is wanted, perhaps with @ or # in front.')],
    states: ['ready'],
    replies: { success: ['250', '251', '252', '253'], failure: ['458', '459', ...REFUSED] },
    needs: 'ETRN',
    status: 'extension',
    summary: 'Asks the server to send what waits for a host, over a connection of its own.',
    references: [rfc(1985, '5')],
  },
  {
    verb: 'ATRN',
    arguments: [string('domain-list', 'The domains whose mail is wanted, separated by commas.', true)],
    states: ['ready'],
    leadsTo: 'closed',
    replies: { success: ['250'], failure: ['450', '451', '453', '530', '502', ...REFUSED] },
    needs: 'ATRN',
    status: 'extension',
    summary: 'Turns the connection round after a login: the server sends the waiting mail over it.',
    references: [rfc(2645, '5.2.1')],
  },
  {
    verb: 'XCLIENT',
    arguments: [attributes('Attributes such as NAME= and ADDR= of the real client.')],
    states: IDLE,
    leadsTo: 'start',
    replies: { success: ['220'], failure: ['421', '550', '501', '503', '502', '500'] },
    needs: 'XCLIENT',
    status: 'vendor',
    summary: 'Tells a Postfix behind a proxy who the real client is.',
    references: [page('Postfix, XCLIENT', 'https://www.postfix.org/XCLIENT_README.html')],
  },
  {
    verb: 'XFORWARD',
    arguments: [attributes('Attributes such as NAME= and ADDR= of the first client.')],
    states: ['ready'],
    replies: { success: ['250'], failure: ['421', '501', '503', '502', '500'] },
    needs: 'XFORWARD',
    status: 'vendor',
    summary: 'Tells a Postfix behind a content filter who the first client was; only for its log.',
    references: [page('Postfix, XFORWARD', 'https://www.postfix.org/XFORWARD_README.html')],
  },
  ...obsolete(),
];

/** Commands of RFC 821 that only delivered to terminals, or turned a connection without a login. */
function obsolete(): readonly SmtpRow[] {
  const sends = [
    ['SEND', 'Delivered the message to a terminal.', 'F.6'],
    ['SOML', 'Delivered the message to a terminal, or else to the mailbox.', 'F.6'],
    ['SAML', 'Delivered the message to a terminal and to the mailbox.', 'F.6'],
  ] as const;
  return [
    ...sends.map(([verb, summary, section]): SmtpRow => ({
      verb,
      arguments: [{ name: 'Reverse-path', grammar: 'reversePath', summary: 'The sender of the envelope.' }],
      states: ['ready'],
      leadsTo: 'mail',
      replies: { success: ['250'], failure: REFUSED },
      status: 'obsolete',
      summary,
      references: [rfc(5321, section)],
    })),
    {
      verb: 'TURN',
      arguments: [],
      states: ['ready'],
      leadsTo: 'closed',
      replies: { success: ['250'], failure: ['502', ...REFUSED] },
      status: 'obsolete',
      summary:
        'Turned the connection round without asking who the client is: anybody could take the mail of others.',
      references: [rfc(5321, 'F.1')],
    },
  ];
}

const byVerb: ReadonlyMap<string, SmtpRow> = new Map(smtpCommands.map((row) => [row.verb, row]));

/** The row of a command; `verb` in any case. */
export function smtpCommand(verb: string): SmtpRow | undefined {
  return byVerb.get(verb.toUpperCase());
}
