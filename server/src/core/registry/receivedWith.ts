// The protocols, links and further clauses that a Received field can name (RFC 5321, 4.4).
import type { Reference } from './reference.ts';
import { page, rfc } from './reference.ts';

/** A value of the `with` clause. */
export interface WithProtocol {
  /** As registered; names are compared without regard to case. */
  readonly name: string;
  /** Whether the connection was encrypted; `undefined` where the name says nothing about it. */
  readonly tls?: boolean;
  /** Whether the client logged in; `undefined` where the name says nothing about it. */
  readonly authenticated?: boolean;
  /** Whether the message used SMTPUTF8. */
  readonly internationalized?: boolean;
  readonly status: 'standard' | 'unofficial';
  readonly summary: string;
  readonly reference: Reference;
}

/** A value of the `via` clause. */
export interface ViaLink {
  readonly name: string;
  readonly summary: string;
  readonly reference: Reference;
}

/** A clause of Received: the five of the standard, and those registered later. */
export interface ReceivedClause {
  /** In lower case; names are compared without regard to case. */
  readonly name: string;
  readonly summary: string;
  readonly reference: Reference;
}

const trace = rfc(5321, '4.4');
const transmissionTypes = rfc(3848, '1');
const internationalTypes = rfc(6531, '4.3');
const registry = page(
  'Mail parameters registry',
  'https://www.iana.org/assignments/mail-parameters/mail-parameters.xhtml',
);

/** Every known protocol, registered ones first. */
export const withProtocols: readonly WithProtocol[] = [
  {
    name: 'SMTP',
    tls: false,
    authenticated: false,
    status: 'standard',
    summary: 'SMTP without extensions, started with HELO.',
    reference: trace,
  },
  {
    name: 'ESMTP',
    tls: false,
    authenticated: false,
    status: 'standard',
    summary: 'SMTP with extensions, without TLS and without a login.',
    reference: trace,
  },
  {
    name: 'ESMTPA',
    tls: false,
    authenticated: true,
    status: 'standard',
    summary: 'SMTP with extensions after a login, without TLS.',
    reference: transmissionTypes,
  },
  {
    name: 'ESMTPS',
    tls: true,
    authenticated: false,
    status: 'standard',
    summary: 'SMTP with extensions over TLS, without a login.',
    reference: transmissionTypes,
  },
  {
    name: 'ESMTPSA',
    tls: true,
    authenticated: true,
    status: 'standard',
    summary: 'SMTP with extensions over TLS and after a login, as mail programs submit.',
    reference: transmissionTypes,
  },
  {
    name: 'LMTP',
    tls: false,
    authenticated: false,
    status: 'standard',
    summary: 'Local delivery by LMTP, without TLS and without a login.',
    reference: transmissionTypes,
  },
  {
    name: 'LMTPA',
    tls: false,
    authenticated: true,
    status: 'standard',
    summary: 'Local delivery by LMTP after a login, without TLS.',
    reference: transmissionTypes,
  },
  {
    name: 'LMTPS',
    tls: true,
    authenticated: false,
    status: 'standard',
    summary: 'Local delivery by LMTP over TLS, without a login.',
    reference: transmissionTypes,
  },
  {
    name: 'LMTPSA',
    tls: true,
    authenticated: true,
    status: 'standard',
    summary: 'Local delivery by LMTP over TLS and after a login.',
    reference: transmissionTypes,
  },
  {
    name: 'UTF8SMTP',
    tls: false,
    authenticated: false,
    internationalized: true,
    status: 'standard',
    summary: 'SMTP with internationalized addresses, without TLS and without a login.',
    reference: internationalTypes,
  },
  {
    name: 'UTF8SMTPA',
    tls: false,
    authenticated: true,
    internationalized: true,
    status: 'standard',
    summary: 'SMTP with internationalized addresses after a login, without TLS.',
    reference: internationalTypes,
  },
  {
    name: 'UTF8SMTPS',
    tls: true,
    authenticated: false,
    internationalized: true,
    status: 'standard',
    summary: 'SMTP with internationalized addresses over TLS, without a login.',
    reference: internationalTypes,
  },
  {
    name: 'UTF8SMTPSA',
    tls: true,
    authenticated: true,
    internationalized: true,
    status: 'standard',
    summary: 'SMTP with internationalized addresses over TLS and after a login.',
    reference: internationalTypes,
  },
  {
    name: 'UTF8LMTP',
    tls: false,
    authenticated: false,
    internationalized: true,
    status: 'standard',
    summary: 'Local delivery by LMTP with internationalized addresses, without TLS and without a login.',
    reference: internationalTypes,
  },
  {
    name: 'UTF8LMTPA',
    tls: false,
    authenticated: true,
    internationalized: true,
    status: 'standard',
    summary: 'Local delivery by LMTP with internationalized addresses after a login, without TLS.',
    reference: internationalTypes,
  },
  {
    name: 'UTF8LMTPS',
    tls: true,
    authenticated: false,
    internationalized: true,
    status: 'standard',
    summary: 'Local delivery by LMTP with internationalized addresses over TLS, without a login.',
    reference: internationalTypes,
  },
  {
    name: 'UTF8LMTPSA',
    tls: true,
    authenticated: true,
    internationalized: true,
    status: 'standard',
    summary: 'Local delivery by LMTP with internationalized addresses over TLS and after a login.',
    reference: internationalTypes,
  },
  {
    name: 'MMS',
    status: 'standard',
    summary: 'A multimedia message from a mobile network.',
    reference: registry,
  },
  {
    name: 'HTTP',
    status: 'unofficial',
    summary: 'The message was handed in through a web page or a web interface.',
    reference: registry,
  },
  {
    name: 'HTTPS',
    tls: true,
    status: 'unofficial',
    summary: 'The message was handed in through an encrypted web page or web interface.',
    reference: registry,
  },
  {
    name: 'MAPI',
    status: 'unofficial',
    summary: 'The message was handed to Exchange by Outlook or another program of Microsoft.',
    reference: registry,
  },
  {
    name: 'NNTP',
    status: 'unofficial',
    summary: 'The message came from a news server.',
    reference: registry,
  },
  { name: 'UUCP', status: 'unofficial', summary: 'The message came over a UUCP link.', reference: registry },
  {
    name: 'POP3',
    status: 'unofficial',
    summary: 'The message was fetched from another mailbox by POP3.',
    reference: registry,
  },
  {
    name: 'IMAP',
    status: 'unofficial',
    summary: 'The message was fetched from another mailbox by IMAP.',
    reference: registry,
  },
  {
    name: 'local',
    status: 'unofficial',
    summary: 'The message was made on the server itself.',
    reference: registry,
  },
  {
    name: 'ASMTP',
    authenticated: true,
    status: 'unofficial',
    summary: 'SMTP after a login, as older servers wrote it.',
    reference: registry,
  },
  {
    name: 'Microsoft',
    status: 'unofficial',
    summary:
      'The first word of "Microsoft SMTP Server" or "Microsoft SMTPSVC", as Exchange and Windows write it.',
    reference: registry,
  },
];

/** Every known link type. */
export const viaLinks: readonly ViaLink[] = [
  { name: 'TCP', summary: 'The usual way: a TCP connection.', reference: trace },
  { name: 'UUCP', summary: 'A UUCP link, as used before the internet was everywhere.', reference: trace },
  { name: 'FrontEnd', summary: 'Within Exchange, through its front-end service.', reference: trace },
  { name: 'Mailbox', summary: 'Within Exchange, through its mailbox service.', reference: trace },
];

/** Every known clause, in the order in which they stand. */
export const receivedClauses: readonly ReceivedClause[] = [
  {
    name: 'from',
    summary: 'The name the client gave for itself, then in brackets what the server saw of it.',
    reference: trace,
  },
  { name: 'by', summary: 'The server that took the message over and wrote this record.', reference: trace },
  { name: 'via', summary: 'The kind of link, where it is not the usual one.', reference: trace },
  { name: 'with', summary: 'The protocol, whose name also tells about TLS and login.', reference: trace },
  {
    name: 'id',
    summary: "The identifier in that server's log. Quote it when you ask its postmaster.",
    reference: trace,
  },
  {
    name: 'for',
    summary: 'The recipient of the envelope, when there was only one to name.',
    reference: trace,
  },
  { name: 'tls', summary: 'The TLS cipher suite of the connection.', reference: rfc(8314, '4.3') },
  {
    name: 'group',
    summary: 'The key exchange group of the TLS connection, after the cipher suite.',
    reference: rfc(8314, '4.3'),
  },
  {
    name: 'priority',
    summary: 'The priority with which the message was transferred.',
    reference: rfc(6710, '7'),
  },
];

const protocolsByName = new Map(withProtocols.map((protocol) => [protocol.name.toUpperCase(), protocol]));
const linksByName = new Map(viaLinks.map((link) => [link.name.toUpperCase(), link]));
const clausesByName = new Map(receivedClauses.map((clause) => [clause.name, clause]));

/** The protocol of this name, in any case; `undefined` for an unknown one. */
export function withProtocol(name: string): WithProtocol | undefined {
  return protocolsByName.get(name.toUpperCase());
}

/** The link of this name, in any case; `undefined` for an unknown one. */
export function viaLink(name: string): ViaLink | undefined {
  return linksByName.get(name.toUpperCase());
}

/** The clause of this name, in any case; `undefined` for an unknown one. */
export function receivedClause(name: string): ReceivedClause | undefined {
  return clausesByName.get(name.toLowerCase());
}
