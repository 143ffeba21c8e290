// The service extensions of SMTP by their EHLO keyword.

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A service extension (RFC 5321 2.2). */
export interface ExtensionRow {
  /** The EHLO keyword, in upper case. */
  readonly keyword: string;
  /** What may stand behind the keyword, as a reader sees it; empty: nothing. */
  readonly syntax: string;
  /** What it must match, parameters joined by single spaces; absent: anything. */
  readonly parameters?: RegExp;
  /** What the extension lets a client do. */
  readonly summary: string;
  readonly status: 'standard' | 'experimental' | 'obsolete' | 'vendor';
  readonly references: readonly Reference[];
}

const exim = page('Exim, specification', 'https://www.exim.org/exim-html-current/doc/html/spec_html/');
const exchange = page(
  'Exchange Server protocols',
  'https://learn.microsoft.com/openspecs/exchange_server_protocols/',
);

/** The extensions, by keyword. */
export const smtpExtensions: readonly ExtensionRow[] = [
  {
    keyword: '8BITMIME',
    syntax: '',
    parameters: /^$/,
    summary: 'Messages may hold octets above 127 when MAIL says BODY=8BITMIME.',
    status: 'standard',
    references: [rfc(6152, '3')],
  },
  {
    keyword: 'ATRN',
    syntax: '',
    summary: 'A client that is logged in may turn the connection round and take its waiting mail.',
    status: 'standard',
    references: [rfc(2645, '5.2.1')],
  },
  {
    keyword: 'AUTH',
    syntax: 'mechanism ...',
    parameters: /^[A-Z0-9_-]{1,20}(?: [A-Z0-9_-]{1,20})*$/i,
    summary: 'Clients may log in, by one of the SASL mechanisms listed.',
    status: 'standard',
    references: [rfc(4954, '3')],
  },
  {
    keyword: 'BINARYMIME',
    syntax: '',
    parameters: /^$/,
    summary: 'Messages may hold any octets in lines of any length, sent in chunks with BODY=BINARYMIME.',
    status: 'standard',
    references: [rfc(3030, '3')],
  },
  {
    keyword: 'BURL',
    syntax: '[imap | imap://host ...]',
    summary: 'The server fetches pieces of the message from an IMAP server.',
    status: 'standard',
    references: [rfc(4468, '3.1')],
  },
  {
    keyword: 'CHECKPOINT',
    syntax: '',
    summary: 'A message that was cut off can be continued.',
    status: 'experimental',
    references: [rfc(1845)],
  },
  {
    keyword: 'CHUNKING',
    syntax: '',
    parameters: /^$/,
    summary: 'Messages may be sent in chunks by BDAT instead of DATA.',
    status: 'standard',
    references: [rfc(3030, '2')],
  },
  {
    keyword: 'CONNEG',
    syntax: '',
    summary: 'Recipients’ capabilities can be asked for.',
    status: 'standard',
    references: [rfc(4141)],
  },
  {
    keyword: 'CONPERM',
    syntax: '',
    summary: 'The sender may permit the message to be converted.',
    status: 'standard',
    references: [rfc(4141)],
  },
  {
    keyword: 'DELIVERBY',
    syntax: '[seconds]',
    parameters: /^(?:\d{0,9}(?:,.*)?)?$/,
    summary:
      'The sender may say by when the message has to be delivered; the number is the shortest time accepted.',
    status: 'standard',
    references: [rfc(2852, '3')],
  },
  {
    keyword: 'DSN',
    syntax: '',
    parameters: /^$/,
    summary: 'The sender may say which delivery reports are wanted: NOTIFY, ORCPT, RET, ENVID.',
    status: 'standard',
    references: [rfc(3461, '4')],
  },
  {
    keyword: 'ENHANCEDSTATUSCODES',
    syntax: '',
    parameters: /^$/,
    summary: 'Replies carry a second code such as 5.1.1 that says more than the first.',
    status: 'standard',
    references: [rfc(2034, '4')],
  },
  {
    keyword: 'ETRN',
    syntax: '',
    parameters: /^$/,
    summary: 'A host may ask for its waiting mail to be sent to it.',
    status: 'standard',
    references: [rfc(1985, '3')],
  },
  {
    keyword: 'EXPN',
    syntax: '',
    summary: 'The server expands mailing lists.',
    status: 'standard',
    references: [rfc(5321, '4.1.1.7')],
  },
  {
    keyword: 'FUTURERELEASE',
    syntax: 'max-interval max-datetime',
    parameters: /^\d{1,9} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
    summary: 'Messages may be held until a time: HOLDFOR and HOLDUNTIL.',
    status: 'standard',
    references: [rfc(4865, '3')],
  },
  {
    keyword: 'HELP',
    syntax: '',
    summary: 'The server answers HELP.',
    status: 'standard',
    references: [rfc(5321, '4.1.1.8')],
  },
  {
    keyword: 'LIMITS',
    syntax: 'name=value ...',
    parameters: /^[A-Z0-9_-]+=[!-~]+(?: [A-Z0-9_-]+=[!-~]+)*$/i,
    summary: 'How much one session takes: MAILMAX transactions, RCPTMAX recipients, RCPTDOMAINMAX domains.',
    status: 'standard',
    references: [rfc(9422)],
  },
  {
    keyword: 'MT-PRIORITY',
    syntax: '[profile]',
    summary: 'Messages may have a priority from -9 to 9.',
    status: 'standard',
    references: [rfc(6710, '3')],
  },
  {
    keyword: 'MTRK',
    syntax: '',
    summary: 'Messages can be tracked.',
    status: 'standard',
    references: [rfc(3885)],
  },
  {
    keyword: 'NO-SOLICITING',
    syntax: '[keyword,...]',
    summary: 'The server names kinds of solicitations it does not take.',
    status: 'standard',
    references: [rfc(3865)],
  },
  {
    keyword: 'PIPELINING',
    syntax: '',
    parameters: /^$/,
    summary: 'Several commands may be sent before their replies are read.',
    status: 'standard',
    references: [rfc(2920, '3.1')],
  },
  {
    keyword: 'REQUIRETLS',
    syntax: '',
    parameters: /^$/,
    summary: 'The sender may insist on TLS all the way.',
    status: 'standard',
    references: [rfc(8689, '2')],
  },
  {
    keyword: 'RRVS',
    syntax: '',
    summary: 'A recipient may be required to have owned the mailbox since a time.',
    status: 'standard',
    references: [rfc(7293)],
  },
  {
    keyword: 'SIZE',
    syntax: '[octets]',
    parameters: /^\d{0,20}$/,
    summary: 'The largest message the server takes, in octets; none or 0: it does not say.',
    status: 'standard',
    references: [rfc(1870, '4')],
  },
  {
    keyword: 'SMTPUTF8',
    syntax: '',
    parameters: /^$/,
    summary: 'Addresses and header fields may be UTF-8 when MAIL says SMTPUTF8.',
    status: 'standard',
    references: [rfc(6531, '3.1')],
  },
  {
    keyword: 'STARTTLS',
    syntax: '',
    parameters: /^$/,
    summary: 'The connection can be protected by TLS.',
    status: 'standard',
    references: [rfc(3207, '3')],
  },
  {
    keyword: 'SUBMITTER',
    syntax: '',
    summary: 'MAIL may name who is responsible for the message (Sender ID).',
    status: 'obsolete',
    references: [rfc(4405)],
  },
  {
    keyword: 'UTF8SMTP',
    syntax: '',
    summary: 'The experiment that SMTPUTF8 replaced.',
    status: 'obsolete',
    references: [rfc(5336)],
  },
  {
    keyword: 'VRFY',
    syntax: '',
    summary: 'The server answers VRFY.',
    status: 'standard',
    references: [rfc(5321, '4.1.1.6')],
  },
  ...(['SEND', 'SOML', 'SAML', 'TURN'] as const).map((keyword): ExtensionRow => ({
    keyword,
    syntax: '',
    summary: 'A command of RFC 821 that nobody needs any more.',
    status: 'obsolete',
    references: [rfc(5321, keyword === 'TURN' ? 'F.1' : 'F.6')],
  })),
  {
    keyword: 'PRDR',
    syntax: '',
    summary: 'Each recipient gets an answer of its own behind the message.',
    status: 'vendor',
    references: [exim],
  },
  ...(['PIPECONNECT', 'PIPE_CONNECT', 'X_PIPE_CONNECT'] as const).map((keyword): ExtensionRow => ({
    keyword,
    syntax: '',
    summary: 'Commands may be sent together with the connection, before the greeting.',
    status: 'vendor',
    references: [exim],
  })),
  ...(['VERB', 'ONEX'] as const).map((keyword): ExtensionRow => ({
    keyword,
    syntax: '',
    summary: 'A command of sendmail: more words, or one transaction only.',
    status: 'vendor',
    references: [
      page('IANA, mail parameters', 'https://www.iana.org/assignments/mail-parameters/mail-parameters.xhtml'),
    ],
  })),
  {
    keyword: 'XCLIENT',
    syntax: 'attribute ...',
    summary: 'A trusted client may say whom it speaks for.',
    status: 'vendor',
    references: [page('Postfix, XCLIENT', 'https://www.postfix.org/XCLIENT_README.html')],
  },
  {
    keyword: 'XFORWARD',
    syntax: 'attribute ...',
    summary: 'A trusted client may say who the first client was, for the log.',
    status: 'vendor',
    references: [page('Postfix, XFORWARD', 'https://www.postfix.org/XFORWARD_README.html')],
  },
  {
    keyword: 'WELLKNOWN',
    syntax: '',
    summary: 'The command WELLKNOWN asks Exim for a file, such as the answer to a challenge of ACME.',
    status: 'vendor',
    references: [exim],
  },
  {
    keyword: 'IGNOREQUOTA',
    syntax: '',
    summary: 'RCPT may ask Cyrus to deliver by LMTP into a mailbox that is full.',
    status: 'vendor',
    references: [page('Cyrus IMAP', 'https://www.cyrusimap.org/')],
  },
  {
    keyword: 'XVERP',
    syntax: '[delimiters]',
    summary: 'The server makes a return path of its own for each recipient.',
    status: 'vendor',
    references: [page('Postfix, VERP', 'https://www.postfix.org/VERP_README.html')],
  },
  {
    keyword: 'X-EXPS',
    syntax: 'mechanism ...',
    summary: 'How Exchange servers log in to each other.',
    status: 'vendor',
    references: [exchange],
  },
  {
    keyword: 'X-ANONYMOUSTLS',
    syntax: '',
    summary: 'TLS between Exchange servers, with certificates nobody checks.',
    status: 'vendor',
    references: [exchange],
  },
  {
    keyword: 'X-LINK2STATE',
    syntax: '',
    summary: 'Routing information between old Exchange servers.',
    status: 'vendor',
    references: [exchange],
  },
  {
    keyword: 'XEXCH50',
    syntax: '',
    summary: 'Properties of a message between old Exchange servers.',
    status: 'vendor',
    references: [exchange],
  },
  {
    keyword: 'XRDST',
    syntax: '',
    summary: 'Routing between Exchange servers.',
    status: 'vendor',
    references: [exchange],
  },
];

const byKeyword: ReadonlyMap<string, ExtensionRow> = new Map(smtpExtensions.map((row) => [row.keyword, row]));

/** The row of an EHLO keyword, in any case. */
export function smtpExtension(keyword: string): ExtensionRow | undefined {
  return byKeyword.get(keyword.toUpperCase());
}
