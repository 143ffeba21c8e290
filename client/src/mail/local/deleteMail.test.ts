// A folder is deleted with its mail, and with nothing else that lies in it.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { mustHoldOnlyMail } from './deleteMail.ts';
import { nodeFiles } from './nodeFiles.ts';

test('what is no mail in a folder, however deep, is named before anything is deleted', async (t) => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'delete-mail-'));
  t.after(() => rm(root, { recursive: true }));
  await mkdir(path.join(root, 'a', 'deep'), { recursive: true });
  await writeFile(path.join(root, 'a', 'one.mail'), '');
  const check = (): Promise<void> =>
    mustHoldOnlyMail(nodeFiles(root), 'a', ({ name }) => name.endsWith('.mail'));
  await check();
  await writeFile(path.join(root, 'a', 'deep', 'thesis.tex'), '');
  await assert.rejects(check, { code: 'not-supported', message: /a\/deep\/thesis\.tex/ });
});
