// Archives: JSON lines, shards and GNU parallel as docs/ci.md shows them, and the definition of the pre-commit hooks.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';

import { findProgram, run } from '../../scripts/lib/processes.ts';
import type { RunResult } from '../../scripts/lib/processes.ts';
import { repositoryRoot } from '../../scripts/lib/repository.ts';
import { temporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import type { TemporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import { examples } from './docs.ts';

const FILES = 200;
const HEADER = 'From: ann@example.org\r\nTo: bob@example.org\r\nDate: Fri, 06 Dec 2024 10:30:00 +0100\r\n';

let folder: TemporaryFolder;
const at = (name: string): string => path.join(folder.path, name);

/** Runs a line of shell in the folder, with the command on the PATH as an installation puts it there. */
function shell(line: string): Promise<RunResult> {
  const env = { ...process.env, PATH: `${at('bin')}${path.delimiter}${process.env['PATH'] ?? ''}` };
  return run('sh', ['-c', line], { cwd: folder.path, env: { ...env, HOME: folder.path }, output: 'capture' });
}

async function lines(name: string): Promise<readonly string[]> {
  return (await readFile(at(name), 'utf8')).split('\n').filter((line) => line !== '');
}

before(async () => {
  folder = await temporaryFolder('mail-archive-');
  const launcher = path.join(repositoryRoot, 'server/bin/mail-workbench.js');
  await mkdir(at('bin'));
  await mkdir(at('archive'));
  const command = `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`;
  await writeFile(at('bin/mail-workbench'), command, { mode: 0o755 });
  // Every seventh has a subject too many.
  for (let i = 0; i < FILES; i++) {
    const subjects = `Subject: ${i}\r\n`.repeat(i % 7 === 0 ? 2 : 1);
    const text = `${HEADER}Message-ID: <${i}@example.org>\r\n${subjects}\r\nHello ${i}\r\n`;
    await writeFile(at(`archive/${i}.eml`), text);
  }
});
after(() => folder.remove());

test('JSON lines: one for each file, in the order of the input, each on its own', async () => {
  const { output } = await shell('mail-workbench lint --format jsonl archive/14.eml archive/15.eml gone.eml');
  const [first, second, third] = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { file: string; findings: { rule: string }[]; error?: string });
  assert.equal(first?.file, 'archive/14.eml');
  assert.ok(first.findings.some(({ rule }) => rule === 'message/duplicate-field'));
  assert.deepEqual(second, { file: 'archive/15.eml', findings: [] });
  assert.deepEqual(third, { file: 'gone.eml', findings: [], error: 'no such file or folder' });
});

test('the example for one machine, and the same by shards and by blocks with GNU parallel', async () => {
  assert.ok(findProgram(['parallel']), 'GNU parallel is not installed: apt-get install parallel');
  const [single = ''] = examples('ci.md', 'One machine', 'sh');
  const [shards = '', blocks = ''] = examples('ci.md', 'GNU parallel', 'sh');
  assert.match((await shell(single)).output, /^$/);
  const expected = [...(await lines('findings.jsonl'))].sort();
  assert.equal(expected.length, FILES);
  assert.match((await shell(shards)).output, /^$/);
  const sharded = await lines('findings.jsonl');
  assert.deepEqual([...sharded].sort(), expected);
  assert.notDeepEqual(sharded, expected);
  assert.match((await shell(blocks.replace('16k', '1k'))).output, /^$/);
  assert.deepEqual([...(await lines('blocks.jsonl'))].sort(), expected);
});

test('a shard is the same whatever other files there are; a wrong one is told', async () => {
  const share = async (paths: string): Promise<string[]> => {
    const { output } = await shell(`mail-workbench lint --format jsonl --shard 2/3 ${paths}`);
    return output.split('\n').filter((line) => line !== '');
  };
  const all = await share('archive');
  const some = await share('archive/1*.eml');
  assert.ok(some.length > 0 && some.length < all.length);
  assert.deepEqual(
    some.filter((line) => !all.includes(line)),
    [],
  );
  const { code, output } = await shell('mail-workbench lint --shard 4/3 archive');
  assert.equal(code, 2);
  assert.match(output, /--shard is I\/N with I from 1 to N, such as 1\/4, not "4\/3"\./);
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
  readonly additional_dependencies: readonly string[];
}

test('the pre-commit hooks call the command of this version, for the files it checks', async () => {
  const manifest = JSON.parse(await readFile(path.join(repositoryRoot, 'server/package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const hooks = parse(await readFile(path.join(repositoryRoot, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];
  assert.deepEqual(
    hooks.map(({ id }) => id),
    ['mail-workbench', 'mail-workbench-strict'],
  );
  for (const { entry, files, additional_dependencies } of hooks) {
    assert.deepEqual(additional_dependencies, [`${manifest.name}@${manifest.version}`]);
    const pattern = new RegExp(files.replace('(?i)', ''), 'i');
    assert.deepEqual(
      ['a.eml', 'in/B.EML', 'c.mbox', 'a.eml.txt', 'eml'].map((name) => pattern.test(name)),
      [...[true, true, true], ...[false, false]],
    );
    assert.equal((await shell(`${entry} archive/0.eml archive/1.eml --no-option.eml`)).code, 2);
    assert.equal((await shell(`${entry} archive/1.eml`)).code, 0);
  }
});

test('the example workflow is one, and lints by SARIF', async () => {
  const file = path.join(repositoryRoot, 'docs/examples/github/mail.yml');
  const workflow = parse(await readFile(file, 'utf8')) as {
    permissions: Record<string, string>;
    jobs: { lint: { steps: { uses?: string; run?: string; with?: Record<string, string> }[] } };
  };
  assert.equal(workflow.permissions['security-events'], 'write');
  const { steps } = workflow.jobs.lint;
  const upload = steps.find(({ uses }) => uses?.includes('upload-sarif'));
  const check = steps.find((step) => step.run?.includes('--format sarif'))?.run ?? '';
  assert.equal(upload?.with?.['sarif_file'], 'mail.sarif');
  // Without the installation, which needs a registry, the step runs here as it stands.
  const script = check.replace(/^npm install.*$/m, '');
  await shell('git init -q . && git add archive');
  await writeFile(at('step.sh'), script);
  const { code, output } = await shell('GITHUB_OUTPUT=out bash --noprofile --norc -eo pipefail step.sh');
  assert.equal(code, 0, output);
  assert.match(await readFile(at('out'), 'utf8'), /^status=[01]$/m);
  const { runs } = JSON.parse(await readFile(at('mail.sarif'), 'utf8')) as {
    runs: { tool: { driver: { rules: { help: unknown }[] } }; results: { ruleId: string }[] }[];
  };
  assert.ok(runs[0]!.tool.driver.rules.every(({ help }) => help !== undefined));
  const duplicates = runs[0]!.results.filter(({ ruleId }) => ruleId === 'message/duplicate-field');
  assert.equal(duplicates.length, Math.ceil(FILES / 7));
});
