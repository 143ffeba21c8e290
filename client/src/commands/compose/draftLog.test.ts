// Tests of what is remembered of drafts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DraftLog } from './draftLog.ts';
import type { DraftEntry, KeptDrafts } from './draftLog.ts';

function memory(first?: unknown): KeptDrafts {
  const values = new Map<string, unknown>([['mailWorkbench.drafts', first]]);
  return {
    get: (key) => values.get(key),
    // As a restart leaves it.
    update: (key, value) => Promise.resolve(void values.set(key, JSON.parse(JSON.stringify(value)))),
  };
}

const stored = { folder: 'Drafts', validity: '1', uid: '7' };
const entry: DraftEntry = { document: 'untitled:Untitled-1', messageId: 'a@x', accountId: 'ann', stored };

test('a document is known with its last version, but not another message of the same name', async () => {
  const log = new DraftLog(memory());
  await log.set(entry);
  await log.set({ ...entry, stored: { ...stored, uid: '8' } });
  assert.equal(log.find('untitled:Untitled-1', 'a@x')?.stored?.uid, '8');
  assert.equal(log.find('untitled:Untitled-1', 'b@x'), undefined);
  assert.deepEqual(log.documentsOf('ann', { ...stored, uid: '8' }), ['untitled:Untitled-1']);
  assert.deepEqual(log.documentsOf('ann', stored), []);
  assert.deepEqual(log.documentsOf('bob', { ...stored, uid: '8' }), []);
});

test('a store that tells no place is remembered so', async () => {
  const log = new DraftLog(memory());
  await log.set({ ...entry, stored: undefined });
  assert.ok(log.find(entry.document, 'a@x'));
  assert.equal(log.find(entry.document, 'a@x')?.stored, undefined);
});

test('one that is gone is forgotten; no more than 200 are kept, and what is none counts for nothing', async () => {
  const log = new DraftLog(memory(['x', null, { document: 1 }, { ...entry, stored: 3 }, entry]));
  assert.ok(log.find(entry.document, 'a@x'));
  await log.delete(entry.document);
  assert.equal(log.find(entry.document, 'a@x'), undefined);
  for (let i = 0; i < 250; i++) await log.set({ ...entry, document: `untitled:${String(i)}` });
  assert.equal(log.find('untitled:49', 'a@x'), undefined);
  assert.ok(log.find('untitled:50', 'a@x'));
});
