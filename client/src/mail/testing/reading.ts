// What tests read of stores.

import type { Cancellation, MailStore, MessageId } from '../mailStore.ts';

/** Never cancelled. */
export const NEVER: Cancellation = { signal: new AbortController().signal };

/** The octets of a message, one character each. */
export async function textOf(store: MailStore, id: MessageId): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(id, undefined, NEVER)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

/** The subjects of a folder, newest first, at most 100; those that a query finds. */
export async function subjectsOf(
  store: MailStore,
  folder: string,
  query?: string,
): Promise<readonly string[]> {
  const listing = { sort: 'date', size: 100, ...(query === undefined ? {} : { query }) } as const;
  const { envelopes } = await store.list(folder, listing, NEVER);
  return envelopes.map(({ subject }) => subject);
}

/** Names a message by its place in the list of its folder, newest first. */
export async function idOf(store: MailStore, folder: string, index = 0): Promise<MessageId> {
  const { envelopes } = await store.list(folder, { sort: 'date', size: 100 }, NEVER);
  const envelope = envelopes[index];
  if (!envelope) throw new RangeError(`There is no message ${index} in ${folder}`);
  return envelope.id;
}
