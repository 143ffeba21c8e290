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
 * in the folder of Node's compile cache where that is enabled.
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
  if (kept === undefined || (cachedData && script.cachedDataRejected !== true)) return;
  setTimeout(() => {
    write(kept, Buffer.concat([stamp, script.createCachedData()]));
  }, WRITE_AFTER_MS).unref();
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
/** Milliseconds: the server has gone through its own small documents by then. */
const WRITE_AFTER_MS = 2500;
