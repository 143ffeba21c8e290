// What the processes hold that this one started, as Linux tells it.

import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** Resident megabytes of all that has this word in its command line; NaN where there is none, or no `/proc`. */
export function residentMegabytes(word: string): number {
  const found = descendants(process.pid).filter((pid) => read(pid, 'cmdline').includes(word));
  const pages = found.map((pid) => Number(read(pid, 'statm').split(' ')[1]));
  return pages.length === 0 ? NaN : (pages.reduce((sum, one) => sum + one, 0) * PAGE) / 1e6;
}

function descendants(of: number): readonly string[] {
  if (!existsSync('/proc/self')) return [];
  const children = new Map<string, string[]>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    // The name of a program may hold spaces and brackets.
    const stat = read(pid, 'stat');
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [String(of)];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** Empty where the process has ended. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

const PAGE = 4096;
