// The texts the fuzzer starts from: samples, the rules' examples, and the corpora where they stand beside the checkout.

import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../server/src/core/rules/index.ts';
import { unmark } from '../../server/src/core/testing/marks.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { MAX_LENGTH } from './mutate.ts';

/** All texts to start from, in an order that is the same for every run. */
export function seeds(): readonly string[] {
  const examples = rules.flatMap(({ examples: { valid, invalid } }) => [...valid, ...invalid]);
  const folders = [path.join(repositoryRoot, 'samples'), path.join(repositoryRoot, '../shared/corpora/eml')];
  return [
    ...examples.map(({ text }) => unmark(text).text),
    ...folders.filter((folder) => existsSync(folder)).flatMap(filesBelow),
  ];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => textOf(readFileSync(file)));
}

/** The start of a file, as the command line reads it. */
function textOf(octets: Buffer): string {
  return octets.toString(isUtf8(octets) ? 'utf8' : 'latin1').slice(0, MAX_LENGTH);
}
