// Live changes of an IMAP account against a real Dovecot: IDLE, restarts, sleep, passwords that change.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { MessageChanges, StoreEvent } from '../../client/src/mail/mailStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, knows, message, never, password, until } from './imapSettings.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

/** A store that watches, and what it tells. */
class Watched implements AsyncDisposable {
  readonly store: ImapStore;
  events: StoreEvent[] = [];
  opened = 0;
  readonly #watch: Disposable;

  constructor(chosen: Partial<ImapOptions> = {}) {
    const { connector, ...rest } = aliceAt(servers, chosen);
    this.store = new ImapStore({
      ...rest,
      connector: {
        open: (endpoint, cancel) => {
          this.opened++;
          return connector.open(endpoint, cancel);
        },
      },
    });
    this.#watch = this.store.watch((event) => this.events.push(event));
  }

  kinds(): readonly string[] {
    return this.events.map(({ kind }) => kind);
  }

  changes(folder: string): readonly MessageChanges[] {
    return this.events.flatMap((event) =>
      event.kind === 'messages' && event.folder === folder ? (event.changes ?? []) : [],
    );
  }

  unclear(folder: string): number {
    return this.events.filter(
      (event) => event.kind === 'messages' && event.folder === folder && event.changes === undefined,
    ).length;
  }

  /** Waits until the folder is watched, and forgets what was told so far. */
  async ready(folder = 'INBOX'): Promise<void> {
    await until(`${folder} is watched`, () => this.unclear(folder) > 0);
    this.events = [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch[Symbol.dispose]();
    await this.store[Symbol.asyncDispose]();
  }
}

/** Another program of alice. */
let other: ImapStore;
beforeEach(() => {
  other = new ImapStore(aliceAt(servers));
});

const quick = { firstPause: 20, lastPause: 100 };

test('new mail, other flags and expunges are told within a second, by UID', async () => {
  await using _ = other;
  await using watched = new Watched();
  await watched.ready();
  const stored = await other.append('INBOX', message('New'), [], never);
  assert.ok(stored);
  await until('arrived', () => watched.changes('INBOX').some(({ arrived }) => arrived), 2500);
  assert.deepEqual(watched.kinds(), ['messages']);
  watched.events = [];
  await other.flag([stored], { add: ['\\Flagged'] }, never);
  await until('flagged', () => watched.changes('INBOX').length > 0, 2500);
  const [flagged] = watched.changes('INBOX');
  assert.equal(flagged?.validity, stored.validity);
  assert.deepEqual([...(flagged.flags.get(stored.uid) ?? [])].includes('\\Flagged'), true);
  watched.events = [];
  await other.expunge([stored], never);
  await until('gone', () => watched.changes('INBOX').some(({ gone }) => gone.includes(stored.uid)), 2500);
  assert.equal(watched.unclear('INBOX'), 0);
});

test('the folder that is shown is watched beside the INBOX', async () => {
  await using _ = other;
  await using watched = new Watched();
  await watched.ready();
  watched.store.show('Archive');
  await watched.ready('Archive');
  await other.append('Archive', message('Kept'), [], never);
  await until('arrived', () => watched.changes('Archive').some(({ arrived }) => arrived), 2500);
  await other.append('INBOX', message('Too'), [], never);
  await until('both', () => watched.changes('INBOX').some(({ arrived }) => arrived), 2500);
  watched.store.show(undefined);
  watched.events = [];
  await other.append('Archive', message('Unseen'), [], never);
  await other.append('INBOX', message('Seen'), [], never);
  await until('INBOX', () => watched.changes('INBOX').length > 0, 2500);
  assert.deepEqual(watched.changes('Archive'), []);
});

test('after a restart of the server it comes back by itself, knows what changed, and tells it once', async () => {
  await using _ = other;
  const kept = await other.append('INBOX', message('Before'), [], never);
  assert.ok(kept);
  await using watched = new Watched({ times: quick });
  await watched.ready();
  await servers.restartDovecot();
  await until('offline', () => watched.kinds().includes('offline'));
  await until('online', () => watched.kinds().includes('online'), 10_000);
  await other.append('INBOX', message('After'), [], never);
  await until('arrived', () => watched.changes('INBOX').some(({ arrived }) => arrived), 2500);
  assert.equal(watched.unclear('INBOX'), 0, 'by QRESYNC nothing is unclear');
  assert.equal(watched.kinds().filter((kind) => kind === 'online').length, 1);
  // The pool finds its connections dead, and opens others.
  assert.ok((await watched.store.list('INBOX', { sort: 'date', size: 5 }, never)).envelopes.length > 0);
});

test('what happened while the connection was lost is told by UID when it is back', async () => {
  await using _ = other;
  const [gone, flagged] = [
    await other.append('INBOX', message('Gone'), [], never),
    await other.append('INBOX', message('Flagged'), [], never),
  ];
  assert.ok(gone && flagged);
  let time = 1_000_000;
  await using watched = new Watched({
    times: { firstPause: 400, lastPause: 400, tick: 20 },
    now: () => time,
  });
  await watched.ready();
  // The machine sleeps for an hour.
  time += 3_600_000;
  await until('offline', () => watched.kinds().includes('offline'));
  await other.expunge([gone], never);
  await other.flag([flagged], { add: ['\\Answered'] }, never);
  await other.append('INBOX', message('Arrived'), [], never);
  await until('told', () => watched.changes('INBOX').length > 0);
  const [changes] = watched.changes('INBOX');
  assert.deepEqual(changes?.gone, [gone.uid]);
  assert.equal(changes.flags.get(flagged.uid)?.has('\\Answered'), true);
  assert.equal(changes.arrived, true);
  assert.deepEqual(watched.kinds(), ['offline', 'online', 'messages']);
});

test('a password that is refused is not tried again until the account works elsewhere', async () => {
  await using _ = other;
  let who = knows({ user: 'alice', password: 'wrong-pw' });
  await using watched = new Watched({ times: quick, who: (cancel) => who(cancel) });
  await until('offline', () => watched.kinds().includes('offline'), 10_000);
  const [offline] = watched.events;
  assert.equal(offline?.kind === 'offline' && (offline.error as { code?: string }).code, 'wrong-password');
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(watched.opened, 1);
  who = knows({ user: 'alice', password });
  await watched.store.list('INBOX', { sort: 'date', size: 1 }, never);
  await until('online', () => watched.kinds().includes('online'));
});

test('nobody listens, nobody watches', async () => {
  await using _ = other;
  const watched = new Watched();
  await watched.ready();
  watched.store.show('Archive');
  await watched.ready('Archive');
  await watched[Symbol.asyncDispose]();
  await other.append('INBOX', message('Unheard'), [], never);
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.deepEqual(watched.events, []);
});
