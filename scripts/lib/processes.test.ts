// Tests of running programs without a shell and of stopping a whole process group.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { findProgram, run, runQuietly, startGroup } from './processes.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'processes-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test(
  'a program is found by the order of names, not of folders',
  { skip: process.platform === 'win32' },
  () => {
    for (const name of ['second', 'first', 'not-executable']) {
      writeFileSync(path.join(folder, name), '');
      chmodSync(path.join(folder, name), name === 'not-executable' ? 0o600 : 0o700);
    }
    const env = { PATH: ['/nowhere', folder].join(path.delimiter) };
    assert.equal(findProgram(['not-executable', 'first', 'second'], env), path.join(folder, 'first'));
    assert.equal(findProgram(['missing'], env), undefined);
    assert.equal(findProgram([path.join(folder, 'second')], env), path.join(folder, 'second'));
  },
);

test('status and output of a child come back', async () => {
  const script = 'process.stdout.write("out"); process.exitCode = 3';
  assert.deepEqual(await run(process.execPath, ['-e', script], { output: 'capture' }), {
    code: 3,
    output: 'out',
  });
  await assert.rejects(runQuietly(process.execPath, ['-e', script]), /ended with status 3\nout/);
});

test('stopping a group takes the grandchildren along', { skip: process.platform === 'win32' }, async () => {
  const logFile = path.join(folder, 'group.log');
  const grandchild = 'setInterval(() => {}, 1000)';
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]);
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const group = startGroup(process.execPath, ['-e', script], { env: process.env, logFile });
  let pid = 0;
  for (let i = 0; i < 200 && pid === 0; i++) {
    await delay(20);
    pid = Number(readFileSync(logFile, 'utf8'));
  }
  assert.ok(pid > 0 && isAlive(pid));
  await group.stop();
  for (let i = 0; i < 100 && isAlive(pid); i++) await delay(20);
  assert.equal(isAlive(pid), false);
});

/** A zombie counts as dead: nobody in a container may be there to reap it. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}
