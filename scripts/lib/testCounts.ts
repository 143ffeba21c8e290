// How many tests passed and failed: read from a suite's report, added up, and said in one line.
import { readFile } from 'node:fs/promises';

export interface TestCounts {
  readonly passed: number;
  /** Includes those that were cancelled or ran out of time. */
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts of one suite: what its reporter wrote to `file`, corrected by how its process ended.
 *
 * A suite that ended badly without naming a failed test counts as one failure, and so does one
 * that ran nothing: silence is never success.
 */
export async function readCounts(file: string, exitCode: number): Promise<TestCounts> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n');
  const counts = parse(lines.at(-1) ?? '');
  const silent = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (exitCode !== 0 || silent) ? { ...counts, failed: 1 } : counts;
}

/** The files of a report in which a test failed, with their counts. */
export async function failedFiles(file: string): Promise<ReadonlyMap<string, TestCounts>> {
  const last = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n').at(-1) ?? '';
  if (last === '') return new Map();
  const { files = {} } = JSON.parse(last) as { readonly files?: Readonly<Record<string, TestCounts>> };
  return new Map(Object.entries(files).filter(([, { failed }]) => failed > 0));
}

/** Counts in which files count as they did when they were run once more. */
export function withoutCounts(all: TestCounts, before: readonly TestCounts[]): TestCounts {
  const { passed, failed, skipped } = addCounts(before);
  return { passed: all.passed - passed, failed: all.failed - failed, skipped: all.skipped - skipped };
}

export function addCounts(all: readonly TestCounts[]): TestCounts {
  const sum = (key: keyof TestCounts): number => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** "12 passed, 0 failed", the line that the reader of a CI log looks for. */
export function summaryLine({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}

function parse(line: string): TestCounts {
  try {
    const { passed, failed, skipped } = JSON.parse(line) as TestCounts;
    return { passed, failed, skipped };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
