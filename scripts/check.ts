// Does all that CI does after the tests, one line per check: `npm run check [-- NAME...]`; with `--fix` formats and fixes.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const root = path.dirname(import.meta.dirname);

/** What one program said and how it ended. */
interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a JavaScript or TypeScript file with the Node that runs this one, without a shell. Never rejects. */
function node(file: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Runs a command of an installed package: its file, not its shell wrapper, so that it works on every system. */
async function tool(name: string, command: string, ...args: string[]): Promise<Outcome> {
  const folder = path.join(root, 'node_modules', name);
  if (!existsSync(folder)) return { ok: false, output: `${name} is not installed: run \`npm ci\`.` };
  const { bin } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) return { ok: false, output: `${name} has no command ${command}.` };
  return node(path.join(folder, file), ...args);
}

async function all(runs: readonly Promise<Outcome>[]): Promise<Outcome> {
  const outcomes = await Promise.all(runs);
  return {
    ok: outcomes.every((outcome) => outcome.ok),
    output: outcomes.map((outcome) => outcome.output).join(''),
  };
}

const projects = [
  'server/src/core/tsconfig.json',
  'server/tsconfig.json',
  'server/tsconfig.worker.json',
  'server/tsconfig.library.json',
  'client/tsconfig.json',
  'client/tsconfig.browser.json',
  'client/src/preview/webview/tsconfig.json',
  'tsconfig.json',
];

async function lockfile(): Promise<Outcome> {
  const text = await readFile(path.join(root, 'package-lock.json'), 'utf8');
  const ok = !/"resolved": "[a-z]+:\/\//.test(text);
  return {
    ok,
    output: ok
      ? ''
      : 'package-lock.json names the registry it was made with: run `npm install --omit-lockfile-registry-resolved`.\n',
  };
}

const checks: Readonly<Record<string, { summary: string; run: () => Promise<Outcome> }>> = {
  format: { summary: 'formatting', run: () => tool('prettier', 'prettier', '--check', '.') },
  // Each part knows types of its own, so three runs take no more work than one, and a third of the time.
  lint: {
    summary: 'lint',
    run: () =>
      all(
        [['server'], ['client'], ['.', '--ignore-pattern', 'server/', '--ignore-pattern', 'client/']].map(
          (part) => tool('eslint', 'eslint', ...part, '--max-warnings', '0'),
        ),
      ),
  },
  types: {
    summary: 'types, and the core without Node and DOM',
    run: () => all(projects.map((project) => tool('typescript', 'tsc', '-p', project, '--pretty', 'false'))),
  },
  deps: {
    summary: 'dependency directions',
    run: () =>
      tool(
        'dependency-cruiser',
        'depcruise',
        '--config',
        '.dependency-cruiser.mjs',
        'server/src',
        'client/src',
        'scripts',
        'test',
      ),
  },
  unused: { summary: 'unused code and dependencies', run: () => tool('knip', 'knip', '--no-config-hints') },
  generated: {
    summary: 'generated files are up to date',
    run: () => node('scripts/generate.ts', '--check'),
  },
  citations: {
    summary: 'every cited RFC section exists',
    run: () => node('scripts/rfc-sections.ts', '--check'),
  },
  lockfile: { summary: 'lockfile names no registry', run: lockfile },
  package: { summary: 'production bundles and vsix', run: () => node('scripts/package.ts') },
};

if (process.argv.includes('--fix')) {
  // One after the other: the formatter has the last word on what the linter changed.
  const fixed = await tool('eslint', 'eslint', '.', '--fix', '--quiet');
  const formatted = await tool('prettier', 'prettier', '--write', '--log-level', 'warn', '.');
  process.stdout.write(fixed.output + formatted.output);
  process.exit(fixed.ok && formatted.ok ? 0 : 1);
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(checks, name));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}

const wanted = Object.entries(checks).filter(([name]) => names.length === 0 || names.includes(name));
const failures: [name: string, output: string][] = [];
await Promise.all(
  wanted.map(async ([name, { summary, run }]) => {
    const start = performance.now();
    const { ok, output } = await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(10)} ${summary} (${seconds} s)`);
    if (!ok) failures.push([name, output]);
  }),
);
for (const [name, output] of failures) console.log(`\n--- ${name}\n${output.trimEnd()}`);
process.exitCode = failures.length > 0 ? 1 : 0;
