// Files in memory, for tests.

import { listedFiles } from '../local/listedFiles.ts';
import { overlayFiles } from '../local/overlayFiles.ts';
import type { Files } from '../local/files.ts';

/** An empty folder in memory, with what is given in it. */
export async function memoryFiles(content: Readonly<Record<string, string>> = {}): Promise<Files> {
  const files = overlayFiles(listedFiles({ read: refused }, { folders: [], files: [] }), () => 0);
  for (const [path, text] of Object.entries(content)) {
    const slash = path.lastIndexOf('/');
    if (slash > 0) await files.createFolder(path.slice(0, slash));
    await files.create(path, Buffer.from(text, 'latin1'));
  }
  return files;
}

function refused(path: string): Promise<never> {
  return Promise.reject(new Error(`${path} is not there`));
}
