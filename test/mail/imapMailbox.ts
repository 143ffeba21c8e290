// What the tests of IMAP put into folders, and read from them.

import assert from 'node:assert/strict';

import type { Listing, MailStore, MessageId, Page } from '../../client/src/mail/mailStore.ts';
import { message, never } from './imapSettings.ts';

/** Makes a folder of its own for a test, with messages of these subjects, oldest first. */
export async function filled(
  store: MailStore,
  name: string,
  ...subjects: readonly string[]
): Promise<string> {
  const folder = await store.createFolder?.([name], never);
  assert.ok(folder);
  for (const subject of subjects) await store.append(folder.id, message(subject), [], never);
  return folder.id;
}

export const byDate: Listing = { sort: 'date', size: 3 };

export async function allPages(store: MailStore, folder: string, listing: Listing): Promise<readonly Page[]> {
  const pages = [await store.list(folder, listing, never)];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) {
    pages.push(await store.list(folder, { ...listing, after: next }, never));
  }
  return pages;
}

export function subjects(...pages: readonly Page[]): readonly string[] {
  return pages.flatMap(({ envelopes }) => envelopes.map(({ subject }) => subject));
}

export async function octets(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

export async function firstOf(store: MailStore, folder: string): Promise<MessageId> {
  const { envelopes } = await store.list(folder, byDate, never);
  assert.ok(envelopes[0]);
  return envelopes[0].id;
}
