// Runs the core over mail nobody here wrote and fails below the recorded level: `npm run conformance [-- --all] [NAME...]`.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { levelOf } from './conformance/check.ts';
import type { Check, Levels } from './conformance/check.ts';
import { addressVerdicts } from './conformance/addresses.ts';
import { cleanMessages } from './conformance/cleanMessages.ts';
import { corpora } from './conformance/corpus.ts';
import { everyFile } from './conformance/everyFile.ts';
import { safeFixes } from './conformance/fixes.ts';
import { msglint } from './conformance/msglint.ts';
import { malformedMessages } from './conformance/malformedMessages.ts';
import { partTrees } from './conformance/tree.ts';
import { authenticationVerdicts, decodedValues, parameterVectors } from './conformance/values.ts';

/** A new check is a line here and one in `test/conformance/levels.json`. */
const checks: readonly Check[] = [
  cleanMessages,
  malformedMessages,
  everyFile,
  safeFixes,
  msglint,
  addressVerdicts,
];

const levelsFile = path.join(import.meta.dirname, '../test/conformance/levels.json');
/** How many open cases are printed without `--all`. */
const SHOWN = 20;

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});

if (!existsSync(corpora)) {
  console.log('There are no corpora beside this checkout: nothing to compare with.');
} else {
  const levels = JSON.parse(readFileSync(levelsFile, 'utf8')) as Levels;
  for (const check of checks) {
    if (positionals.length === 0 || positionals.some((word) => check.name.includes(word))) {
      await report(check, levels[check.name]);
    }
  }
}

async function report(check: Check, wanted: number | undefined): Promise<void> {
  const started = performance.now();
  const result = await check.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const open = result.open ?? [];
  if (result.text !== undefined) console.log(`${result.text}\n`);
  for (const line of values.all ? open : open.slice(0, SHOWN)) console.log(`  ${line}`);
  if (!values.all && open.length > SHOWN) {
    console.log(`  and ${String(open.length - SHOWN)} more: --all shows them`);
  }
  const level = levelOf(result);
  const below = wanted === undefined || level < wanted;
  const mark = below ? 'FAIL' : 'ok  ';
  const recorded = wanted === undefined ? 'no level is recorded' : `at least ${percent(wanted)}`;
  console.log(
    `${mark} ${check.name}: ${String(result.passed)} of ${String(result.total)}, ${percent(level)} (${recorded}), ${seconds} s\n`,
  );
  if (below) process.exitCode = 1;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
