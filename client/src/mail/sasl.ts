// How one logs in with SASL (RFC 4422): the client's side of each mechanism.

import { createHmac } from 'node:crypto';

/** Who logs in, and with what. */
export type Credentials =
  | { readonly user: string; readonly password: string }
  | { readonly user: string; readonly accessToken: string };

/** One mechanism of the client. */
export interface SaslMechanism {
  readonly name: string;
  /** True where somebody who listens learns nothing he could log in with. */
  readonly safeInClear: boolean;
  /** What is said first; undefined where the server speaks first. */
  readonly initial?: (who: Credentials, server: ServerName) => string;
  /** What answers the server's challenge number `step`, from 0; undefined: nothing does. */
  readonly answer: (challenge: string, who: Credentials, step: number) => string | undefined;
}

/** The server as OAUTHBEARER names it. */
export interface ServerName {
  readonly host: string;
  readonly port: number;
}

/** What we know, for passwords and tokens, best first. */
export const saslMechanisms: readonly SaslMechanism[] = [
  {
    // RFC 7628 3.1.
    name: 'OAUTHBEARER',
    safeInClear: false,
    initial: (who, { host, port }) =>
      `n,a=${saslName(who.user)},\u0001host=${host}\u0001port=${port}\u0001auth=Bearer ${token(who)}\u0001\u0001`,
    // RFC 7628 3.2.3: the server tells why it refuses, and waits for this before it says no.
    answer: () => '\u0001',
  },
  {
    name: 'XOAUTH2',
    safeInClear: false,
    initial: (who) => `user=${who.user}\u0001auth=Bearer ${token(who)}\u0001\u0001`,
    answer: () => '',
  },
  {
    // RFC 4616 2.
    name: 'PLAIN',
    safeInClear: false,
    initial: (who) => `\0${who.user}\0${password(who)}`,
    answer: (_, who, step) => (step === 0 ? `\0${who.user}\0${password(who)}` : undefined),
  },
  {
    name: 'LOGIN',
    safeInClear: false,
    answer: (_, who, step) => [who.user, password(who)][step],
  },
  {
    // RFC 2195 2.
    name: 'CRAM-MD5',
    safeInClear: true,
    answer: (challenge, who, step) =>
      step === 0
        ? `${who.user} ${createHmac('md5', password(who)).update(challenge).digest('hex')}`
        : undefined,
  },
];

/**
 * The mechanism to log in with; undefined where the server has none that is known and safe enough.
 * @param offered the server's names.
 * @param secure true where TLS stands: a password in clear is refused elsewhere, if there is another way.
 */
export function chooseMechanism(
  offered: readonly string[],
  who: Credentials,
  secure: boolean,
): SaslMechanism | undefined {
  const names = new Set(offered.map((name) => name.toUpperCase()));
  const usable = saslMechanisms.filter(
    ({ name }) => names.has(name) && isForTokens(name) === 'accessToken' in who,
  );
  return (secure ? undefined : usable.find(({ safeInClear }) => safeInClear)) ?? usable[0];
}

function isForTokens(name: string): boolean {
  return name === 'OAUTHBEARER' || name === 'XOAUTH2';
}

function password(who: Credentials): string {
  return 'password' in who ? who.password : '';
}

function token(who: Credentials): string {
  return 'accessToken' in who ? who.accessToken : '';
}

/** RFC 7628 3.1, gs2-header: `=` and `,` of a name are escaped. */
function saslName(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}
