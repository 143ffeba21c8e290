// Dot-locks: what keeps other mail programs from an mbox while it is written.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Files } from './files.ts';

/**
 * Does something while `path` is locked by a file beside it.
 * @param now in ms: a lock older than some minutes was left behind by a program that ended.
 */
export async function whileLocked<T>(
  files: Files,
  path: string,
  now: () => number,
  { signal }: Cancellation,
  work: () => Promise<T>,
): Promise<T> {
  const lock = `${path}.lock`;
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const there = await files.stat(lock);
    if (there && now() - there.modified > STALE) await files.remove(lock).catch(() => undefined);
    else if (there && attempt >= ATTEMPTS) {
      throw new MailError('file-not-writable', [path, detail('another mail program is using it')]);
    } else if (!there && (await locked(files, lock))) break;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  try {
    return await work();
  } finally {
    await files.remove(lock).catch(() => undefined);
  }
}

/** False where another program was quicker. */
async function locked(files: Files, lock: string): Promise<boolean> {
  try {
    await files.create(lock, new Uint8Array(0));
    return true;
  } catch (error) {
    if (await files.stat(lock)) return false;
    throw error;
  }
}

const ATTEMPTS = 20;
/** Milliseconds. */
const PAUSE = 100;
const STALE = 5 * 60_000;
