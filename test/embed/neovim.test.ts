// The language server in another editor: Neovim's own client, with the configuration that docs/editors.md gives.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { findProgram, runQuietly } from '../../scripts/lib/processes.ts';
import { repositoryRoot } from '../../scripts/lib/repository.ts';
import { temporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import { examples } from './docs.ts';

const MESSAGE = [
  'From: ann@example.org',
  'Date: Thu, 06 Dec 2024 10:30:00 +0100',
  //     ^ the sixth was a Friday
  'Message-ID: <1@example.org>',
  'To: bob@example.org',
  'Subject: Minutes',
  '',
  'Hello',
  '',
].join('\n');

interface Answers {
  readonly problem?: string;
  readonly filetype: string;
  readonly before: readonly string[];
  readonly hover: string;
  readonly actions: readonly string[];
  readonly line: string;
  readonly after: readonly string[];
}

test('Neovim shows diagnostics and a hover, and applies a code action', async () => {
  const neovim = findProgram(['nvim']);
  assert.ok(neovim, 'Neovim is not installed: apt-get install neovim');
  const folder = await temporaryFolder('mail-nvim-');
  const at = (name: string): string => path.join(folder.path, name);
  try {
    // The command as an installation puts it on the PATH.
    await mkdir(at('bin'));
    const launcher = path.join(repositoryRoot, 'server/bin/mail-workbench.js');
    const command = `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`;
    await writeFile(at('bin/mail-workbench'), command, { mode: 0o755 });
    const blocks = examples('editors.md', 'Neovim', 'lua');
    const version = /v0\.(\d+)/.exec(await runQuietly(neovim, ['--version']))?.[1] ?? '99';
    await writeFile(at('init.lua'), blocks[Number(version) >= 11 ? 0 : 1] ?? '');
    await writeFile(at('message.eml'), MESSAGE);
    const script = path.join(import.meta.dirname, 'neovim.lua');
    await runQuietly(neovim, ['--headless', '-n', '-i', 'NONE', '-u', at('init.lua'), '-S', script], {
      cwd: folder.path,
      env: {
        PATH: `${at('bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
        HOME: folder.path,
        MESSAGE: at('message.eml'),
        ANSWERS: at('answers.json'),
      },
      timeout: 40_000,
    });
    const answers = JSON.parse(await readFile(at('answers.json'), 'utf8')) as Answers;
    const told = JSON.stringify(answers, null, 1);
    assert.equal(answers.problem, undefined, told);
    assert.equal(answers.filetype, 'mail');
    assert.ok(answers.before.includes('message/date-weekday-mismatch 1:6'), told);
    assert.match(answers.hover, /6 December 2024|December 6, 2024/, told);
    assert.equal(answers.line, 'Date: Fri, 06 Dec 2024 10:30:00 +0100');
    assert.ok(!answers.after.some((rule) => rule.startsWith('message/date-weekday-mismatch')), told);
  } finally {
    await folder.remove();
  }
});
