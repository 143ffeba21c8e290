// IMAP servers that flood and lie: what they send is bounded, and shown as it is or not at all.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fetchItems, startHostileImap } from '../servers/hostileImap.ts';
import { message, never } from './imapSettings.ts';
import { fails, id, list, one, open, read, three } from './hostileImapSettings.ts';

test('fault 36: a line of 100 MB', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'x');
  await using server = await startHostileImap({
    messages: [one],
    on: {
      FETCH: (_, session) => {
        session.send('* OK ');
        for (let sent = 0; sent < 100; sent++) session.send(piece);
        return '';
      },
    },
  });
  await using opened = open(server);
  await fails(opened, list, 'answer-too-large');
});

test('a literal of a gigabyte is not waited for', async () => {
  await using server = await startHostileImap({
    messages: [one],
    on: { 'UID FETCH': () => '* 1 FETCH (UID 5 BODY[]<0> {1000000000}\r\nx' },
  });
  await using opened = open(server);
  await fails(opened, read, 'answer-too-large');
});

test('fault 37: answers that cannot be read', async () => {
  await using server = await startHostileImap({
    messages: [one],
    on: { FETCH: () => '{tag} \u0001\u0002 ((((\r\n' },
  });
  await using opened = open(server);
  await fails(opened, list, 'answer-malformed');
  server.options = {
    messages: [one],
    on: { 'UID FETCH': () => '* 1 FETCH (UID 5 BODY[]<0> "cut\r\n{tag} OK done\r\n' },
  };
  await fails(opened, read, 'answer-malformed');
  // More octets than were asked for.
  server.options = {
    messages: [one],
    on: {
      'UID FETCH': () => [
        '* 1 FETCH (UID 5 BODY[]<0> {600000}\r\n',
        Buffer.alloc(600_000, 'x'),
        ')\r\n{tag} OK done\r\n',
      ],
    },
  };
  await fails(opened, read, 'answer-malformed');
});

test('a million folders: the first are shown, soon', async () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `* LIST () "/" "f{n}/${at}"\r\n`).join('');
  await using server = await startHostileImap({
    on: {
      LIST: ({ rest }, session) => {
        if (!rest.includes('*')) return undefined;
        for (let n = 0; n < 100; n++) session.send(lines.replaceAll('{n}', String(n)));
        return '{tag} OK done\r\n';
      },
    },
  });
  await using opened = open(server, { times: { silence: 2000 } }, { folders: 1000 });
  const began = performance.now();
  assert.equal((await opened.store.folders(never)).length, 1000);
  assert.ok(performance.now() - began < 5000);
  assert.equal(opened.store.foldersNotice?.code, 'too-many-folders');
  assert.deepEqual(await list(opened.store), []);
});

test('a server that talks without end is cut, also while one logs in', async () => {
  const flood = '* OK and another thing\r\n'.repeat(2000);
  await using server = await startHostileImap({ on: { LIST: () => flood.repeat(3) } });
  // What is cut here is the flood, and not the silence of a machine that is busy.
  await using opened = open(server, { times: { silence: 5000, farewell: 50 } });
  await fails(opened, list, 'answer-too-large');
  server.options = { messages: [one], on: { FETCH: () => flood.repeat(200) } };
  await fails(opened, list, 'answer-too-large');
});

test('odd names of folders are names, and go back to the server as they came', async () => {
  const names = ['../../etc/passwd', '\u202egnp.exe', 'tab\there', 'INBOX/*', 'quo"te', 'back\\slash', '&-'];
  const listed = names.map((name) => `* LIST () "/" {${Buffer.byteLength(name)}}\r\n${name}\r\n`).join('');
  await using server = await startHostileImap({
    on: { LIST: () => Buffer.from(`${listed}* LIST () "/" "&ANw-ber"\r\n{tag} OK done\r\n`) },
  });
  await using opened = open(server);
  const folders = await opened.store.folders(never);
  assert.deepEqual(
    folders.map((folder) => folder.id),
    [...names.slice(0, -1), '&', 'Über'],
  );
  for (const folder of folders) await opened.store.list(folder.id, { sort: 'date', size: 1 }, never);
  const opening = server.heard.filter((line) => line.includes('EXAMINE'));
  assert.match(opening.at(-1) ?? '', /EXAMINE "&ANw-ber"$/);
  assert.match(opening[0] ?? '', /EXAMINE "?\.\.\/\.\.\/etc\/passwd"?$/);
});

test('an EXPUNGE nobody asked for, while a page loads, loses and doubles nothing', async () => {
  await using server = await startHostileImap({
    messages: three,
    on: {
      FETCH: ({ rest }) => {
        const [first, second, third] = three.map((each) => fetchItems(each, rest).toString());
        return `* 1 FETCH (${first})\r\n* 1 EXPUNGE\r\n* 1 FETCH (${second})\r\n* 2 FETCH (${third})\r\n{tag} OK done\r\n`;
      },
    },
  });
  await using opened = open(server);
  assert.deepEqual(await list(opened.store), ['M3', 'M2', 'M1']);
});

test('UIDs that are used twice show one message', async () => {
  const again = [...three, { uid: 3, octets: message('Again'), subject: 'Again' }];
  await using server = await startHostileImap({ messages: again });
  await using opened = open(server);
  assert.deepEqual(await list(opened.store), ['Again', 'M2', 'M1']);
});

test('fault 32: UIDVALIDITY changes, and what is known by UID is not touched', async () => {
  await using server = await startHostileImap({ messages: [one], validity: 8 });
  await using opened = open(server);
  await fails(opened, read, 'uidvalidity-changed');
  await fails(opened, (store) => store.expunge([id], never), 'uidvalidity-changed');
  assert.ok(!server.heard.some((line) => /STORE|EXPUNGE|FETCH/.test(line)));
});

test('fault 31: a message that is gone', async () => {
  await using server = await startHostileImap({ messages: [] });
  await using opened = open(server);
  await fails(opened, read, 'message-gone');
});
