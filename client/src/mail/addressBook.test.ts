// Tests of who is remembered of the mail that was listed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AddressBook, notingPeople } from './addressBook.ts';
import type { Envelope, MailStore, Person } from './mailStore.ts';

const ann: Person = { name: 'Ann Example', address: 'ann@example.com' };
const bob: Person = { address: 'Bob@example.net' };

test('each address once, the latest first, with the last name that was told', () => {
  let changes = 0;
  const book = new AddressBook(() => changes++);
  book.note([ann, bob]);
  book.note([{ name: 'Bob', address: 'bob@EXAMPLE.net' }]);
  book.note([{ address: 'ann@example.com' }]);
  assert.deepEqual(book.people, [ann, { name: 'Bob', address: 'bob@EXAMPLE.net' }]);
  assert.equal(changes, 2);
});

test('what is no address is left out, and a name that hides something or says nothing', () => {
  const book = new AddressBook();
  book.note([
    { address: 'undisclosed-recipients' },
    { address: 'a@b c@d' },
    { address: 'x@y>\r\nBcc: z@z' },
    { address: `${'x'.repeat(300)}@example.com` },
    { name: 'moc.elpmaxe@bob\u202e', address: 'eve@example.org' },
    { name: 'EVA@example.org', address: 'eva@example.org' },
  ]);
  assert.deepEqual(book.people, [{ address: 'eva@example.org' }, { address: 'eve@example.org' }]);
});

test('no more than 2000', () => {
  const book = new AddressBook();
  for (let i = 0; i < 2100; i++) book.note([{ address: `p${String(i)}@example.com` }]);
  assert.equal(book.people.length, 2000);
  assert.equal(book.people[0]?.address, 'p2099@example.com');
});

test('a store that is listed tells of people; all else of it is as it was', async () => {
  const book = new AddressBook();
  const envelopes = [{ people: [bob] }, { people: [ann] }, {}] as unknown as readonly Envelope[];
  const store = {
    list: () => Promise.resolve({ envelopes, next: 'x' }),
    folders: () => Promise.resolve(['f']),
    capabilities: { append: true },
  } as unknown as MailStore;
  const noting = notingPeople(store, book);
  const cancel = new AbortController();
  assert.equal((await noting.list('INBOX', { sort: 'date', size: 3 }, cancel)).next, 'x');
  assert.deepEqual(book.people, [bob, ann]);
  assert.deepEqual(await noting.folders(cancel), ['f']);
  assert.equal(noting.capabilities.append, true);
});
