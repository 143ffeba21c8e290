// After a message has gone: its copy in the folder of sent mail, once, and the mark on the one it answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../account.ts';
import type { Folder, MailStore } from '../mailStore.ts';
import { markAnswered, storeSentCopy, wantsSentCopy } from './sentCopy.ts';

const never = { signal: new AbortController().signal };
const id = { folder: 'INBOX', validity: '1', uid: '7' };
const account: AccountSettings = { id: 'a', name: 'A', kind: 'imap' };
const octets = Buffer.from('Subject: x\r\n\r\n');

function folder(id: string, specialUse?: string): Folder {
  return {
    id,
    path: [id],
    subscribed: true,
    selectable: true,
    ...(specialUse === undefined ? {} : { specialUse }),
  };
}

/** What a store is told, as far as this is about. */
function store(
  folders: readonly Folder[],
  refuses = false,
): { readonly told: unknown[]; readonly store: MailStore } {
  const told: unknown[] = [];
  const does = (...what: unknown[]): Promise<undefined> => {
    if (refuses) return Promise.reject(new Error('over quota'));
    told.push(what);
    return Promise.resolve(undefined);
  };
  const capabilities = { append: true, flags: true };
  const fake: Partial<MailStore> = {
    capabilities: capabilities as MailStore['capabilities'],
    folders: () => Promise.resolve(folders),
    append: (to, sent, flags) => does('append', to, sent, flags),
    flag: (ids, change) => does('flag', ids, change),
  };
  return { told, store: fake as MailStore };
}

test('the copy goes by special use, then by name, as seen', async () => {
  for (const [folders, place] of [
    [[folder('INBOX'), folder('Gesendet'), folder('Outbox', '\\Sent')], 'Outbox'],
    [[folder('INBOX'), folder('Sent Items')], 'Sent Items'],
  ] as const) {
    const { told, store: to } = store(folders);
    const copy = await storeSentCopy(to, account, octets, never);
    assert.equal(copy.stored, 'copied');
    assert.deepEqual(told, [['append', place, octets, ['\\Seen']]]);
  }
});

test('Gmail stores its own, unless the user says otherwise', () => {
  const gmail = {
    ...account,
    outgoing: { host: 'smtp.gmail.com', port: 465, security: 'tls', user: 'a', login: 'password' } as const,
  };
  assert.equal(wantsSentCopy(account), true);
  assert.equal(wantsSentCopy(gmail), false);
  assert.equal(wantsSentCopy({ ...gmail, outgoing: { ...gmail.outgoing, host: 'smtp.example.org' } }), true);
  assert.equal(wantsSentCopy({ ...gmail, submission: { sentCopy: true } }), true);
  assert.equal(wantsSentCopy({ ...account, submission: { sentCopy: false } }), false);
});

test('fault 99: no copy, and the sentence says that the mail went', async () => {
  for (const [folders, why] of [
    [[folder('Sent', '\\Sent')], 'over quota'],
    [[folder('INBOX')], 'there is no folder for sent mail'],
  ] as const) {
    await assert.rejects(storeSentCopy(store(folders, true).store, account, octets, never), {
      code: 'sent-copy-failed',
      message: `The message was sent, but no copy of it could be stored in Sent: ${why}`,
    });
  }
});

test('fault 100: the mark on the answered message', async () => {
  const { told, store: to } = store([]);
  await markAnswered(to, id, 'answered', never);
  await markAnswered(to, id, 'forwarded', never);
  assert.deepEqual(told, [
    ['flag', [id], { add: ['\\Answered'] }],
    ['flag', [id], { add: ['$Forwarded'] }],
  ]);
  await assert.rejects(markAnswered(store([], true).store, id, 'answered', never), {
    code: 'answer-mark-failed',
  });
});
