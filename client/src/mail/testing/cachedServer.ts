// A server in memory that can be switched off, and a cache in front of it, for tests.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { MailError } from '../faults.ts';
import type { Files } from '../local/files.ts';
import { nodeFiles } from '../local/nodeFiles.ts';
import type { Envelope, Listing, MailStore, MessageId, OctetRange, Page } from '../mailStore.ts';
import { NEVER } from './reading.ts';
import { MailCache } from '../cache/mailCache.ts';

/** A server in memory that can be switched off. */
export class FakeStore implements MailStore {
  readonly capabilities = { folders: true, flags: true, move: true, append: true, search: true, watch: true };
  online = true;
  validity = '7';
  uids: readonly number[] = Array.from({ length: 30 }, (_, index) => index + 1);
  reads = 0;

  folders(): ReturnType<MailStore['folders']> {
    this.#reach();
    return Promise.resolve([
      { id: 'INBOX', path: ['INBOX'], subscribed: true, selectable: true, messages: 30 },
    ]);
  }

  list(_: string, { size, after }: Listing): Promise<Page> {
    this.#reach();
    const below = after === undefined ? Infinity : Number(after);
    const uids = this.uids.filter((uid) => uid < below).reverse();
    const page = uids.slice(0, size);
    return Promise.resolve({
      envelopes: page.map((uid) => this.envelope(uid)),
      ...(uids.length > size ? { next: String(page.at(-1)) } : {}),
    });
  }

  async *read({ uid, validity }: MessageId, range: OctetRange | undefined): AsyncGenerator<Uint8Array> {
    this.#reach();
    if (validity !== this.validity) throw new MailError('uidvalidity-changed', ['INBOX']);
    if (!this.uids.includes(Number(uid))) throw new MailError('message-gone', ['INBOX']);
    this.reads++;
    const octets = Buffer.from(message(uid));
    yield await Promise.resolve(range ? octets.subarray(range.from, range.to) : octets);
  }

  flag(): Promise<void> {
    return Promise.resolve();
  }

  move(ids: readonly MessageId[]): Promise<readonly undefined[]> {
    this.uids = this.uids.filter((uid) => !ids.some((id) => id.uid === String(uid)));
    return Promise.resolve(ids.map(() => undefined));
  }

  copy(): Promise<readonly undefined[]> {
    return Promise.resolve([]);
  }

  async expunge(ids: readonly MessageId[]): Promise<void> {
    await this.move(ids);
  }

  append(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  quota(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  watch(): Disposable {
    return { [Symbol.dispose]: () => undefined };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  envelope(uid: number): Envelope {
    return {
      id: { folder: 'INBOX', validity: this.validity, uid: String(uid) },
      ...{ from: `Anna ${uid}`, subject: `Subject ${uid}`, date: uid * 1000, size: 100 + uid },
      ...{ flags: new Set(['\\Seen']), hasAttachments: uid === 3 },
    };
  }

  #reach(): void {
    if (!this.online) throw new MailError('connection-refused', ['localhost', '1']);
  }
}

export function message(uid: string): string {
  return `Subject: ${uid}\r\n\r\n${'x'.repeat(1000)}\r\n`;
}

export function cacheOf(
  files: Files,
  more: Partial<ConstructorParameters<typeof MailCache>[0]> = {},
): MailCache {
  const told = (error: MailError): void => assert.fail(error);
  return new MailCache({ files, limit: 1 << 20, now: () => Date.now(), told, ...more });
}

export const first: Listing = { sort: 'date', size: 10 };

export async function pageOf(store: MailStore, listing = first): Promise<Page> {
  return store.list('INBOX', listing, NEVER);
}

export function uidsOf({ envelopes }: Page): readonly number[] {
  return envelopes.map(({ id }) => Number(id.uid));
}

export async function inFolder(work: (root: string, files: Files) => Promise<void>): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'mail-cache-'));
  try {
    await work(root, nodeFiles(root));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

export async function allFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.map((entry) => path.join(entry.parentPath, entry.name));
}
