// IMAP servers that are silent, full or away: nothing waits longer than it may.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { imapTimes } from '../../client/src/mail/imap/imapTimes.ts';
import type { StoreEvent } from '../../client/src/mail/mailStore.ts';
import { startHostileImap } from '../servers/hostileImap.ts';
import { until } from './imapSettings.ts';
import { open, fails, one, list, short } from './hostileImapSettings.ts';

test('fault 14: a server that never says who it is', async () => {
  await using server = await startHostileImap({ greeting: '' });
  await using opened = open(server, { times: short });
  await fails(opened, list, 'greeting-timeout');
});

test('fault 15: a server that falls silent, at each command', async () => {
  for (const name of ['CAPABILITY', 'AUTHENTICATE', 'NAMESPACE', 'EXAMINE', 'FETCH']) {
    await using server = await startHostileImap({
      messages: [one],
      capabilities: 'IMAP4rev1 AUTH=PLAIN SASL-IR NAMESPACE',
      on: { [name]: () => '' },
    });
    await using opened = open(server, { times: short });
    await fails(opened, list, 'server-silent');
  }
});

test('fault 17: a server that has no room for another connection is asked less', async () => {
  await using server = await startHostileImap({ greeting: '* BYE [LIMIT] Too many connections\r\n' });
  await using opened = open(server);
  await fails(opened, list, 'server-busy');
  server.options = {
    messages: [one],
    get greeting() {
      return server.sessions > 2 ? '* BYE Too many connections\r\n' : '* OK ready\r\n';
    },
  };
  const lists = await Promise.all([list(opened.store), list(opened.store), list(opened.store)]);
  assert.deepEqual(lists, [['Hi'], ['Hi'], ['Hi']]);
});

test('where there is room for one connection only, work goes before watching', async () => {
  await using server = await startHostileImap({ messages: [one] });
  server.options = {
    messages: [one],
    get greeting() {
      return server.connected > 1 ? '* BYE [LIMIT] Too many connections\r\n' : '* OK ready\r\n';
    },
  };
  const events: StoreEvent[] = [];
  await using opened = open(server, { times: { firstPause: 50, lastPause: 300, rest: 50, farewell: 50 } });
  using _ = opened.store.watch((event) => events.push(event));
  await until('watched', () => events.some(({ kind }) => kind === 'messages'));
  assert.deepEqual(await list(opened.store), ['Hi']);
  events.length = 0;
  await until('watched again', () => events.some(({ kind }) => kind === 'messages'));
});

test('fault 18: a server that says goodbye', async () => {
  await using server = await startHostileImap({
    greeting: '* BYE Down for maintenance\r\n',
  });
  await using opened = open(server);
  const failure = await fails(opened, list, 'server-closed');
  assert.equal(failure.message, '127.0.0.1 closed the connection: Down for maintenance');
  server.options = {
    on: {
      EXAMINE: (_, session) => {
        session.send('* BYE Shutting down\r\n');
        setTimeout(() => session.cut(), 20);
        return '';
      },
    },
  };
  await fails(opened, list, 'server-closed');
});

test('without IDLE the server is asked from time to time', async () => {
  let exists = 0;
  await using server = await startHostileImap({
    capabilities: 'IMAP4rev1 AUTH=PLAIN SASL-IR',
    on: { NOOP: () => (exists > 0 ? `* ${exists} EXISTS\r\n{tag} OK done\r\n` : undefined) },
  });
  const events: StoreEvent[] = [];
  await using opened = open(server, { times: { poll: 30, silence: 300 } });
  using _ = opened.store.watch((event) => events.push(event));
  await until('watched', () => events.some(({ kind }) => kind === 'messages'));
  events.length = 0;
  exists = 1;
  await until('arrived', () =>
    events.some((event) => event.kind === 'messages' && event.changes?.arrived === true),
  );
  await wait(100);
  assert.equal(events.length, 1, 'told once');
});

test('IDLE is ended and begun anew long before the 29 minutes of RFC 2177', async () => {
  assert.ok(imapTimes.idle < 29 * 60_000 && imapTimes.rest < 29 * 60_000);
  await using server = await startHostileImap();
  const events: StoreEvent[] = [];
  await using opened = open(server, { times: { idle: 40, silence: 1000 } });
  using _ = opened.store.watch((event) => events.push(event));
  const said = (line: RegExp): number => opened.lines.filter((each) => line.test(each)).length;
  await until('begun anew twice', () => said(/^C: .*\bIDLE$/) >= 3 && said(/^C: DONE$/) >= 2);
  assert.equal(server.sessions, 1, 'on the same connection');
  assert.ok(events.every(({ kind }) => kind !== 'offline'));
});

test('a server that is silent in IDLE is noticed at its end, and another connection is opened', async () => {
  await using server = await startHostileImap({ on: { NOOP: () => '' } });
  const events: StoreEvent[] = [];
  await using opened = open(server, { times: { idle: 40, silence: 80, firstPause: 10, lastPause: 20 } });
  using _ = opened.store.watch((event) => events.push(event));
  await until('opened anew', () => server.sessions >= 3);
  assert.deepEqual(
    events
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'messages')
      .slice(0, 3),
    ['online', 'offline', 'online'],
  );
});

test('waiting for a server that is away takes longer each time', async () => {
  await using server = await startHostileImap({ greeting: '* BYE away\r\n' });
  await using opened = open(server, { times: { firstPause: 20, lastPause: 200 } });
  using _ = opened.store.watch(() => undefined);
  await wait(600);
  assert.ok(server.sessions >= 3 && server.sessions <= 12, String(server.sessions));
});

test('an account that is removed while it loads ends at once', async () => {
  await using server = await startHostileImap({ messages: [one], on: { FETCH: () => '' } });
  const opened = open(server, { times: { silence: 5000 } });
  const listed = fails(opened, list, 'account-removed');
  await until('under way', () => server.heard.some((line) => line.includes(' FETCH ')));
  await opened.store[Symbol.asyncDispose]();
  await listed;
});
