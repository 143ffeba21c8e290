// How one logs in with SMTP (RFC 4954): our SASL mechanisms, as nodemailer takes them.

import type { SMTPConnectionCustomAuthHandler } from 'nodemailer/lib/smtp-connection';

import type { Credentials, SaslMechanism, ServerName } from '../sasl.ts';

/** Runs a mechanism to its end; rejects where the server says no. */
export function authentication(
  { name, initial, answer }: SaslMechanism,
  who: Credentials,
  server: ServerName,
): SMTPConnectionCustomAuthHandler {
  return async (session) => {
    const first = initial?.(who, server);
    // RFC 4954 4: an empty first response is written as `=`.
    let { response } = await session.sendCommand(
      first === undefined ? `AUTH ${name}` : `AUTH ${name} ${base64(first) || '='}`,
    );
    for (let step = 0; response.startsWith('334'); step++) {
      const challenge = Buffer.from(response.slice(4), 'base64').toString('utf8');
      const said = step < MAX_STEPS ? answer(challenge, who, step) : undefined;
      ({ response } = await session.sendCommand(said === undefined ? '*' : base64(said)));
      // A server that asks on after this would do so for ever.
      if (said === undefined) break;
    }
    if (!response.startsWith('235')) throw new Error('the login was refused');
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

const MAX_STEPS = 10;
