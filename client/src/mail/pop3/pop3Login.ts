// The login of a POP3 session: SASL (RFC 5034), APOP, USER and PASS (RFC 1939 7).

import { createHash } from 'node:crypto';

import type { Endpoint } from '../../net/connector.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import { MASK } from '../recorder.ts';
import { chooseMechanism } from '../sasl.ts';
import type { Credentials, SaslMechanism } from '../sasl.ts';

/** The first line of an answer. */
export interface Pop3Reply {
  readonly ok: boolean;
  /** What stands behind the status indicator. */
  readonly text: string;
  readonly line: string;
}

/** A session in the AUTHORIZATION state, as its login sees it. */
export interface Pop3Login {
  readonly who: Credentials;
  readonly endpoint: Endpoint;
  /** What the server said first. */
  readonly banner: string;
  /** True once TLS stands. */
  readonly secure: boolean;
  /** With their parameters, in upper case. */
  readonly capabilities: ReadonlyMap<string, readonly string[]>;
  /** Says a line and reads the first line of the answer. @param shown what is recorded in its place. */
  exchange(line: string, cancel: Cancellation, shown?: string): Promise<Pop3Reply>;
  /** Rejects where the answer is a refusal. @param asked the command, for the fault. */
  expect(asked: string, reply: Pop3Reply): void;
}

/** Logs in by the safest way that both know. Rejects with a `MailError`. */
export async function logIn(session: Pop3Login, cancel: Cancellation): Promise<void> {
  const { who, endpoint, secure, capabilities, banner } = session;
  const mechanism = chooseMechanism(capabilities.get('SASL') ?? [], who, secure);
  if (mechanism) return authenticate(session, mechanism, cancel);
  if (!('password' in who)) {
    throw new MailError('no-common-mechanism', [endpoint.host, [...capabilities.keys()].join(', ')]);
  }
  // RFC 1939 7: a timestamp in the greeting announces APOP.
  const stamp = /<[\x21-\x3b\x3d\x3f-\x7e]{1,500}@[\x21-\x3b\x3d\x3f-\x7e]{1,500}>/.exec(banner)?.[0];
  if (stamp !== undefined && !secure) return apop(session, stamp, who, cancel);
  session.expect('USER', await session.exchange(`USER ${word(who.user)}`, cancel));
  session.expect('PASS', await session.exchange(`PASS ${word(who.password)}`, cancel, `PASS ${MASK}`));
}

async function apop(
  session: Pop3Login,
  stamp: string,
  { user, password }: { readonly user: string; readonly password: string },
  cancel: Cancellation,
): Promise<void> {
  const digest = createHash('md5').update(`${stamp}${password}`).digest('hex');
  const said = `APOP ${word(user)}`;
  session.expect('APOP', await session.exchange(`${said} ${digest}`, cancel, `${said} ${MASK}`));
}

async function authenticate(
  session: Pop3Login,
  { name, initial, answer }: SaslMechanism,
  cancel: Cancellation,
): Promise<void> {
  const { who, endpoint } = session;
  const first = initial?.(who, endpoint);
  const encoded = first === undefined ? undefined : base64(first);
  // RFC 5034 4: a command line has at most 255 octets; a longer first response waits for an empty challenge.
  const inline = encoded !== undefined && `AUTH ${name} ${encoded}`.length <= MAX_COMMAND;
  let reply = inline
    ? await session.exchange(`AUTH ${name} ${encoded === '' ? '=' : encoded}`, cancel, `AUTH ${name} ${MASK}`)
    : await session.exchange(`AUTH ${name}`, cancel);
  for (let step = 0; reply.line.startsWith('+ ') || reply.line === '+'; step++) {
    const challenge = Buffer.from(reply.line.slice(2), 'base64').toString('utf8');
    const said = step === 0 && encoded !== undefined && !inline ? first : answer(challenge, who, step);
    reply =
      said === undefined || step > MAX_STEPS
        ? await session.exchange('*', cancel)
        : await session.exchange(base64(said), cancel, MASK);
  }
  session.expect('AUTH', reply);
}

/** A line of the server without the secret: it may repeat what it was told. */
export function withoutSecret(line: string, who: Credentials): string {
  const secret = 'password' in who ? who.password : who.accessToken;
  return secret.length < MIN_SECRET ? line : line.replaceAll(secret, MASK).replaceAll(base64(secret), MASK);
}

/** An argument: a line end in it would be another command. */
function word(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new Error('a name or password with a line end cannot be sent');
  return text;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Octets. */
const MAX_COMMAND = 255;
/** Shorter ones are words like any other. */
const MIN_SECRET = 4;
const MAX_STEPS = 4;
