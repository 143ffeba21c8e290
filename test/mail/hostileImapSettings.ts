// What the tests with hostile IMAP servers open stores with, and how a failure has to be.

import assert from 'node:assert/strict';
import { inspect } from 'node:util';

import type { FaultCode, MailError } from '../../client/src/mail/faults.ts';
import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { ImapStoreLimits } from '../../client/src/mail/imap/imapStore.ts';
import type { MessageId } from '../../client/src/mail/mailStore.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import type { HostileImap, HostileMessage } from '../servers/hostileImap.ts';
import { assertNoSecret, knows, message, never, password, recording } from './imapSettings.ts';

/** What a store is opened with, and all that it records. */
export interface Opened extends AsyncDisposable {
  readonly store: ImapStore;
  readonly lines: readonly string[];
}

export function open(
  server: HostileImap,
  chosen: Partial<ImapOptions> = {},
  limits: ImapStoreLimits = {},
): Opened {
  const { lines, recorder } = recording();
  const store = new ImapStore(
    {
      connector: nodeConnector,
      endpoint: { host: '127.0.0.1', port: server.port, security: 'none', timeout: 1000 },
      who: knows({ user: 'alice', password }),
      recorder,
      times: { silence: 1000, greeting: 1000, farewell: 50, firstPause: 10, lastPause: 50 },
      ...chosen,
    },
    limits,
  );
  return { store, lines, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

/** It fails with one of the table, within its time, and tells no secret. */
export async function fails(
  opened: Opened,
  action: (store: ImapStore) => Promise<unknown>,
  ...codes: readonly FaultCode[]
): Promise<MailError> {
  const began = performance.now();
  const failure = await action(opened.store).then(
    (value) => assert.fail(`it works: ${JSON.stringify(value)}`),
    (error: unknown) => error as MailError,
  );
  const took = performance.now() - began;
  assert.ok(codes.includes(failure.code), inspect(failure));
  assert.ok(took < 6000, `it took ${took} ms`);
  assert.doesNotMatch(failure.message, /\{\d\}/);
  assertNoSecret(failure);
  assertNoSecret(opened.lines.join('\n'));
  return failure;
}

export const one: HostileMessage = { uid: 5, octets: message('One') };
export const three = [1, 2, 3].map((uid) => ({ uid, octets: message(`M${uid}`), subject: `M${uid}` }));
export const id: MessageId = { folder: 'INBOX', validity: '7', uid: '5' };

export function list(store: ImapStore): Promise<readonly string[]> {
  return store
    .list('INBOX', { sort: 'date', size: 10 }, never)
    .then(({ envelopes }) => envelopes.map(({ subject }) => subject));
}

export async function read(store: ImapStore): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(id, undefined, never)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Cuts at every octet of an answer in turn, several at a time. */
export async function atEveryOctet(length: number, check: (octets: number) => Promise<void>): Promise<void> {
  const places = Array.from({ length }, (_, octets) => octets);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let octets = places.pop(); octets !== undefined; octets = places.pop()) await check(octets);
    }),
  );
}

export const short = { silence: 150, greeting: 150, farewell: 50 };

export const LOST: readonly FaultCode[] = ['connection-lost', 'server-closed', 'message-incomplete'];
