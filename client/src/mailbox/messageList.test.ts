// Tests of a folder's list: pages, what arrives and leaves meanwhile, numbers given anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Envelope, Listing, MailStore, Page } from '../mail/mailStore.ts';
import { MessageList, keyOf } from './messageList.ts';

const never = { signal: new AbortController().signal };

/** A folder as a list of numbers, newest last; pages as IMAP makes them. */
function folder(uids: number[]): { uids: number[]; validity: string; asked: Listing[]; store: MailStore } {
  const state = { uids, validity: '1', asked: [] as Listing[], store: undefined as unknown as MailStore };
  const list = (_: string, listing: Listing): Promise<Page> => {
    state.asked.push(listing);
    const below = listing.after === undefined ? Infinity : Number(listing.after);
    const left = state.uids.filter((uid) => uid < below).sort((a, b) => b - a);
    const page = left.slice(0, listing.size);
    const more = left.length > page.length ? { next: String(page.at(-1)) } : {};
    return Promise.resolve({ envelopes: page.map((uid) => envelope(uid, state.validity)), ...more });
  };
  state.store = { list } as unknown as MailStore;
  return state;
}

const envelope = (uid: number, validity = '1', flags: readonly string[] = []): Envelope => ({
  id: { folder: 'INBOX', validity, uid: String(uid) },
  from: 'Ann',
  subject: `Message ${uid}`,
  date: uid,
  size: 1,
  flags: new Set(flags),
  hasAttachments: false,
});
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const open = (store: MailStore, pageSize = 3): MessageList =>
  new MessageList(store, { folder: 'INBOX', sort: 'date', pageSize });
const shown = ({ envelopes }: MessageList): string => envelopes.map(({ id }) => id.uid).join(' ');

test('each page is asked for once, newest first', async () => {
  const { store, asked } = folder(upTo(7));
  const list = open(store);
  for (let page = 0; page < 5; page++) await list.more(never);
  assert.equal(shown(list), '7 6 5 4 3 2 1');
  assert.equal(list.hasMore, false);
  assert.deepEqual(
    asked.map(({ after }) => after),
    [undefined, '5', '2'],
  );
});

test('two clicks at once get two pages, none twice', async () => {
  const { store } = folder(upTo(9));
  const list = open(store);
  await Promise.all([list.more(never), list.more(never)]);
  assert.equal(shown(list), '9 8 7 6 5 4');
});

test('new messages come in, gone ones leave, and nothing more is shown than before', async () => {
  const inbox = folder(upTo(100));
  const list = open(inbox.store);
  await list.more(never);
  inbox.uids.push(101, 102);
  inbox.uids.splice(inbox.uids.indexOf(99), 1);
  await list.refresh(never);
  assert.equal(shown(list), '102 101 100 98');
  await list.more(never);
  assert.equal(shown(list), '102 101 100 98 97 96 95');
});

test('a folder whose end is near is not shown to its end because it is read anew', async () => {
  const inbox = folder(upTo(9));
  const list = open(inbox.store);
  await list.more(never);
  inbox.uids.push(10);
  await list.refresh(never);
  assert.equal(shown(list), '10 9 8 7');
  assert.equal(list.hasMore, true);
  await list.more(never);
  assert.equal(shown(list), '10 9 8 7 6 5 4');
});

test('when the last one shown is gone, the next page leaves no gap', async () => {
  const inbox = folder(upTo(100));
  const list = open(inbox.store);
  await list.more(never);
  inbox.uids.splice(inbox.uids.indexOf(98), 1);
  await list.refresh(never);
  await list.more(never);
  assert.equal(shown(list), '100 99 97 96 95');
});

test('where so much has come that nothing shown is met, the list starts anew', async () => {
  const inbox = folder(upTo(5));
  const list = open(inbox.store);
  await list.more(never);
  inbox.uids.push(...upTo(60).slice(5));
  await list.refresh(never);
  assert.equal(shown(list).split(' ').length, 23);
  await list.more(never);
  assert.equal(shown(list).split(' ').slice(-3).join(' '), '37 36 35');
});

test('a list longer than what is read anew keeps its end', async () => {
  const inbox = folder(upTo(2000));
  const list = open(inbox.store, 1000);
  await list.more(never);
  inbox.uids.push(2001);
  await list.refresh(never);
  assert.equal(list.envelopes.length, 1001);
  assert.equal(inbox.asked.at(-1)?.size, 500);
  assert.equal(new Set(list.envelopes.map(keyOf)).size, 1001);
});

test('under another UIDVALIDITY nothing that was shown stays', async () => {
  const inbox = folder(upTo(5));
  const list = open(inbox.store);
  await list.more(never);
  inbox.validity = '2';
  await list.more(never);
  assert.deepEqual([...new Set(list.envelopes.map(({ id }) => id.validity))], ['2']);
});

test('a page that waits for a server that is silent can be given up', async () => {
  const { store } = folder(upTo(7));
  let speak = (): void => undefined;
  const silence = new Promise<void>((resolve) => {
    speak = resolve;
  });
  let silent = false;
  const list = open({
    list: async (...args: Parameters<MailStore['list']>) => {
      if (silent) await silence;
      return store.list(...args);
    },
  } as unknown as MailStore);
  await list.more(never);
  silent = true;
  const refreshed = list.refresh(never);
  const stop = new AbortController();
  const more = list.more(stop);
  stop.abort();
  await assert.rejects(more, { name: 'AbortError' });
  assert.equal(shown(list), '7 6 5');
  silent = false;
  speak();
  await refreshed;
  await list.more(never);
  assert.equal(shown(list), '7 6 5 4 3 2');
});

test('what fails leaves the list as it was', async () => {
  const { store } = folder(upTo(5));
  const list = open(store);
  await list.more(never);
  store.list = () => Promise.reject(new Error('cut'));
  await assert.rejects(list.more(never), /cut/);
  await assert.rejects(list.refresh(never), /cut/);
  assert.equal(shown(list), '5 4 3');
  assert.equal(list.hasMore, true);
});

test('one message is changed or taken out where it stands', async () => {
  const list = open(folder(upTo(5)).store);
  await list.more(never);
  assert.equal(list.update([envelope(4, '1', ['\\Seen']), envelope(9)]), true);
  assert.equal(list.envelopes[1]?.flags.has('\\Seen'), true);
  assert.equal(list.remove(new Set(['1 5', '1 9'])), true);
  assert.equal(shown(list), '4 3');
});
