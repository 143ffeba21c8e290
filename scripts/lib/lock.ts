// A lock between processes of one machine, made of a folder.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs `action` while no other process holds the lock `folder`; waits as long as its holder lives.
 *
 * A lock whose holder is dead is taken over.
 */
export async function withLock<T>(folder: string, action: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(folder), { recursive: true });
  while (!(await take(folder))) {
    if (!(await holderLives(folder))) await rm(folder, { recursive: true, force: true });
    else await delay(500);
  }
  try {
    return await action();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(path.join(folder, 'pid'), String(process.pid));
  return true;
}

async function holderLives(folder: string): Promise<boolean> {
  const read = (): Promise<number> => readFile(path.join(folder, 'pid'), 'utf8').then(Number, () => 0);
  let pid = await read();
  if (pid === 0) {
    // Between making the folder and writing the number the holder needs a moment.
    await delay(1000);
    pid = await read();
  }
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
