// What the tests of POP3 open stores with.

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { LeaveOnServer } from '../../client/src/mail/account.ts';
import type { Files } from '../../client/src/mail/local/files.ts';
import { nodeFiles } from '../../client/src/mail/local/nodeFiles.ts';
import type { MailStore, MessageId } from '../../client/src/mail/mailStore.ts';
import { Pop3Store } from '../../client/src/mail/pop3/pop3Store.ts';
import type { Pop3StoreOptions } from '../../client/src/mail/pop3/pop3Store.ts';
import { coreSummaries } from '../../client/src/mail/testing/coreSummaries.ts';
import { memoryFiles } from '../../client/src/mail/testing/memoryFiles.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import type { Endpoint } from '../../client/src/net/connector.ts';
import { never, password } from './imapSettings.ts';

export const keep: LeaveOnServer = { kind: 'keep' };

/** A POP3 account of alice at a port of this machine; in clear, if nothing else is chosen. */
export async function pop3At(
  port: number,
  chosen: Partial<Pop3StoreOptions> & { readonly security?: Partial<Endpoint> } = {},
): Promise<Pop3Store> {
  const { security, ...options } = chosen;
  return new Pop3Store({
    connector: nodeConnector,
    endpoint: { host: 'localhost', port, security: 'none', ...security },
    who: () => Promise.resolve({ user: 'alice', password }),
    files: await memoryFiles(),
    summaries: coreSummaries,
    leave: keep,
    now: () => NOON,
    ...options,
  });
}

/** ms since the epoch. */
export const NOON = Date.UTC(2026, 10, 21, 12);

/** A folder of the disk that goes with the test. */
export async function diskFiles(): Promise<Files & { readonly root: string } & AsyncDisposable> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'mail-workbench-'));
  return {
    ...nodeFiles(root),
    root,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** The first page, as ids. */
export async function listed(store: MailStore, size = 100): Promise<readonly MessageId[]> {
  const { envelopes } = await store.list('INBOX', { sort: 'date', size }, never);
  return envelopes.map(({ id }) => id);
}

/** A message of one line, CRLF. */
export function small(subject: string, body = 'Hello.'): { readonly text: string } {
  const header = `From: Anna <anna@example.test>\r\nSubject: ${subject}\r\nDate: Sat, 21 Nov 2026 08:00:00 +0000\r\n`;
  return { text: `${header}\r\n${body}\r\n` };
}
