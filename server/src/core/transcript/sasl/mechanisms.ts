// The SASL mechanisms: what each side sends in each step, what of it is secret, and how much the mechanism protects.

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { attributes, bearer, directives, json, nothing, separated, userDigest, whole } from './formats.ts';
import type { SaslFormat } from './formats.ts';
import { ntlm, ntlmOfClient } from './ntlm.ts';

/** What somebody who reads the connection gains. */
export type SaslStrength =
  /** The password itself, or what counts as it. */
  | 'clear'
  /** A token that works until it ends. */
  | 'token'
  /** Something from which a weak password can be computed. */
  | 'weak'
  /** Next to nothing. */
  | 'strong'
  /** Nothing: the mechanism says nothing secret. */
  | 'none';

/** One message of a mechanism. */
export interface SaslStep {
  /** What it says, in a few words. */
  readonly summary: string;
  readonly format: SaslFormat;
}

/** One mechanism. */
export interface SaslMechanism {
  /** As it is registered; a family ends with `*`. */
  readonly name: string;
  /** Who speaks first. A client that speaks first may do so in the command. */
  readonly first: 'client' | 'server';
  /** The client's messages in order; the last one stands for all that follow. */
  readonly client: readonly SaslStep[];
  /** The server's: of a client that speaks first, what follows each message; else what stands in front of it. */
  readonly server: readonly SaslStep[];
  readonly strength: SaslStrength;
  readonly status: 'current' | 'limited' | 'obsolete' | 'vendor';
  readonly summary: string;
  readonly references: readonly Reference[];
}

const step = (summary: string, format: SaslFormat): SaslStep => ({ summary, format });
const oauthError = step('why the token is refused, as JSON', json);

const scram = (name: string, hash: string, ...references: readonly Reference[]): SaslMechanism => ({
  name,
  first: 'client',
  client: [
    step('the user and a nonce', attributes('nr')),
    step('both nonces and the proof that the client knows the password', attributes('crp')),
    step('nothing more', nothing),
  ],
  server: [
    step('both nonces, the salt and how often to hash', attributes('rsi')),
    step('the proof that the server knows the password, or an error', attributes('v')),
  ],
  strength: 'strong',
  status: 'current',
  summary: `Proves the password by ${hash} without sending it; the server proves itself too.${
    name.endsWith('-PLUS') ? ' Bound to the TLS connection, so that nobody in the middle can pass it on.' : ''
  }`,
  references,
});

const RFC5802 = [rfc(5802, '5'), rfc(5802, '7')] as const;
const ntlmPage = page(
  'NT LAN Manager Authentication Protocol',
  'https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/',
);
const xoauth2Page = page(
  'Gmail, OAuth 2.0 mechanism',
  'https://developers.google.com/workspace/gmail/imap/xoauth2-protocol',
);

/** The mechanisms, by name. Families stand behind their members. */
export const saslMechanisms: readonly SaslMechanism[] = [
  {
    name: 'PLAIN',
    first: 'client',
    client: [
      step(
        'whom to act as, the user and the password, with NULs between them',
        separated([['authzid'], ['user'], ['password', 'password']]),
      ),
    ],
    server: [],
    strength: 'clear',
    status: 'current',
    summary: 'Sends the user and the password as they are; base64 hides nothing. Only under TLS.',
    references: [rfc(4616, '2')],
  },
  {
    name: 'LOGIN',
    first: 'server',
    client: [step('the user', whole('user')), step('the password', whole('password', 'password'))],
    server: [step('asks for the user', whole('prompt')), step('asks for the password', whole('prompt'))],
    strength: 'clear',
    status: 'obsolete',
    summary:
      'Sends the user, then the password, as they are. Never a standard; PLAIN does the same in one step.',
    references: [
      page(
        'The LOGIN SASL mechanism (draft)',
        'https://datatracker.ietf.org/doc/html/draft-murchison-sasl-login-00',
      ),
    ],
  },
  {
    name: 'CRAM-MD5',
    first: 'server',
    client: [step('the user and a keyed MD5 digest of the challenge', userDigest)],
    server: [step('the challenge: a text used once', whole('challenge'))],
    strength: 'weak',
    status: 'limited',
    summary:
      'Proves the password by a digest. Whoever reads both lines can try passwords; the server proves nothing.',
    references: [rfc(2195, '2')],
  },
  {
    name: 'DIGEST-MD5',
    first: 'server',
    client: [
      step(
        'the user, nonces and a digest',
        directives('username', 'nonce', 'cnonce', 'nc', 'digest-uri', 'response'),
      ),
      step('nothing more', nothing),
    ],
    server: [
      step('realm, nonce and what the server can do', directives('nonce', 'algorithm')),
      step('the proof that the server knows the password', directives('rspauth')),
    ],
    strength: 'weak',
    status: 'obsolete',
    summary:
      'Proves the password by MD5 as HTTP does. Too intricate to be done right; given up in favour of SCRAM.',
    references: [rfc(2831, '2.1'), rfc(6331)],
  },
  scram('SCRAM-SHA-1', 'SHA-1', ...RFC5802),
  scram('SCRAM-SHA-1-PLUS', 'SHA-1', ...RFC5802, rfc(5802, '6')),
  scram('SCRAM-SHA-256', 'SHA-256', rfc(7677), ...RFC5802),
  scram('SCRAM-SHA-256-PLUS', 'SHA-256', rfc(7677), ...RFC5802, rfc(5802, '6')),
  scram('SCRAM-SHA-512', 'SHA-512', ...RFC5802),
  scram('SCRAM-SHA-512-PLUS', 'SHA-512', ...RFC5802, rfc(5802, '6')),
  {
    name: 'XOAUTH2',
    first: 'client',
    client: [
      step('the user and an access token', bearer(false)),
      step('nothing: the error was read', nothing),
    ],
    server: [oauthError],
    strength: 'token',
    status: 'vendor',
    summary:
      'Logs in with an OAuth 2.0 access token, as Google and Microsoft began to. The token is as good as a password until it ends.',
    references: [xoauth2Page],
  },
  {
    name: 'OAUTHBEARER',
    first: 'client',
    client: [
      step('the user, the server and an access token', bearer(true)),
      step('^A: the error was read', bearer(true)),
    ],
    server: [oauthError],
    strength: 'token',
    status: 'current',
    summary: 'Logs in with an OAuth 2.0 access token. The token is as good as a password until it ends.',
    references: [rfc(7628, '3.1'), rfc(7628, '3.2.2')],
  },
  {
    name: 'OAUTH10A',
    first: 'client',
    client: [step('the server and a signed request', bearer(true))],
    server: [oauthError],
    strength: 'token',
    status: 'limited',
    summary: 'Logs in with a request signed by OAuth 1.0a.',
    references: [rfc(7628, '3.3')],
  },
  {
    name: 'EXTERNAL',
    first: 'client',
    client: [step('whom to act as, or nothing', whole('authzid'))],
    server: [],
    strength: 'none',
    status: 'current',
    summary: 'The client is known already: by its TLS certificate or by where it connects from.',
    references: [rfc(4422, 'A.1')],
  },
  {
    name: 'ANONYMOUS',
    first: 'client',
    client: [step('words to find the client by: an address or a name', whole('trace'))],
    server: [],
    strength: 'none',
    status: 'limited',
    summary: 'Logs in as nobody in particular.',
    references: [rfc(4505, '2')],
  },
  {
    name: 'GSSAPI',
    first: 'client',
    client: [step('a Kerberos token', whole('token', 'token'))],
    server: [step('a Kerberos token', whole('token'))],
    strength: 'strong',
    status: 'current',
    summary: 'Logs in with a Kerberos 5 ticket.',
    references: [rfc(4752)],
  },
  {
    name: 'GSS-SPNEGO',
    first: 'client',
    client: [step('a negotiation token', whole('token', 'token'))],
    server: [step('a negotiation token', whole('token'))],
    strength: 'strong',
    status: 'vendor',
    summary: 'Kerberos or NTLM, as the two sides agree.',
    references: [
      page('SASL mechanisms', 'https://www.iana.org/assignments/sasl-mechanisms/sasl-mechanisms.xhtml'),
    ],
  },
  {
    name: 'KERBEROS_V4',
    first: 'server',
    client: [
      step('a Kerberos 4 ticket', whole('token', 'token')),
      step('what the sides agreed on', whole('token', 'token')),
    ],
    server: [step('a random number', whole('challenge')), step('the number, encrypted', whole('challenge'))],
    strength: 'weak',
    status: 'obsolete',
    summary: 'Logs in with a Kerberos 4 ticket, which nothing uses any more.',
    references: [rfc(1731, '2')],
  },
  {
    name: 'NTLM',
    first: 'client',
    client: [
      step('what the client can do', ntlmOfClient),
      step('the user and answers computed from the password', ntlmOfClient),
    ],
    server: [step('a challenge', ntlm)],
    strength: 'weak',
    status: 'vendor',
    summary:
      'Logs in with a Windows password by challenge and answer. Its answers can be passed on and broken.',
    references: [ntlmPage],
  },
  {
    name: 'XOAUTH',
    first: 'client',
    client: [step('a signed request', whole('token', 'token'))],
    server: [],
    strength: 'token',
    status: 'obsolete',
    summary: 'Logs in with a request signed by OAuth 1.0; gone since 2015.',
    references: [xoauth2Page],
  },
  {
    name: 'SECURID',
    first: 'client',
    client: [
      step(
        'whom to act as, the user and the code of a device',
        separated([['authzid'], ['user'], ['code', 'code'], ['PIN', 'code']], 3),
      ),
    ],
    server: [step('asks for another code', whole('prompt'))],
    strength: 'weak',
    status: 'limited',
    summary: 'Logs in with the code that a device shows.',
    references: [rfc(2808)],
  },
  {
    name: 'OTP',
    first: 'client',
    client: [
      step('whom to act as and the user', separated([['authzid'], ['user']])),
      step('the one-time password', whole('one-time password', 'code')),
    ],
    server: [step('algorithm, number and seed', whole('challenge'))],
    strength: 'weak',
    status: 'limited',
    summary: 'Logs in with a password that works once.',
    references: [rfc(2444)],
  },
  {
    name: 'SKEY',
    first: 'client',
    client: [
      step('the user', whole('user')),
      step('the one-time password', whole('one-time password', 'code')),
    ],
    server: [step('number and seed', whole('challenge'))],
    strength: 'weak',
    status: 'obsolete',
    summary: 'Logs in with a password that works once; OTP took its place.',
    references: [rfc(1731, '4')],
  },
  {
    name: 'GS2-*',
    first: 'client',
    client: [step('a token of a GSS-API mechanism', whole('token', 'token'))],
    server: [step('a token of a GSS-API mechanism', whole('token'))],
    strength: 'strong',
    status: 'limited',
    summary: 'Any mechanism of the GSS-API, wrapped for SASL.',
    references: [rfc(5801)],
  },
];

/** What a server says to a client that is to begin. */
export const goAhead: SaslStep = step('nothing: the client may begin', whole('text'));
/** What is taken for secret where nobody knows the mechanism. */
export const unknownStep: SaslStep = step('something only this mechanism knows', whole('response', 'token'));
export const unknownChallenge: SaslStep = step('something only this mechanism knows', whole('challenge'));

const BY_NAME = new Map(saslMechanisms.map((row) => [row.name, row]));

/** The row of a mechanism by its name in any case; undefined for one that is not in the table. */
export function saslMechanism(name: string): SaslMechanism | undefined {
  const key = name.toUpperCase();
  return BY_NAME.get(key) ?? (key.startsWith('GS2-') ? BY_NAME.get('GS2-*') : undefined);
}
