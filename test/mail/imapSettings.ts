// What the tests of IMAP open stores with, and how they wait.

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';

import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import type { Cancellation } from '../../client/src/mail/mailStore.ts';
import type { Recorder } from '../../client/src/mail/recorder.ts';
import type { Credentials } from '../../client/src/mail/sasl.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import type { Endpoint } from '../../client/src/net/connector.ts';
import type { MailServers } from '../servers/mailServers.ts';

/** Never cancels. */
export const never: Cancellation = { signal: new AbortController().signal };

export const password = 'alice-pw';

/** How alice reaches the Dovecot of a test by TLS; the rest may be chosen. */
export function aliceAt(servers: MailServers, chosen: Partial<ImapOptions> = {}): ImapOptions {
  const endpoint: Endpoint = {
    host: 'localhost',
    port: servers.ports.imaps,
    security: 'tls',
    caFile: servers.ca,
  };
  return { connector: nodeConnector, endpoint, who: knows({ user: 'alice', password }), ...chosen };
}

export function knows(who: Credentials): ImapOptions['who'] {
  return () => Promise.resolve(who);
}

/** A small message, CRLF, as Dovecot stores it. */
export function message(subject: string, more: Readonly<Record<string, string>> = {}): Buffer {
  const fields = {
    From: 'Anna <anna@example.test>',
    To: 'Alice <alice@example.test>',
    Subject: subject,
    Date: 'Sat, 21 Nov 2026 08:00:00 +0000',
    'Message-ID': `<${subject.replace(/\W/g, '')}@example.test>`,
    ...more,
  };
  const header = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${header.join('')}\r\nBody of ${subject}.\r\n`);
}

/** Records what passes, to look for secrets in it. */
export function recording(): { readonly lines: string[]; readonly recorder: () => Recorder } {
  const lines: string[] = [];
  return {
    lines,
    recorder: () => ({
      client: (line) => void lines.push(`C: ${line}`),
      server: (line) => void lines.push(`S: ${line}`),
      note: (text) => void lines.push(`# ${text}`),
    }),
  };
}

/** Waits until something holds. @param timeout in ms. */
export async function until(what: string, holds: () => boolean, timeout = 5000): Promise<void> {
  const end = performance.now() + timeout;
  while (!holds()) {
    if (performance.now() > end) assert.fail(`not within ${timeout} ms: ${what}`);
    await wait(10);
  }
}

/** Nothing that is shown or kept holds a secret: neither as it is, nor in base64. */
export function assertNoSecret(shown: unknown, ...secrets: readonly string[]): void {
  const text = typeof shown === 'string' ? shown : inspect(shown, { depth: 20, showHidden: true });
  for (const secret of secrets.length === 0 ? [password, 'token-alice'] : secrets) {
    for (const form of [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(1, -1)]) {
      assert.ok(!text.includes(form), `a secret is shown: ${text.slice(0, 2000)}`);
    }
  }
}
