// IMAP servers that refuse, or have none of the extensions: what is done without them, and what is not done at all.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startHostileImap } from '../servers/hostileImap.ts';
import { message, never } from './imapSettings.ts';
import { fails, id, list, one, open, three } from './hostileImapSettings.ts';

test('fault 35: what a server refuses is told with its words', async () => {
  await using server = await startHostileImap({
    messages: [one],
    on: { 'UID MOVE': () => '{tag} NO [CANNOT] not today\r\n' },
  });
  await using opened = open(server);
  const failure = await fails(opened, (store) => store.move([id], 'Other', never), 'command-refused');
  assert.equal(failure.message, '127.0.0.1 refused MOVE: not today');
});

test('fault 34: what is not permitted', async () => {
  await using server = await startHostileImap({ on: { APPEND: () => '{tag} NO [NOPERM] read only\r\n' } });
  await using opened = open(server);
  const failure = await fails(
    opened,
    (store) => store.append('Shared', message('x'), [], never),
    'not-permitted',
  );
  assert.equal(failure.message, '127.0.0.1 does not permit this in Shared: read only');
});

test('fault 30: a folder that is gone', async () => {
  await using server = await startHostileImap({ on: { EXAMINE: () => '{tag} NO [NONEXISTENT] gone\r\n' } });
  await using opened = open(server);
  await fails(opened, list, 'folder-gone');
});

test('without MOVE messages are copied and expunged by UID; without UIDPLUS nothing is done at all', async () => {
  await using server = await startHostileImap({
    messages: [one],
    capabilities: 'IMAP4rev1 AUTH=PLAIN SASL-IR UIDPLUS',
    on: { 'UID COPY': () => '{tag} OK [COPYUID 8 5 1] copied\r\n' },
  });
  await using opened = open(server);
  assert.deepEqual(await opened.store.move([id], 'Other', never), [
    { folder: 'Other', validity: '8', uid: '1' },
  ]);
  assert.deepEqual(
    server.heard.filter((line) => /COPY|STORE|EXPUNGE/.test(line)).map((line) => line.replace(/^\S+ /, '')),
    ['UID COPY 5 "Other"', 'UID STORE 5 +FLAGS.SILENT (\\Deleted)', 'UID EXPUNGE 5'],
  );
  await using poor = await startHostileImap({
    messages: [one],
    capabilities: 'IMAP4rev1 AUTH=PLAIN SASL-IR',
  });
  await using there = open(poor);
  await fails(there, (store) => store.move([id], 'Other', never), 'not-supported');
  await fails(there, (store) => store.expunge([id], never), 'not-supported');
  assert.ok(!poor.heard.some((line) => /COPY|STORE|EXPUNGE/.test(line)));
});

test('a copy that is refused leaves the messages where they are', async () => {
  await using server = await startHostileImap({
    messages: [one],
    capabilities: 'IMAP4rev1 AUTH=PLAIN SASL-IR UIDPLUS',
    on: { 'UID COPY': () => '{tag} NO [OVERQUOTA] full\r\n' },
  });
  await using opened = open(server);
  await fails(opened, (store) => store.move([id], 'Other', never), 'over-quota');
  assert.ok(!server.heard.some((line) => /STORE|EXPUNGE/.test(line)));
});

test('where the server sorts nothing, a few thousand messages are sorted here, and more are not', async () => {
  const messages = ['Cid', 'Ann', 'Bob'].map((subject, at) => ({
    uid: at + 1,
    subject,
    octets: Buffer.alloc(10 * (at + 1), 'x'),
  }));
  await using server = await startHostileImap({ messages });
  await using opened = open(server);
  const sorted = async (sort: 'subject' | 'size'): Promise<readonly string[]> => {
    const { envelopes } = await opened.store.list('INBOX', { sort, size: 10 }, never);
    return envelopes.map(({ subject }) => subject);
  };
  assert.deepEqual(await sorted('subject'), ['Ann', 'Bob', 'Cid']);
  assert.deepEqual(await sorted('size'), ['Bob', 'Ann', 'Cid']);
  await using large = await startHostileImap({
    on: { EXAMINE: () => '* 6000 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n{tag} OK open\r\n' },
  });
  await using there = open(large);
  await fails(there, (store) => store.list('INBOX', { sort: 'from', size: 9 }, never), 'not-supported');
});

test('a server without extensions is asked for subscriptions, counts and what others share, one by one', async () => {
  const list: Readonly<Record<string, string>> = {
    '"" "*"':
      '* LIST (\\HasChildren) "." INBOX\r\n* LIST () "." "INBOX.Sent"\r\n* LIST (\\Noselect) "." Top\r\n',
    '"" "Shared/*"': '* LIST () "/" "Shared/Team"\r\n',
  };
  await using server = await startHostileImap({
    capabilities: 'IMAP4rev1 NAMESPACE AUTH=PLAIN',
    on: {
      NAMESPACE: () => '* NAMESPACE (("INBOX." ".")) NIL (("Shared/" "/"))\r\n{tag} OK done\r\n',
      LIST: ({ rest }) => `${list[rest] ?? ''}{tag} OK done\r\n`,
      LSUB: () => '* LSUB () "." "INBOX.Sent"\r\n{tag} OK done\r\n',
      STATUS: ({ rest }) => `* STATUS ${rest.split(' ')[0] ?? ''} (MESSAGES 3 UNSEEN 1)\r\n{tag} OK done\r\n`,
    },
  });
  await using opened = open(server);
  const folders = await opened.store.folders(never);
  assert.deepEqual(
    folders.map((folder) => [
      folder.path.join(' > '),
      folder.specialUse,
      folder.subscribed,
      folder.selectable,
      folder.messages,
    ]),
    [
      ['INBOX', '\\Inbox', true, true, 3],
      ['INBOX > Sent', '\\Sent', true, true, 3],
      ['Top', undefined, false, false, undefined],
      ['Shared > Team', undefined, false, true, undefined],
    ],
  );
  // Of names that lack the prefix of the personal namespace the library would make others.
  await opened.store.list('Shared/Team', { sort: 'date', size: 1 }, never);
  assert.ok(
    server.heard.some((line) => line.endsWith(' EXAMINE Shared/Team')),
    server.heard.join('\n'),
  );
  await opened.store.createFolder(['Work'], never);
  assert.ok(
    server.heard.some((line) => line.endsWith(' CREATE "INBOX.Work"')),
    server.heard.join('\n'),
  );
});

test('without THREAD the messages of a conversation are found by their references', async () => {
  await using server = await startHostileImap({
    messages: three,
    on: {
      'UID FETCH': ({ rest }) => {
        const header = 'References: <a@x> <b@x>\r\nMessage-ID: <c@x>\r\n\r\n';
        const section = 'BODY[HEADER.FIELDS (MESSAGE-ID REFERENCES IN-REPLY-TO)]';
        if (!rest.includes('HEADER.FIELDS')) return undefined;
        return `* 2 FETCH (UID 2 ${section} {${header.length}}\r\n${header})\r\n{tag} OK done\r\n`;
      },
      'UID SEARCH': () => '* SEARCH 3 1\r\n{tag} OK done\r\n',
    },
  });
  await using opened = open(server);
  const found = await opened.store.conversation({ ...id, uid: '2' }, never);
  assert.deepEqual(
    found.map(({ subject }) => subject),
    ['M1', 'M2', 'M3'],
  );
  const [asked = ''] = server.heard.filter((line) => line.includes('SEARCH'));
  for (const key of ['Message-ID', 'References']) {
    for (const each of ['a', 'b', 'c']) assert.ok(asked.includes(`OR HEADER ${key} "<${each}@x>"`), asked);
  }
});

test('Gmail is asked in its own language, and for its own conversations', async () => {
  await using server = await startHostileImap({
    messages: three,
    capabilities: 'IMAP4rev1 AUTH=PLAIN X-GM-EXT-1',
    on: {
      'UID FETCH': ({ rest }) =>
        rest.includes('X-GM-THRID') ? '* 2 FETCH (UID 2 X-GM-THRID 1234)\r\n{tag} OK done\r\n' : undefined,
      'UID SEARCH': () => '* SEARCH 3 1\r\n{tag} OK done\r\n',
    },
  });
  await using opened = open(server);
  const listing = { sort: 'date', size: 9, query: 'raw:"is:starred larger:1M"' } as const;
  const { envelopes } = await opened.store.list('INBOX', listing, never);
  assert.deepEqual(
    envelopes.map(({ subject }) => subject),
    ['M3', 'M1'],
  );
  const found = await opened.store.conversation({ ...id, uid: '2' }, never);
  assert.deepEqual(
    found.map(({ subject }) => subject),
    ['M1', 'M2', 'M3'],
  );
  assert.deepEqual(
    server.heard.filter((line) => line.includes('SEARCH')).map((line) => line.replace(/^\S+ /, '')),
    ['UID SEARCH X-GM-RAW "is:starred larger:1M"', 'UID SEARCH X-GM-THRID 1234'],
  );
});
