// Writes everything that is generated from the sources; `--check` only says what is out of date.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { grammarFiles } from './grammars.ts';
import { faultsPage } from './generate/faultDocs.ts';
import { L10N_BUNDLE, l10nBundle } from './generate/l10nBundle.ts';
import { MAILBOX_INDEX, mailboxIndex } from './generate/mailboxIndex.ts';
import { ruleIndex } from './generate/ruleIndex.ts';

const root = path.join(import.meta.dirname, '..');

/** A file's wanted content by its path from the root. */
export type Outputs = ReadonlyMap<string, string>;

/** All generated files. The rule index comes first: what follows loads it. */
async function outputs(): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  const index = ruleIndex(root);
  all.set(index.file, await pretty(index.file, index.text));
  // A rule that is new must be in the index before its pages can be written.
  if (read(index.file) !== all.get(index.file) && !check) write(index.file, all.get(index.file) ?? '');
  const { ruleOutputs } = await import('./generate/ruleDocs.ts');
  for (const [file, text] of [
    ...ruleOutputs(root),
    ...grammarFiles().map(({ path: file, text }) => [file, text] as const),
    ['docs/faults.md', faultsPage(read('docs/faults.md') ?? '')] as const,
    [MAILBOX_INDEX, mailboxIndex(root)] as const,
    [L10N_BUNDLE, l10nBundle(root)] as const,
  ]) {
    all.set(file, await pretty(file, text));
  }
  return all;
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const check = values.check;
const wanted = await outputs();
const stale: string[] = [];

for (const [file, text] of wanted) {
  if (read(file) === text) continue;
  stale.push(file);
  if (!check) write(file, text);
}
for (const file of leftovers(wanted)) {
  stale.push(`${file} (no longer generated)`);
  if (!check) rmSync(path.join(root, file));
}

if (stale.length === 0) console.log(`${String(wanted.size)} generated files are up to date`);
else console.log(`${check ? 'Out of date, run `npm run generate`' : 'Written'}:\n  ${stale.join('\n  ')}`);
if (check && stale.length > 0) process.exitCode = 1;

/** Pages of rules that are gone. */
function leftovers(all: Outputs): string[] {
  const folder = path.join(root, 'docs/rules');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join('docs/rules', name.split(path.sep).join('/')))
    .filter((file) => !all.has(file));
}

async function pretty(file: string, text: string): Promise<string> {
  // What a tool rewrites itself (package.json) and large grammars stay as they are written.
  if (file === 'package.json' || file.endsWith('.tmLanguage.json')) return text;
  return format(text, { ...(await resolveConfig(path.join(root, file))), filepath: path.join(root, file) });
}

function read(file: string): string | undefined {
  const full = path.join(root, file);
  return existsSync(full) ? readFileSync(full, 'utf8').replaceAll('\r\n', '\n') : undefined;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}
