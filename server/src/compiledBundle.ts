// Runs a bundle with what V8 made of it before: also of the functions that ran only with the first documents (ADR 23).

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import module, { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

/** Node 22.8 and newer have it. Undefined where Node keeps nothing. */
const { getCompileCacheDir } = module as { readonly getCompileCacheDir?: () => string | undefined };

/**
 * Runs a CommonJS bundle as `require` would. What V8 has compiled of it some seconds later is kept for the next start,
 * in the folder of Node's compile cache where that is enabled; and what it has compiled at the end of the process, where
 * that is more: the first document may have been of another kind than the next one.
 */
export function runBundle(file: string): void {
  const stats = statSync(file);
  const source = readFileSync(file, 'utf8');
  const folder = getCompileCacheDir?.();
  const kept = folder === undefined ? undefined : path.join(folder, `mail-workbench-${String(stats.ino)}`);
  const stamp = stampOf(file, stats);
  const cachedData = kept === undefined ? undefined : readKept(kept, stamp);
  const script = new vm.Script(module.wrap(source), {
    filename: file,
    ...(cachedData && { cachedData }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const exports = {};
  const run = script.runInThisContext() as Wrapped;
  run.call(exports, exports, createRequire(file), { exports }, file, path.dirname(file));
  if (kept === undefined) return;
  let known = cachedData && script.cachedDataRejected !== true ? cachedData.length : 0;
  const keep = (): void => {
    const compiled = script.createCachedData();
    if (compiled.length < known + WORTH_OCTETS) return;
    known = compiled.length;
    write(kept, Buffer.concat([stamp, compiled]));
  };
  if (known === 0) setTimeout(keep, WRITE_AFTER_MS).unref();
  process.once('exit', keep);
}

type Wrapped = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
  file: string,
  folder: string,
) => void;

/** Tells one state of a file from all others: V8 itself looks at the length of the source only. */
function stampOf(file: string, { ino, size, mtimeMs, ctimeMs }: Stats): Buffer {
  const stamp = Buffer.alloc(STAMP_OCTETS);
  stamp.write(JSON.stringify([file, ino, size, mtimeMs, ctimeMs]).slice(-STAMP_OCTETS));
  return stamp;
}

/** What was kept of this state of the file. V8 refuses what is of another version of its own. */
function readKept(kept: string, stamp: Buffer): Buffer | undefined {
  try {
    const octets = readFileSync(kept);
    return octets.subarray(0, STAMP_OCTETS).equals(stamp) ? octets.subarray(STAMP_OCTETS) : undefined;
  } catch {
    return undefined;
  }
}

/** A reader never sees half of it. Where it cannot be written, the next start is as slow as this one. */
function write(kept: string, octets: Buffer): void {
  const part = `${kept}.${String(process.pid)}`;
  try {
    writeFileSync(part, octets, { mode: 0o600 });
    renameSync(part, kept);
  } catch {
    return;
  }
}

const STAMP_OCTETS = 512;
/** What a few functions more come to is not worth the writing. */
const WORTH_OCTETS = 65_536;
/** Milliseconds: the server has gone through its own small documents by then. */
const WRITE_AFTER_MS = 2500;
