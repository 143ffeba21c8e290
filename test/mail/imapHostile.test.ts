// IMAP servers that cut, fall silent, flood and lie: every failure is one of the table, soon, and without the secret.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';

import type { FaultCode, MailError } from '../../client/src/mail/faults.ts';
import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { ImapStoreLimits } from '../../client/src/mail/imap/imapStore.ts';
import type { MessageId, StoreEvent } from '../../client/src/mail/mailStore.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import { fetchItems, startHostileImap } from '../servers/hostileImap.ts';
import type { HostileImap, HostileMessage } from '../servers/hostileImap.ts';
import { assertNoSecret, knows, message, never, password, recording, until } from './imapSettings.ts';

/** What a store is opened with, and all that it records. */
interface Opened extends AsyncDisposable {
  readonly store: ImapStore;
  readonly lines: readonly string[];
}

function open(server: HostileImap, chosen: Partial<ImapOptions> = {}, limits: ImapStoreLimits = {}): Opened {
  const { lines, recorder } = recording();
  const store = new ImapStore(
    {
      connector: nodeConnector,
      endpoint: { host: '127.0.0.1', port: server.port, security: 'none', timeout: 1000 },
      who: knows({ user: 'alice', password }),
      recorder,
      times: { silence: 1000, greeting: 1000, farewell: 50, firstPause: 10, lastPause: 50 },
      ...chosen,
    },
    limits,
  );
  return { store, lines, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

/** It fails with one of the table, within its time, and tells no secret. */
async function fails(
  opened: Opened,
  action: (store: ImapStore) => Promise<unknown>,
  ...codes: readonly FaultCode[]
): Promise<MailError> {
  const began = performance.now();
  const failure = await action(opened.store).then(
    (value) => assert.fail(`it works: ${JSON.stringify(value)}`),
    (error: unknown) => error as MailError,
  );
  const took = performance.now() - began;
  assert.ok(codes.includes(failure.code), inspect(failure));
  assert.ok(took < 6000, `it took ${took} ms`);
  assert.doesNotMatch(failure.message, /\{\d\}/);
  assertNoSecret(failure);
  assertNoSecret(opened.lines.join('\n'));
  return failure;
}

const one: HostileMessage = { uid: 5, octets: message('One') };
const three = [1, 2, 3].map((uid) => ({ uid, octets: message(`M${uid}`), subject: `M${uid}` }));
const id: MessageId = { folder: 'INBOX', validity: '7', uid: '5' };

function list(store: ImapStore): Promise<readonly string[]> {
  return store
    .list('INBOX', { sort: 'date', size: 10 }, never)
    .then(({ envelopes }) => envelopes.map(({ subject }) => subject));
}

async function read(store: ImapStore): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(id, undefined, never)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Cuts at every octet of an answer in turn, several at a time. */
async function atEveryOctet(length: number, check: (octets: number) => Promise<void>): Promise<void> {
  const places = Array.from({ length }, (_, octets) => octets);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let octets = places.pop(); octets !== undefined; octets = places.pop()) await check(octets);
    }),
  );
}

const short = { silence: 150, greeting: 150, farewell: 50 };

const LOST: readonly FaultCode[] = ['connection-lost', 'server-closed', 'message-incomplete'];

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
  await using opened = open(server);
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

test('fault 13: a port that speaks something else', async () => {
  for (const greeting of ['220 mail ESMTP\r\n', '+OK POP3\r\n', 'SSH-2.0-x\r\n', 'HTTP/1.1 400 Bad\r\n']) {
    await using server = await startHostileImap({ greeting });
    await using opened = open(server);
    await fails(opened, list, 'not-this-protocol');
  }
});

test('fault 11: STARTTLS that is missing or refused; nothing of the login is sent', async () => {
  const refusals = ['{tag} BAD unknown\r\n', '{tag} NO not now\r\n'];
  for (const answer of refusals) {
    await using server = await startHostileImap({ on: { STARTTLS: () => answer } });
    await using opened = open(server, {
      endpoint: { host: '127.0.0.1', port: server.port, security: 'starttls', timeout: 1000 },
    });
    await fails(opened, list, 'starttls-missing');
    assert.deepEqual(server.heard, ['TLS1 STARTTLS']);
  }
  await using server = await startHostileImap({ greeting: '* PREAUTH welcome\r\n' });
  await using opened = open(server, {
    endpoint: { host: '127.0.0.1', port: server.port, security: 'starttls' },
  });
  await fails(opened, list, 'starttls-missing');
  assert.deepEqual(server.heard, []);
});

test('fault 12: STARTTLS with more behind its answer', async () => {
  for (const more of ['* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n', '* ', 'x']) {
    await using server = await startHostileImap({ on: { STARTTLS: () => `{tag} OK begin\r\n${more}` } });
    await using opened = open(server, {
      endpoint: { host: '127.0.0.1', port: server.port, security: 'starttls', timeout: 1000 },
    });
    await fails(opened, list, 'starttls-injected');
    assert.deepEqual(server.heard, ['TLS1 STARTTLS']);
  }
});

test('faults of a login are told by what the server says, and never repeat the secret', async () => {
  const cases: readonly (readonly [string, FaultCode])[] = [
    ['NO [AUTHENTICATIONFAILED] no', 'wrong-password'],
    [
      `NO bad password ${password} (${Buffer.from(`\0alice\0${password}`).toString('base64')})`,
      'wrong-password',
    ],
    ['NO [ALERT] Application-specific password required', 'app-password-needed'],
    ['NO [EXPIRED] password expired', 'token-expired'],
    ['NO [UNAVAILABLE] later', 'server-busy'],
    ['NO Account temporarily locked, too many failures', 'account-locked'],
  ];
  for (const [answer, code] of cases) {
    await using server = await startHostileImap({ on: { AUTHENTICATE: () => `{tag} ${answer}\r\n` } });
    await using opened = open(server);
    await fails(opened, list, code);
  }
});

test('fault 21: a provider that wants an app password', async () => {
  const said = 'NO [ALERT] Please log in via your web browser: use an app password\r\n';
  await using server = await startHostileImap({ on: { AUTHENTICATE: () => `{tag} ${said}` } });
  await using opened = open(server);
  await fails(opened, list, 'app-password-needed');
});

test('fault 23: an account that is locked', async () => {
  await using server = await startHostileImap({
    on: { AUTHENTICATE: () => '{tag} NO [CONTACTADMIN] Account is locked\r\n' },
  });
  await using opened = open(server);
  const failure = await fails(opened, list, 'account-locked');
  assert.match(failure.message, /locked alice for now \(Account is locked\)/);
});

test('fault 24: no way to log in that is known here', async () => {
  await using server = await startHostileImap({ capabilities: 'IMAP4rev1 AUTH=GSSAPI LOGINDISABLED' });
  await using opened = open(server, { who: knows({ user: 'alice', accessToken: 'token-alice' }) });
  const failure = await fails(opened, list, 'no-common-mechanism');
  assert.match(failure.message, /GSSAPI/);
});

test('fault 27: a server that allows no login in clear', async () => {
  await using server = await startHostileImap({ capabilities: 'IMAP4rev1 LOGINDISABLED' });
  await using opened = open(server);
  await fails(opened, list, 'login-disabled');
});

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

test('an account that is removed while it loads ends at once', async () => {
  await using server = await startHostileImap({ messages: [one], on: { FETCH: () => '' } });
  const opened = open(server, { times: { silence: 5000 } });
  const listed = fails(opened, list, 'account-removed');
  await until('under way', () => server.heard.some((line) => line.includes(' FETCH ')));
  await opened.store[Symbol.asyncDispose]();
  await listed;
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
