// Which files of a folder are messages.

import type { FileEntry } from './files.ts';

/** What is hidden is none. */
export function isMessage({ name, kind }: FileEntry): boolean {
  return kind === 'file' && isMessageName(name) && !name.startsWith('.');
}

export function isMessageName(name: string): boolean {
  return /\.eml$/i.test(name);
}
