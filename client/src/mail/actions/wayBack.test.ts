// An undo where a message is gone: the others go back, and one learns which.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MaildirStore } from '../local/maildirStore.ts';
import { MailError } from '../faults.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER, subjectsOf as subjectsIn } from '../testing/reading.ts';
import { moveAll } from './moves.ts';
import { stepsBack, subjectsOf } from './undoStack.ts';
import { goBack } from './wayBack.ts';

const NAMES = ['one', 'two', 'three', 'four', 'five'];

async function maildir(): Promise<MaildirStore> {
  const files = await memoryFiles();
  for (const folder of ['', '.Trash/']) {
    for (const sub of ['tmp', 'new', 'cur']) await files.createFolder(`${folder}${sub}`);
  }
  const store = new MaildirStore({ files, summaries: coreSummaries, now: () => 1_700_000_000_000 });
  for (const [index, name] of NAMES.entries()) {
    const octets = Buffer.from(`Subject: ${name}\n\n`);
    await store.append('INBOX', octets, [], NEVER, 1_700_000_000_000 - index * 1000);
  }
  return store;
}

test('where one of the messages that were deleted is gone, the others go back', async () => {
  const store = await maildir();
  const { envelopes } = await store.list('INBOX', { sort: 'date', size: 10 }, NEVER);
  const ids = envelopes.map(({ id }) => id);
  const { done: moved } = await moveAll(store, ids, '.Trash', NEVER);
  const [step] = stepsBack('work', moved, subjectsOf(envelopes));
  assert.ok(step);
  const third = moved[2]?.to;
  assert.ok(third);
  await store.expunge([third], NEVER);

  const told: number[] = [];
  const { done, error } = await goBack(store, step, new Set(), NEVER, (now) => told.push(now));

  assert.equal(error, undefined);
  assert.deepEqual(await subjectsIn(store, 'INBOX'), ['one', 'two', 'four', 'five']);
  assert.deepEqual(
    done.filter(({ to }) => !to).map(({ message }) => message.subject),
    ['three'],
  );
  assert.equal(told.at(-1), 5);
});

test('what is no gone message stops the undo, and tells what is back', async () => {
  const store = await maildir();
  const { envelopes } = await store.list('INBOX', { sort: 'date', size: 10 }, NEVER);
  const ids = envelopes.map(({ id }) => id);
  const { done: moved } = await moveAll(store, ids, '.Trash', NEVER);
  const [step] = stepsBack('work', moved);
  assert.ok(step);
  const broken = {
    move: () => Promise.reject(new MailError('connection-lost', ['mail.example.org'])),
    expunge: () => Promise.resolve(),
  };
  const { done, error } = await goBack(broken, step, new Set(), NEVER);
  assert.deepEqual(done, []);
  assert.equal((error as MailError).code, 'connection-lost');
});
