// What all local stores owe to who gives up: what has begun is whole, and what has not leaves everything as it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MailStore } from '../mailStore.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER, subjectsOf } from '../testing/reading.ts';
import { FolderStore } from './folderStore.ts';
import type { Files } from './files.ts';
import { MaildirStore } from './maildirStore.ts';
import { MboxStore } from './mboxStore.ts';

const NAMES = ['one', 'two', 'three'];

/** A store of each kind with a folder `From` that has three messages, and an empty folder `To`. */
const KINDS: Readonly<Record<string, (files: Files) => Promise<MailStore>>> = {
  folder: (files) =>
    Promise.resolve(new FolderStore({ files, summaries: coreSummaries, name: 'Mail', now: () => 0 })),
  mbox: (files) => Promise.resolve(new MboxStore({ files, summaries: coreSummaries, now: () => 0 })),
  maildir: async (files) => {
    for (const sub of ['tmp', 'new', 'cur']) await files.createFolder(sub);
    return new MaildirStore({ files, summaries: coreSummaries, now: () => 0 });
  },
};

interface Tried {
  readonly stopped: boolean;
  readonly left: readonly string[];
  readonly arrived: readonly string[];
}

/** Gives up once the files were asked so many times. */
async function givenUp(kind: string, action: 'move' | 'copy' | 'expunge', after: number): Promise<Tried> {
  let calls = -Infinity;
  const stop = new AbortController();
  const files = await memoryFiles();
  const counting = new Proxy(files, {
    get: (target, name: keyof Files) => {
      if (++calls > after) stop.abort();
      return target[name].bind(target);
    },
  });
  await using store = await KINDS[kind]?.(counting);
  assert.ok(store);
  const from = (await store.createFolder?.(['From'], NEVER))?.id ?? '';
  const to = (await store.createFolder?.(['To'], NEVER))?.id ?? '';
  for (const name of NAMES) await store.append(from, Buffer.from(`Subject: ${name}\n\n`), [], NEVER);
  const { envelopes } = await store.list(from, { sort: 'date', size: 9 }, NEVER);
  const ids = envelopes.map(({ id }) => id);
  calls = 0;
  const done = action === 'expunge' ? store.expunge(ids, stop) : store[action](ids, to, stop);
  const stopped = await Promise.resolve(done).then(
    () => false,
    (error: unknown) => (error as Error).name === 'AbortError',
  );
  calls = -Infinity;
  const sorted = async (folder: string): Promise<readonly string[]> =>
    [...(await subjectsOf(store, folder))].sort();
  return { stopped, left: await sorted(from), arrived: await sorted(to) };
}

for (const kind of Object.keys(KINDS)) {
  for (const action of ['move', 'copy', 'expunge'] as const) {
    test(`${kind}: who gives up in the middle of ${action} has all of it, or nothing`, async () => {
      const all = [...NAMES].sort();
      let outcomes = '';
      for (let after = 0; after < 24; after++) {
        const { stopped, left, arrived } = await givenUp(kind, action, after);
        assert.deepEqual(left, stopped || action === 'copy' ? all : [], `after ${after}`);
        assert.deepEqual(arrived, stopped || action === 'expunge' ? [] : all, `after ${after}`);
        outcomes += stopped ? 's' : 'd';
      }
      // At first it is stopped, and from somewhere on it is too late to.
      assert.match(outcomes, /^s*d+$/);
    });
  }
}
