// A POP3 account against a server that breaks the rules: each failure is a row of the table of faults, and nothing hangs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FaultCode } from '../../client/src/mail/faults.ts';
import { textOf } from '../../client/src/mail/testing/reading.ts';
import { block, startHostilePop3 } from '../servers/hostilePop3.ts';
import type { Answer, HostilePop3Options } from '../servers/hostilePop3.ts';
import { assertNoSecret, never, password, recording } from './imapSettings.ts';
import { listed, pop3At, small } from './pop3Settings.ts';

const NASTY = small('Nasty', '.\r\n..\r\n...x\r\n.leading\r\nbare\n.\nbare\r.\r\rlong\r\n.').text;
const messages = [
  { uid: 'a', text: NASTY },
  { uid: 'b', ...small('Second') },
];

for (const pieces of [1, 2, 3, 5, 7]) {
  test(`a message that comes ${pieces} octets at a time is the message`, async () => {
    await using server = await startHostilePop3({ messages, pieces });
    await using store = await pop3At(server.port);
    const [, first] = await listed(store);
    assert.ok(first);
    assert.equal(await textOf(store, first), NASTY);
  });
}

test('a range of a message is the same octets, wherever it is cut', async () => {
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port);
  const [, id] = await listed(store);
  assert.ok(id);
  for (const [from, to] of [
    [0, 1],
    [10, 40],
    [NASTY.length - 5, NASTY.length],
    [NASTY.length, 9999],
  ] as const) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of store.read(id, { from, to }, never)) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString('latin1'), NASTY.slice(from, to), `${from} to ${to}`);
  }
});

test('a line of 100 MB in a message is passed on, not kept', async () => {
  const megabyte = Buffer.alloc(1 << 20, 'x');
  const answer: Answer = ['+OK\r\n', ...Array.from({ length: 100 }, () => megabyte), '\r\n.\r\n', 'silence'];
  await using server = await startHostilePop3({
    messages,
    answer: (line) => (line.startsWith('RETR') ? answer : undefined),
  });
  await using store = await pop3At(server.port, { silence: 2000 });
  const [id] = await listed(store);
  assert.ok(id);
  const before = process.memoryUsage().arrayBuffers;
  let octets = 0;
  let most = 0;
  for await (const chunk of store.read(id, { from: 0, to: 101 << 20 }, never)) {
    octets += chunk.length;
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  assert.equal(octets, (100 << 20) + 2);
  assert.ok(most < 150 << 20, `${most} octets were held`);
});

test('a message larger or smaller than announced is delivered as it came', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line) => (line === 'LIST' ? [`+OK\r\n${block('1 5\r\n2 999999\r\n')}`] : undefined),
  });
  await using store = await pop3At(server.port);
  const [second, first] = await listed(store);
  assert.ok(first && second);
  assert.equal(await textOf(store, first), NASTY);
  assert.equal(await textOf(store, second), small('Second').text);
});

test('LIST, UIDL and STAT that tell different things list what LIST has', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line) => (line === 'UIDL' ? [`+OK\r\n${block('2 b\r\n7 z\r\nnonsense\r\n')}`] : undefined),
  });
  await using store = await pop3At(server.port);
  assert.equal((await listed(store)).length, 2);
});

test('a server without PIPELINING gets one command at a time', async () => {
  let waiting = 0;
  await using server = await startHostilePop3({
    messages,
    capabilities: ['TOP', 'UIDL', 'USER'],
    answer: () => {
      waiting++;
      return undefined;
    },
  });
  await using store = await pop3At(server.port);
  assert.equal((await listed(store)).length, 2);
  assert.ok(waiting > 0);
});

interface Case {
  readonly title: string;
  readonly code: FaultCode;
  readonly server: HostilePop3Options;
}

function on(command: string, ...answer: Answer): HostilePop3Options['answer'] {
  return (line) => (line.startsWith(command) ? answer : undefined);
}

const listingCases: readonly Case[] = [
  { title: 'fault 13: not POP3', code: 'not-this-protocol', server: { greeting: ['220 smtp ready\r\n'] } },
  { title: 'fault 14: no greeting', code: 'greeting-timeout', server: { greeting: ['silence'] } },
  {
    title: 'fault 14: half a greeting',
    code: 'greeting-timeout',
    server: { greeting: ['+OK rea', 'silence'] },
  },
  { title: 'fault 15: silence at LIST', code: 'server-silent', server: { answer: on('LIST', 'silence') } },
  {
    title: 'fault 15: silence in UIDL',
    code: 'server-silent',
    server: { answer: on('UIDL', '+OK\r\n1 a', 'silence') },
  },
  { title: 'fault 15: silence at PASS', code: 'server-silent', server: { answer: on('PASS', 'silence') } },
  {
    title: 'fault 16: cut in the greeting',
    code: 'connection-lost',
    server: { greeting: ['+OK rea', 'cut'] },
  },
  {
    title: 'fault 16: cut in LIST',
    code: 'connection-lost',
    server: { answer: on('LIST', '+OK\r\n1 1', 'cut') },
  },
  {
    title: 'fault 16: cut in UIDL',
    code: 'connection-lost',
    server: { answer: on('UIDL', '+OK\r\n1 a\r\n', 'cut') },
  },
  {
    title: 'fault 16: cut in TOP',
    code: 'connection-lost',
    server: { answer: on('TOP', '+OK\r\nFrom: a', 'cut') },
  },
  {
    title: 'fault 17: too many sessions',
    code: 'server-busy',
    server: { answer: on('PASS', '-ERR [SYS/TEMP] wait\r\n') },
  },
  {
    title: 'fault 20: wrong password',
    code: 'wrong-password',
    server: { answer: on('PASS', '-ERR [AUTH] no\r\n') },
  },
  {
    title: 'fault 21: app password',
    code: 'app-password-needed',
    server: { answer: on('PASS', '-ERR [AUTH] Application-specific password required\r\n') },
  },
  {
    title: 'fault 23: account locked',
    code: 'account-locked',
    server: { answer: on('PASS', '-ERR account locked: too many attempts\r\n') },
  },
  {
    title: 'fault 27: no login in clear',
    code: 'login-disabled',
    server: { answer: on('USER', '-ERR [AUTH] Plaintext authentication disallowed\r\n') },
  },
  { title: 'fault 35: LIST refused', code: 'command-refused', server: { answer: on('LIST', '-ERR no\r\n') } },
  {
    title: 'fault 36: a greeting of 100 MB in one line',
    code: 'answer-too-large',
    server: { greeting: Array.from({ length: 100 }, () => Buffer.alloc(1 << 20, 'x')) },
  },
  {
    title: 'fault 36: a header of 100 MB',
    code: 'answer-too-large',
    server: {
      answer: on('TOP', '+OK\r\n', ...Array.from({ length: 100 }, () => Buffer.alloc(1 << 20, 'x'))),
    },
  },
  {
    title: 'fault 42: maildrop locked',
    code: 'maildrop-locked',
    server: { answer: on('PASS', '-ERR [IN-USE] another session has it\r\n') },
  },
  {
    title: 'fault 42: maildrop locked, in words',
    code: 'maildrop-locked',
    server: { answer: on('PASS', '-ERR maildrop already locked\r\n') },
  },
];

for (const { title, code, server: options } of listingCases) {
  test(title, async () => {
    await using server = await startHostilePop3({ messages, ...options });
    await using store = await pop3At(server.port, { silence: 200 });
    const error = await listed(store).then(
      () => assert.fail('the list came'),
      (reason: unknown) => reason as { readonly code: string },
    );
    assert.equal(error.code, code);
    assertNoSecret(error);
  });
}

for (const [title, answer, code] of [
  ['fault 11: STLS stripped', ['-ERR what\r\n'], 'starttls-missing'],
  ['fault 12: words injected behind the answer to STLS', ['+OK\r\n+OK injected\r\n'], 'starttls-injected'],
  ['fault 16: cut behind STLS', ['+OK\r\n', 'cut'], 'connection-lost'],
] as const) {
  test(title, async () => {
    const { lines, recorder } = recording();
    await using server = await startHostilePop3({ messages, answer: on('STLS', ...answer) });
    await using store = await pop3At(server.port, { security: { security: 'starttls' }, recorder });
    await assert.rejects(listed(store), { code });
    assert.deepEqual(
      server.said.filter((line) => /^(?:USER|PASS|AUTH)/.test(line)),
      [],
      'nothing secret was said',
    );
    assertNoSecret(lines.join('\n'));
  });
}

test('fault 39: cut in RETR, also in front of the terminator', async () => {
  for (const answer of [
    ['+OK\r\nFrom: a\r\n', 'cut'],
    [`+OK\r\nFrom: a\r\n.`, 'cut'],
    [`+OK\r\nFrom: a\r\n.\r`, 'cut'],
  ] as const) {
    await using server = await startHostilePop3({ messages, answer: on('RETR', ...answer) });
    await using store = await pop3At(server.port, { leave: { kind: 'delete' } });
    const [id] = await listed(store);
    assert.ok(id);
    await assert.rejects(textOf(store, id), { code: 'message-incomplete' });
    assert.deepEqual(store.deletions.pending(), [], 'half a message is no message');
    assert.deepEqual(
      (await listed(store)).map(({ uid }) => uid),
      ['b', 'a'],
    );
  }
});

test('fault 31: a message that is gone', async () => {
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port);
  const [id] = await listed(store);
  assert.ok(id);
  await assert.rejects(textOf(store, { ...id, uid: 'gone' }), { code: 'message-gone' });
});

test('a server that repeats the password tells it to nobody', async () => {
  const lines: string[] = [];
  const recorder = {
    client: (line: string) => void lines.push(line),
    server: (line: string) => void lines.push(line),
    note: (line: string) => void lines.push(line),
  };
  await using server = await startHostilePop3({ answer: on('PASS', `-ERR no ${password} here\r\n`) });
  await using store = await pop3At(server.port, { recorder: () => recorder });
  const error = await listed(store).then(
    () => assert.fail('the list came'),
    (reason: unknown) => reason,
  );
  assertNoSecret(error);
  assertNoSecret(lines.join('\n'));
});

test('an abort ends the session at once and leaves the next one free', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line, count) => (line === 'LIST' && count === 0 ? ['silence'] : undefined),
  });
  await using store = await pop3At(server.port);
  const abort = new AbortController();
  const listing = store.list('INBOX', { sort: 'date', size: 10 }, { signal: abort.signal });
  setTimeout(() => abort.abort(), 50);
  await assert.rejects(listing, { name: 'AbortError' });
  assert.equal((await listed(store)).length, 2);
});

test('a page larger than what is answered at once comes whole and in order', async () => {
  const many = Array.from({ length: 150 }, (_, index) => ({ uid: `u${index}`, ...small(`Number ${index}`) }));
  await using server = await startHostilePop3({ messages: many });
  await using store = await pop3At(server.port);
  const first = await store.list('INBOX', { sort: 'date', size: 100 }, never);
  const rest = await store.list('INBOX', { sort: 'date', size: 100, after: first.next ?? '' }, never);
  assert.deepEqual(
    [...first.envelopes, ...rest.envelopes].map(({ subject }) => subject),
    many.map((_, index) => `Number ${149 - index}`),
  );
  assert.equal(rest.next, undefined);
});

test('a server that never answers QUIT holds up nothing for long', async () => {
  await using server = await startHostilePop3({ messages, answer: on('QUIT', 'silence') });
  await using store = await pop3At(server.port);
  const start = performance.now();
  assert.equal((await listed(store)).length, 2);
  assert.ok(performance.now() - start < 10_000);
});

test('who waits for another session can give up', async () => {
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port);
  const [id] = await listed(store);
  assert.ok(id);
  const reading = store.read(id, undefined, never);
  await reading.next();
  const abort = new AbortController();
  const listing = store.list('INBOX', { sort: 'date', size: 10 }, { signal: abort.signal });
  abort.abort();
  await assert.rejects(listing, { name: 'AbortError' });
  await reading.return(undefined);
  assert.equal((await listed(store)).length, 2);
});

test('without TOP messages are listed by number and size, and read', async () => {
  await using server = await startHostilePop3({ messages, answer: on('TOP', '-ERR what\r\n') });
  await using store = await pop3At(server.port);
  const { envelopes } = await store.list('INBOX', { sort: 'date', size: 10 }, never);
  assert.deepEqual(
    envelopes.map(({ id, subject, size }) => [id.uid, subject, size]),
    [
      ['b', '', small('Second').text.length],
      ['a', '', NASTY.length],
    ],
  );
  const [id] = envelopes;
  assert.ok(id);
  assert.equal(await textOf(store, id.id), small('Second').text);
});
