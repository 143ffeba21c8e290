// Searches that were kept are there after a restart, and go with their account.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KeptSearches } from './keptSearches.ts';

/** The state of an extension; each window reads it anew. */
function memento(content: Record<string, unknown> = {}): ConstructorParameters<typeof KeptSearches>[0] {
  const kept = new Map(Object.entries(content));
  return {
    get: (key: string) => kept.get(key) as never,
    update: (key: string, value: unknown) => {
      // What is stored is JSON.
      if (value === undefined) kept.delete(key);
      else kept.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

test('a search that was kept is there after a restart, each once, in order', async () => {
  const state = memento();
  const searches = new KeptSearches(state);
  await searches.add({ account: 'work', folder: 'INBOX', query: 'from:bob' });
  await searches.add({ account: 'work', folder: 'INBOX', query: 'unseen' });
  await searches.add({ account: 'work', folder: 'Lists', query: 'unseen' });
  await searches.add({ account: 'work', folder: 'INBOX', query: 'from:bob' });
  assert.deepEqual(new KeptSearches(state).of('work', 'INBOX'), ['unseen', 'from:bob']);
  assert.deepEqual(new KeptSearches(state).of('home', 'INBOX'), []);
});

test('a search that was taken away, or whose account is gone, does not come back', async () => {
  const state = memento();
  const searches = new KeptSearches(state);
  await searches.add({ account: 'work', folder: 'INBOX', query: 'unseen' });
  await searches.add({ account: 'work', folder: 'INBOX', query: 'from:bob' });
  await searches.remove({ account: 'work', folder: 'INBOX', query: 'unseen' });
  assert.deepEqual(new KeptSearches(state).of('work', 'INBOX'), ['from:bob']);
  await searches.forget(['work']);
  assert.deepEqual(new KeptSearches(state).of('work', 'INBOX'), []);
  assert.equal(state.get('mailbox.searches'), undefined);
});

test('what is no list of searches is none', () => {
  const state = memento({ 'mailbox.searches': [{ account: 'work' }, null, 'x'] });
  assert.deepEqual(new KeptSearches(state).of('work', 'INBOX'), []);
  assert.deepEqual(new KeptSearches(memento({ 'mailbox.searches': 7 })).of('work', 'INBOX'), []);
});
