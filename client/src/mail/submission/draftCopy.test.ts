// Drafts: stored once, in place of their former state, and gone once the message has been sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Envelope, Folder, MailStore, MessageId } from '../mailStore.ts';
import { removeDraft, storeDraft } from './draftCopy.ts';

const never = { signal: new AbortController().signal };
const octets = Buffer.from('Subject: x\r\n\r\n');
const messageId = 'd1@example.test';

interface Faked {
  readonly folders?: readonly Folder[];
  readonly there?: readonly Envelope[];
  readonly append?: boolean;
  readonly expungeFails?: boolean;
}

function folder(id: string, specialUse?: string): Folder {
  return { id, path: [id], subscribed: true, selectable: true, ...(specialUse ? { specialUse } : {}) };
}

function idOf(uid: string): MessageId {
  return { folder: 'Entwürfe', validity: '1', uid };
}

function envelope(uid: string, ...flags: string[]): Envelope {
  const text = { from: '', subject: '', date: 0, size: 1, hasAttachments: false };
  return { ...text, id: idOf(uid), flags: new Set(flags) };
}

function drafts({
  folders = [folder('INBOX'), folder('Entwürfe', '\\Drafts')],
  there = [],
  ...can
}: Faked = {}): {
  readonly told: unknown[];
  readonly drafts: Parameters<typeof storeDraft>[0];
} {
  const told: unknown[] = [];
  const fake: Partial<MailStore> = {
    capabilities: { append: can.append ?? true } as MailStore['capabilities'],
    folders: () => Promise.resolve(folders),
    list: () => Promise.resolve({ envelopes: there }),
    read: () => octetsOnce(),
    append: (to, _octets, flags) => {
      told.push(`append ${to} ${flags.join(' ')}`);
      return Promise.resolve(idOf('9'));
    },
    expunge: (ids) => {
      if (can.expungeFails === true) return Promise.reject(new Error('it is locked'));
      told.push(`expunge ${ids.map(({ uid }) => uid).join(' ')}`);
      return Promise.resolve();
    },
  };
  const summary = { messageId } as Awaited<ReturnType<Parameters<typeof storeDraft>[0]['summaries']>>[number];
  const summaries = (all: readonly Uint8Array[]): Promise<readonly (typeof summary)[]> =>
    Promise.resolve(all.map(() => summary));
  return { told, drafts: { store: fake as MailStore, summaries, name: 'Ann' } };
}

async function* octetsOnce(): AsyncGenerator<Uint8Array> {
  yield octets;
  await Promise.resolve();
}

test('a draft is stored as one, and its former state goes after that', async () => {
  const { told, drafts: at } = drafts();
  const stored = await storeDraft(at, octets, { id: idOf('5') }, never);
  assert.deepEqual(told, ['append Entwürfe \\Draft \\Seen', 'expunge 5']);
  assert.equal(stored.id?.uid, '9');
});

test('a former state is known by its identifier, but nothing goes that is no draft', async () => {
  const { told, drafts: at } = drafts({ there: [envelope('3', '\\Draft'), envelope('4', '\\Seen')] });
  await storeDraft(at, octets, { messageId }, never);
  assert.deepEqual(told, ['append Entwürfe \\Draft \\Seen', 'expunge 3']);
});

test('a draft of a message that has gone is taken away', async () => {
  const { told, drafts: at } = drafts({ there: [envelope('3', '\\Draft')] });
  assert.equal((await removeDraft(at, { messageId }, never))?.id, 'Entwürfe');
  assert.deepEqual(told, ['expunge 3']);
  assert.equal(await removeDraft(drafts().drafts, { messageId }, never), undefined);
});

test('fault 110: a mailbox that stores nothing, or has no folder for drafts', async () => {
  const pop3 = drafts({ append: false });
  await assert.rejects(storeDraft(pop3.drafts, octets, {}, never), { code: 'draft-not-stored' });
  const none = drafts({ folders: [folder('INBOX')] });
  await assert.rejects(storeDraft(none.drafts, octets, {}, never), {
    code: 'draft-not-stored',
    message: /there is no folder for drafts/,
  });
});

test('fault 111: the former state stays, and the new one is stored all the same', async () => {
  const { told, drafts: at } = drafts({ expungeFails: true });
  const stored = await storeDraft(at, octets, { id: idOf('5') }, never);
  assert.deepEqual(told, ['append Entwürfe \\Draft \\Seen']);
  assert.equal(stored.left?.code, 'draft-stays');
  await assert.rejects(removeDraft(at, { id: idOf('5') }, never), { code: 'draft-stays' });
});
