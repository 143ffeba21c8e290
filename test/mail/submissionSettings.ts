// What the tests of sending send with, and how they count at the server.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { MailError } from '../../client/src/mail/faults.ts';
import { Recording } from '../../client/src/mail/recording.ts';
import type { Credentials } from '../../client/src/mail/sasl.ts';
import type { SubmissionResult } from '../../client/src/mail/submission.ts';
import { octetNeeds, outgoingOctets } from '../../client/src/mail/submission/octets.ts';
import { SmtpSubmission } from '../../client/src/mail/submission/smtp.ts';
import type { Endpoint } from '../../client/src/net/connector.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import type { PortName } from '../servers/layout.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { never, password } from './imapSettings.ts';

export interface Sending {
  readonly kind?: 'smtp' | 'lmtp';
  readonly port?: PortName;
  readonly endpoint?: Partial<Endpoint>;
  /** Null: nobody logs in. */
  readonly who?: Credentials | null;
  readonly to?: readonly string[];
  /** Local part of the reverse-path; a name of its own lets a message be counted. */
  readonly from?: string;
  readonly octets?: Uint8Array;
  readonly signal?: AbortSignal;
}

export interface Sent {
  readonly result: SubmissionResult | undefined;
  readonly fault: MailError | undefined;
  /** The session as it was taken down. */
  readonly session: string;
}

/** Sends once; by STARTTLS and alice's password, if nothing else is chosen. */
export async function sendAt(servers: MailServers, sending: Sending = {}): Promise<Sent> {
  const { kind = 'smtp', port = 'submission', from = 'alice', to = ['bob'], signal } = sending;
  const { who = { user: 'alice', password }, octets = Buffer.from('Subject: x\r\n\r\nHello.\r\n') } = sending;
  const recording = new Recording({ now: Date.now });
  const submission = new SmtpSubmission(kind, {
    connector: nodeConnector,
    endpoint: {
      ...{ host: 'localhost', port: servers.ports[port], caFile: servers.ca },
      security: 'starttls',
      ...sending.endpoint,
    },
    who: who ? () => Promise.resolve(who) : undefined,
  });
  let thrown: MailError | undefined;
  const result = await submission
    .submit(
      {
        envelope: { from: atTest(from), to: to.map(atTest) },
        octets: outgoingOctets(octets),
        needs: { eightBit: octetNeeds(octets).eightBit, binary: false, smtputf8: false, requireTls: false },
      },
      { recorder: recording },
      signal ? { signal } : never,
    )
    .catch((error: unknown) => {
      if (!(error instanceof MailError)) throw error;
      thrown = error;
      return undefined;
    });
  return { result, fault: thrown ?? result?.fault, session: recording.text };
}

/** `partly recipients-refused: accepted refused`. */
export function shown({ result, fault }: Sent): string {
  const states = result?.recipients.map(({ state }) => state).join(' ');
  return [result?.outcome ?? 'rejected', fault?.code, states].filter((part) => part !== undefined).join('; ');
}

/** How many messages Exim has taken from a sender, and a moment later still. */
export async function takenFrom(servers: MailServers, from: string): Promise<number> {
  await wait(50);
  const log = readFileSync(path.join(servers.folder, 'log', 'exim-mainlog'), 'utf8');
  return log.split('\n').filter((line) => line.includes(` <= ${atTest(from)} `)).length;
}

/** Fails where the number of messages is another. */
export async function assertTaken(servers: MailServers, from: string, count: number): Promise<void> {
  assert.equal(await takenFrom(servers, from), count, `messages that were taken from ${from}`);
}

function atTest(local: string): string {
  return local === '' || local.includes('@') ? local : `${local}@example.test`;
}
