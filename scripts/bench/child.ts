// Runs one measurement in a process of its own, so that none warms or burdens the next.

import path from 'node:path';
import { runQuietly } from '../lib/processes.ts';
import { repositoryRoot } from '../lib/repository.ts';

/** What `bench.ts --child WORDS` prints as JSON. Throws with its output where it fails. */
export async function childResult<T>(words: readonly string[]): Promise<T> {
  const script = path.join(repositoryRoot, 'scripts/bench.ts');
  const output = await runQuietly(process.execPath, [
    '--max-old-space-size=6144',
    script,
    '--child',
    ...words,
  ]);
  return JSON.parse(output.slice(output.lastIndexOf('\n', output.length - 2) + 1), (_, value: unknown) =>
    value === null ? NaN : value,
  ) as T;
}
