// The outbox: a message and its envelope, both or none.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Files } from '../local/files.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { OutboxSubmission } from './outbox.ts';

const never = { signal: new AbortController().signal };
const message = {
  envelope: { from: 'anna@example.test', to: ['bob@example.test', 'hidden@example.test'] },
  octets: Buffer.from('Subject: \xfc\r\n\r\n.\r\n', 'latin1'),
  needs: { eightBit: true, binary: false, smtputf8: false, requireTls: false },
};

function outbox(files: Files): OutboxSubmission {
  let count = 0;
  const now = Date.UTC(2026, 10, 21, 8, 0, 0);
  return new OutboxSubmission({ files, path: '/outbox', now: () => now, unique: () => `n${++count}` });
}

test('a message lies there with its envelope, octet by octet', async () => {
  const files = await memoryFiles();
  const result = await outbox(files).submit(message, {}, never);
  assert.deepEqual(result, {
    outcome: 'sent',
    recipients: message.envelope.to.map((address) => ({ address, state: 'accepted' })),
    path: '/outbox/2026-11-21T08-00-00.000Z-n1.eml',
  });
  const name = '2026-11-21T08-00-00.000Z-n1';
  assert.deepEqual((await files.list('')).map((entry) => entry.name).sort(), [
    `${name}.eml`,
    `${name}.envelope.json`,
  ]);
  assert.deepEqual(Buffer.from(await files.read(`${name}.eml`)), message.octets);
  assert.deepEqual(
    JSON.parse(Buffer.from(await files.read(`${name}.envelope.json`)).toString()),
    message.envelope,
  );
});

test('fault 98: what cannot be written whole is not there', async () => {
  const files = await memoryFiles();
  const full: Files = {
    ...files,
    create: (path, octets) =>
      path.endsWith('.eml') ? Promise.reject(new Error('no room')) : files.create(path, octets),
  };
  await assert.rejects(outbox(full).submit(message, {}, never), {
    code: 'outbox-not-writable',
    details: ['/outbox', 'no room'],
  });
  assert.deepEqual(await files.list(''), []);
});

test('a recipient that is none, and a user who has stopped', async () => {
  const files = await memoryFiles();
  const unsafe = { ...message, envelope: { from: '', to: ['a\nb@example.test'] } };
  await assert.rejects(outbox(files).submit(unsafe, {}, never), { code: 'unsafe-text' });
  const stopped = await outbox(files).submit(message, {}, { signal: AbortSignal.abort() });
  assert.equal(stopped.outcome, 'cancelled');
  assert.deepEqual(await files.list(''), []);
});
