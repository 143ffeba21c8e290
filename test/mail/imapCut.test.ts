// IMAP connections that are cut anywhere: nothing is lost, nothing is done twice, and one learns what nobody knows.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import { fetchItems, startHostileImap } from '../servers/hostileImap.ts';
import { assertNoSecret, message, never, password } from './imapSettings.ts';
import { LOST, atEveryOctet, fails, id, list, one, open, read, short } from './hostileImapSettings.ts';

test('a server that behaves is served', async () => {
  await using server = await startHostileImap({ messages: [one] });
  await using opened = open(server);
  assert.deepEqual(await list(opened.store), ['Hi']);
  assert.ok((await read(opened.store)).equals(one.octets));
  // The secret went over the wire, and stands in no recording.
  const login = opened.lines.indexOf('C: 2 AUTHENTICATE PLAIN');
  assert.deepEqual(opened.lines.slice(login + 1, login + 4), [
    'S: + <secret>',
    'C: <secret>',
    'S: 2 OK done',
  ]);
  assert.ok(server.heard.includes(Buffer.from(`\0alice\0${password}`).toString('base64')));
  assertNoSecret(opened.lines.join('\n'));
});

test('fault 16: a connection cut at any octet of the greeting; the next one works', async () => {
  const greeting = '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n';
  await atEveryOctet(greeting.length, async (octets) => {
    await using server = await startHostileImap({
      greeting,
      cut: { command: 'greeting', octets, sessions: 1 },
    });
    await using opened = open(server);
    await fails(opened, list, ...LOST);
    assert.deepEqual(await list(opened.store), []);
  });
});

test('a connection cut at any octet of a list is repeated once when it had rested, else told', async () => {
  const answer = `* 1 FETCH (${fetchItems(one, 'ENVELOPE RFC822.SIZE BODYSTRUCTURE').toString()})\r\n4 OK done\r\n`;
  await atEveryOctet(answer.length, async (octets) => {
    await using server = await startHostileImap({
      messages: [one],
      cut: { command: 'FETCH', octets, sessions: 1 },
    });
    await using opened = open(server);
    await fails(opened, list, ...LOST);
    assert.deepEqual(await list(opened.store), ['Hi']);
    assert.equal(server.sessions, 2);
  });
});

test('fault 39: a connection cut at any octet of a message is no message', async () => {
  const head = '* 1 FETCH (UID 5 FLAGS () BODY[]<0> {';
  const whole =
    head.length + `${one.octets.length}}\r\n`.length + one.octets.length + ')\r\n1 OK done\r\n'.length;
  const codes = new Set<string>();
  await atEveryOctet(whole, async (octets) => {
    await using server = await startHostileImap({
      messages: [one],
      cut: { command: 'UID FETCH', octets, sessions: 1 },
    });
    await using opened = open(server);
    codes.add((await fails(opened, read, ...LOST)).code);
    assert.ok((await read(opened.store)).equals(one.octets));
  });
  assert.ok(codes.has('message-incomplete'));
});

test('a literal that is announced larger than it is sent ends in its time', async () => {
  await using server = await startHostileImap({
    messages: [one],
    on: { 'UID FETCH': () => '* 1 FETCH (UID 5 BODY[]<0> {5000}\r\nonly this' },
  });
  await using opened = open(server, { times: short });
  const failure = await fails(opened, read, 'message-incomplete');
  assert.deepEqual(failure.details, ['127.0.0.1', '9', '5000']);
});

test('fault 40: a connection cut at any octet of the answer to APPEND: nobody knows', async () => {
  await atEveryOctet('A OK [APPENDUID 7 99] stored'.length, async (octets) => {
    await using server = await startHostileImap({ cut: { command: 'APPEND', octets } });
    await using opened = open(server);
    const append = (store: ImapStore): Promise<unknown> =>
      store.append('INBOX', message('Sent'), ['\\Seen'], never);
    await fails(opened, append, 'append-unknown');
    assert.equal(server.heard.filter((line) => line.includes('APPEND')).length, 1, 'it is not sent twice');
  });
});

test('fault 41: a connection cut at any octet of the answer to MOVE: refresh both', async () => {
  await atEveryOctet('* OK [COPYUID 8 5 1] moved\r\n* 1 EXPUNGE\r\nA OK'.length, async (octets) => {
    await using server = await startHostileImap({ messages: [one], cut: { command: 'UID MOVE', octets } });
    await using opened = open(server);
    const failure = await fails(opened, (store) => store.move([id], 'Other', never), 'move-unknown');
    assert.deepEqual(failure.details, ['127.0.0.1', '1', 'Other']);
    assert.equal(server.heard.filter((line) => line.includes('MOVE')).length, 1, 'it is not sent twice');
  });
});

test('a connection that died at rest is no reason to fail, nor to do anything twice', async () => {
  await using server = await startHostileImap({ messages: [one] });
  await using opened = open(server, { times: { stale: 0, farewell: 100, silence: 500 } });
  await list(opened.store);
  // Silent, not closed: as behind a gateway that forgot the connection.
  server.options = { messages: [one], on: { NOOP: (_, session) => (session.number === 1 ? '' : undefined) } };
  await opened.store.flag([id], { add: ['\\Flagged'] }, never);
  assert.equal(server.heard.filter((line) => line.includes('STORE')).length, 1);
  assert.equal(server.sessions, 2);
});
