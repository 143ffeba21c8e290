// The parameters that service extensions of SMTP add to MAIL and RCPT.

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A parameter of MAIL or RCPT. */
export interface ParameterRow {
  /** In upper case. */
  readonly name: string;
  readonly on: 'MAIL' | 'RCPT';
  /** The EHLO keyword that the server must have announced. */
  readonly extension: string;
  /** What the value must match; absent: the parameter has no value. */
  readonly value?: RegExp;
  /** The value as a reader sees it. */
  readonly syntax?: string;
  /** Where in the value xtext starts (RFC 3461 4): behind the type of ORCPT. Its characters are not part of `value`. */
  readonly xtext?: 'all' | 'behind type';
  readonly summary: string;
  readonly references: readonly Reference[];
}

/** The parameters, by command and name. */
export const smtpParameters: readonly ParameterRow[] = [
  {
    name: 'SIZE',
    on: 'MAIL',
    extension: 'SIZE',
    value: /^\d{1,20}$/,
    syntax: 'octets',
    summary: 'How large the message is, so that a server can refuse it before it is sent.',
    references: [rfc(1870, '6')],
  },
  {
    name: 'BODY',
    on: 'MAIL',
    extension: '8BITMIME',
    value: /^(?:7BIT|8BITMIME|BINARYMIME)$/i,
    syntax: '7BIT | 8BITMIME | BINARYMIME',
    summary: 'Whether the message has octets above 127, or is binary.',
    references: [rfc(6152, '3'), rfc(3030, '3')],
  },
  {
    name: 'SMTPUTF8',
    on: 'MAIL',
    extension: 'SMTPUTF8',
    summary: 'The message has UTF-8 in its envelope or header.',
    references: [rfc(6531, '3.4')],
  },
  {
    name: 'AUTH',
    on: 'MAIL',
    extension: 'AUTH',
    value: /^./,
    syntax: 'xtext | <>',
    xtext: 'all',
    summary: 'Who handed the message in; <> where that is not known or not trusted.',
    references: [rfc(4954, '5')],
  },
  {
    name: 'RET',
    on: 'MAIL',
    extension: 'DSN',
    value: /^(?:FULL|HDRS)$/i,
    syntax: 'FULL | HDRS',
    summary: 'Whether a report returns the whole message or its header.',
    references: [rfc(3461, '4.3')],
  },
  {
    name: 'ENVID',
    on: 'MAIL',
    extension: 'DSN',
    value: /^.{1,100}$/,
    syntax: 'xtext',
    xtext: 'all',
    summary: 'A name of the transmission that reports come back with.',
    references: [rfc(3461, '4.4')],
  },
  {
    name: 'NOTIFY',
    on: 'RCPT',
    extension: 'DSN',
    value: /^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY)){0,2})$/i,
    syntax: 'NEVER | SUCCESS,FAILURE,DELAY',
    summary: 'When a report is wanted for this recipient.',
    references: [rfc(3461, '4.1')],
  },
  {
    name: 'ORCPT',
    on: 'RCPT',
    extension: 'DSN',
    value: /^[A-Za-z0-9-]+;.{1,500}$/,
    syntax: 'type;xtext',
    xtext: 'behind type',
    summary: 'Whom the sender wrote to, before any forwarding.',
    references: [rfc(3461, '4.2')],
  },
  {
    name: 'BY',
    on: 'MAIL',
    extension: 'DELIVERBY',
    value: /^[+-]?\d{1,9};[NR]T?$/i,
    syntax: 'seconds;N | seconds;R',
    summary:
      'In how many seconds the message has to be delivered, and whether it else is returned or its delay reported.',
    references: [rfc(2852, '4')],
  },
  {
    name: 'MT-PRIORITY',
    on: 'MAIL',
    extension: 'MT-PRIORITY',
    value: /^-?[0-9]$/,
    syntax: '-9 to 9',
    summary: 'How urgent the message is.',
    references: [rfc(6710, '3')],
  },
  {
    name: 'REQUIRETLS',
    on: 'MAIL',
    extension: 'REQUIRETLS',
    summary: 'The message must travel by TLS all the way, or come back.',
    references: [rfc(8689, '2')],
  },
  {
    name: 'HOLDFOR',
    on: 'MAIL',
    extension: 'FUTURERELEASE',
    value: /^[1-9]\d{0,8}$/,
    syntax: 'seconds',
    summary: 'How long the message is held before it is sent.',
    references: [rfc(4865, '3')],
  },
  {
    name: 'HOLDUNTIL',
    on: 'MAIL',
    extension: 'FUTURERELEASE',
    value: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
    syntax: 'date-time',
    summary: 'Until when the message is held.',
    references: [rfc(4865, '3')],
  },
  {
    name: 'RRVS',
    on: 'RCPT',
    extension: 'RRVS',
    value: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)(?:;[CR])?$/i,
    syntax: 'date-time[;C | ;R]',
    summary: 'Since when the recipient must have owned the mailbox.',
    references: [rfc(7293)],
  },
  {
    name: 'MTRK',
    on: 'MAIL',
    extension: 'MTRK',
    value: /^[A-Za-z0-9+/=]{1,128}(?::\d{1,9})?$/,
    syntax: 'certifier[:timeout]',
    summary: 'Lets the sender track the message.',
    references: [rfc(3885)],
  },
  {
    name: 'SOLICIT',
    on: 'MAIL',
    extension: 'NO-SOLICITING',
    value: /^[!-~]+$/,
    syntax: 'keyword,...',
    summary: 'Which kind of solicitation the message is.',
    references: [rfc(3865)],
  },
  {
    name: 'SUBMITTER',
    on: 'MAIL',
    extension: 'SUBMITTER',
    value: /^./,
    syntax: 'xtext',
    xtext: 'all',
    summary: 'Who is responsible for the message (Sender ID).',
    references: [rfc(4405)],
  },
  {
    name: 'TRANSID',
    on: 'MAIL',
    extension: 'CHECKPOINT',
    value: /^<[!-~]+>$/,
    syntax: '<id>',
    summary: 'The transaction to go on with.',
    references: [rfc(1845)],
  },
  {
    name: 'CONPERM',
    on: 'MAIL',
    extension: 'CONPERM',
    summary: 'The message may be converted.',
    references: [rfc(4141)],
  },
  {
    name: 'CONNEG',
    on: 'RCPT',
    extension: 'CONNEG',
    summary: 'The recipient’s capabilities are asked for.',
    references: [rfc(4141)],
  },
  {
    name: 'ALT-ADDRESS',
    on: 'MAIL',
    extension: 'UTF8SMTP',
    value: /^./,
    syntax: 'xtext',
    xtext: 'all',
    summary: 'An ASCII address to use instead (the experiment before SMTPUTF8).',
    references: [rfc(5336)],
  },
  {
    name: 'PRDR',
    on: 'MAIL',
    extension: 'PRDR',
    summary: 'Each recipient is to be answered by itself.',
    references: [page('Exim, specification', 'https://www.exim.org/exim-html-current/doc/html/spec_html/')],
  },
  {
    name: 'XVERP',
    on: 'MAIL',
    extension: 'XVERP',
    value: /^..$/,
    syntax: 'two delimiters',
    summary: 'The server makes a return path of its own for each recipient.',
    references: [page('Postfix, VERP', 'https://www.postfix.org/VERP_README.html')],
  },
];

/** The row of a parameter of MAIL or RCPT, in any case. */
export function smtpParameter(on: 'MAIL' | 'RCPT', name: string): ParameterRow | undefined {
  const upper = name.toUpperCase();
  return smtpParameters.find((row) => row.on === on && row.name === upper);
}
