// Test files for several processes, so that all of them end at about the same time: by how long each file took the last time.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** How long files took, in ms, by their paths relative to the root. */
export type Durations = Readonly<Record<string, number>>;

/**
 * Divides files among processes, neighbours together: they load the same modules. One that was never run counts as a
 * usual one.
 */
export function shares(
  files: readonly string[],
  processes: number,
  durations: Durations,
): readonly (readonly string[])[] {
  const all = Array.from({ length: processes }, () => new Array<string>());
  const known = [...files].sort().map((file) => ({ file, ms: durations[file] ?? USUAL }));
  const total = known.reduce((sum, { ms }) => sum + ms, 0);
  let before = 0;
  for (const { file, ms } of known) {
    const share = Math.floor(((before + ms / 2) / total) * processes);
    all[Math.min(share, processes - 1)]?.push(file);
    before += ms;
  }
  return all.filter(({ length }) => length > 0);
}

/** What the reports of a run say, for the next one. @param root that paths are relative to. */
export async function durationsOf(reports: readonly string[], root: string): Promise<Durations> {
  const all: Record<string, number> = {};
  for (const report of reports) {
    const last = (await readFile(report, 'utf8').catch(() => '')).trim().split('\n').at(-1) ?? '';
    if (last === '') continue;
    const { durations = {} } = JSON.parse(last) as { readonly durations?: Durations };
    for (const [file, ms] of Object.entries(durations)) all[path.relative(root, file)] = Math.ceil(ms);
  }
  return all;
}

/** As `keepDurations` has left them; nothing where it never ran. */
export async function readDurations(file: string): Promise<Durations> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Durations;
}

export async function keepDurations(file: string, durations: Durations): Promise<void> {
  await writeFile(file, JSON.stringify(durations));
}

/** Milliseconds. */
const USUAL = 20;
