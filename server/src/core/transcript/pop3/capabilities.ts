// The capabilities of POP3 (RFC 2449 5, 6): what each lets a client do.

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A capability. */
export interface CapabilityRow {
  /** The tag, in upper case. */
  readonly tag: string;
  /** What may stand behind the tag, as a reader sees it; empty: nothing. */
  readonly syntax: string;
  /** What it must match, parameters joined by single spaces; absent: anything. */
  readonly parameters?: RegExp;
  readonly summary: string;
  /** True where its value may be another behind the login. */
  readonly differs?: boolean;
  readonly status: 'standard' | 'vendor';
  readonly references: readonly Reference[];
}

const gmail = page('Gmail Help, POP', 'https://support.google.com/mail/answer/7104828');
const zimbra = page('Zimbra', 'https://wiki.zimbra.com/wiki/POP');
const dovecot = page('Dovecot, POP3', 'https://doc.dovecot.org/');

/** The capabilities, by tag. */
export const pop3Capabilities: readonly CapabilityRow[] = [
  {
    tag: 'AUTH-RESP-CODE',
    syntax: '',
    parameters: /^$/,
    summary: 'A login that fails because of the name or the password is answered with the code [AUTH].',
    status: 'standard',
    references: [rfc(3206, '6')],
  },
  {
    tag: 'CAPA',
    syntax: '',
    summary: 'The server knows CAPA, which its answer shows already. Dovecot lists it.',
    status: 'vendor',
    references: [dovecot],
  },
  {
    tag: 'EXPIRE',
    syntax: 'days or NEVER, USER where it differs by user',
    parameters: /^(?:\d{1,9}|NEVER)(?: USER)?$/i,
    summary: 'How many days the server keeps messages; 0: what was fetched may go at QUIT.',
    differs: true,
    status: 'standard',
    references: [rfc(2449, '6.7')],
  },
  {
    tag: 'IMPLEMENTATION',
    syntax: 'name',
    parameters: /\S/,
    summary: 'The name of the server’s software. Not to be decided upon by a client.',
    differs: true,
    status: 'standard',
    references: [rfc(2449, '6.9')],
  },
  {
    tag: 'LANG',
    syntax: '',
    parameters: /^$/,
    summary: 'The command LANG chooses the language of texts.',
    status: 'standard',
    references: [rfc(6856, '3')],
  },
  {
    tag: 'LOGIN-DELAY',
    syntax: 'seconds, USER where it differs by user',
    parameters: /^\d{1,9}(?: USER)?$/i,
    summary: 'How many seconds must lie between two logins.',
    differs: true,
    status: 'standard',
    references: [rfc(2449, '6.5')],
  },
  {
    tag: 'PIPELINING',
    syntax: '',
    parameters: /^$/,
    summary: 'A client need not wait for the reply to a command before it says the next.',
    status: 'standard',
    references: [rfc(2449, '6.6')],
  },
  {
    tag: 'RESP-CODES',
    syntax: '',
    parameters: /^$/,
    summary: 'Text in brackets at the start of a reply is a code such as [IN-USE].',
    status: 'standard',
    references: [rfc(2449, '6.4')],
  },
  {
    tag: 'SASL',
    syntax: 'mechanism ...',
    parameters: /^(?:[A-Za-z0-9_-]{1,20}(?: [A-Za-z0-9_-]{1,20})*)?$/,
    summary: 'AUTH logs in by one of the mechanisms listed.',
    differs: true,
    status: 'standard',
    references: [rfc(5034, '3'), rfc(2449, '6.3')],
  },
  {
    tag: 'STLS',
    syntax: '',
    parameters: /^$/,
    summary: 'STLS starts TLS.',
    differs: true,
    status: 'standard',
    references: [rfc(2595, '4')],
  },
  {
    tag: 'TOP',
    syntax: '',
    parameters: /^$/,
    summary: 'TOP fetches a header and the first lines of a body.',
    status: 'standard',
    references: [rfc(2449, '6.1')],
  },
  {
    tag: 'UIDL',
    syntax: '',
    parameters: /^$/,
    summary: 'UIDL tells identifiers that stay the same from session to session.',
    status: 'standard',
    references: [rfc(2449, '6.8')],
  },
  {
    tag: 'USER',
    syntax: '',
    summary: 'USER and PASS log in; other ways may exist beside them.',
    status: 'standard',
    references: [rfc(2449, '6.2')],
  },
  {
    tag: 'UTF8',
    syntax: 'USER where names and passwords may hold UTF-8',
    parameters: /^(?:USER)?$/i,
    summary: 'UTF8 lets messages and replies hold UTF-8.',
    status: 'standard',
    references: [rfc(6856, '2')],
  },
  {
    tag: 'APOP',
    syntax: '',
    summary:
      'APOP logs in by a digest. The standard has no such capability: the time stamp of the greeting says it.',
    status: 'vendor',
    references: [rfc(2449, '6')],
  },
  {
    tag: 'XOIP',
    syntax: '',
    summary: 'A proxy may say which address the client has.',
    status: 'vendor',
    references: [zimbra],
  },
  {
    tag: 'X-ZIMBRA',
    syntax: '',
    summary: 'Zimbra’s own login.',
    status: 'vendor',
    references: [zimbra],
  },
  {
    tag: 'X-GOOGLE-RICO',
    syntax: '',
    summary: 'A mark of Gmail’s server, without a meaning for clients.',
    status: 'vendor',
    references: [gmail],
  },
  {
    tag: 'XCLIENT',
    syntax: 'attribute ...',
    summary: 'A proxy may say from where the client comes.',
    status: 'vendor',
    references: [dovecot],
  },
];

const byTag: ReadonlyMap<string, CapabilityRow> = new Map(pop3Capabilities.map((each) => [each.tag, each]));

/** The row of a capability; `tag` in any case. */
export function pop3Capability(tag: string): CapabilityRow | undefined {
  return byTag.get(tag.toUpperCase());
}
