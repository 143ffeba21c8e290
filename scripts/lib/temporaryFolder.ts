// Temporary folders that do not outlive the process that made them.
import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface TemporaryFolder {
  /** Absolute, without symbolic links. */
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes a folder with a name of `prefix` and six letters; it is removed at the latest when this process exits. */
export async function temporaryFolder(prefix: string): Promise<TemporaryFolder> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), prefix)));
  const removeAtExit = (): void => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // A process that is just dying may still have written into it; an exit waits for nobody.
    }
  };
  process.once('exit', removeAtExit);
  return {
    path: folder,
    async remove() {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      process.removeListener('exit', removeAtExit);
    },
  };
}
