// Tests that a service policy is in force during an installation and that the machine looks as before afterwards.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { withServiceStartsDenied } from './servicePolicy.ts';

const noUnix = process.platform === 'win32' ? 'Debian only' : false;

/** Runs a test in a folder of its own; tells it where the policy file would lie. */
function inFolder(body: (folder: string, policy: string) => void): () => void {
  return () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-test-'));
    try {
      body(folder, path.join(folder, 'policy-rc.d'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

function asRoot(command: readonly string[]): void {
  const [file = '', ...args] = command;
  assert.equal(spawnSync(file, args, { stdio: 'inherit' }).status, 0, command.join(' '));
}

test(
  'during the action every start is forbidden, afterwards the file is gone',
  { skip: noUnix },
  inFolder((folder, policy) => {
    const during = withServiceStartsDenied(
      asRoot,
      () => spawnSync(policy, ['exim4', 'start']).status,
      policy,
    );
    assert.equal(during, 101);
    assert.deepEqual(readdirSync(folder), []);
  }),
);

test(
  'a policy that was there comes back as it was',
  { skip: noUnix },
  inFolder((folder, policy) => {
    writeFileSync(policy, '#!/bin/sh\nexit 104\n', { mode: 0o750 });
    const during = withServiceStartsDenied(asRoot, () => spawnSync(policy).status, policy);
    assert.equal(during, 101);
    assert.equal(readFileSync(policy, 'utf8'), '#!/bin/sh\nexit 104\n');
    assert.equal(statSync(policy).mode & 0o777, 0o750);
    assert.deepEqual(readdirSync(folder), ['policy-rc.d']);
  }),
);

test(
  'a failed installation restores too, and its error is passed on',
  { skip: noUnix },
  inFolder((_folder, policy) => {
    writeFileSync(policy, 'theirs');
    const fail = (): never => {
      throw new Error('apt-get failed');
    };
    assert.throws(() => withServiceStartsDenied(asRoot, fail, policy), /apt-get failed/);
    assert.equal(readFileSync(policy, 'utf8'), 'theirs');
  }),
);

test(
  "what a killed run left behind is repaired, never taken for somebody's policy",
  { skip: noUnix },
  inFolder((_folder, policy) => {
    writeFileSync(policy, 'theirs');
    const killed = (): never => {
      throw new Error('killed');
    };
    const neverRestores = (command: readonly string[]): void => {
      if (command[0] === 'rm') throw new Error('no rights any more');
      asRoot(command);
    };
    assert.throws(() => withServiceStartsDenied(neverRestores, killed, policy));
    assert.notEqual(readFileSync(policy, 'utf8'), 'theirs');

    withServiceStartsDenied(asRoot, () => undefined, policy);
    assert.equal(readFileSync(policy, 'utf8'), 'theirs');
    assert.equal(existsSync(`${policy}.before-mail-workbench`), false);
  }),
);
