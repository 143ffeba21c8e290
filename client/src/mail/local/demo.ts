// The demo account: the samples as a mailbox in which everything can be tried, and nothing is changed.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { MailStore } from '../mailStore.ts';
import type { Summaries } from '../summaries.ts';
import { FolderStore } from './folderStore.ts';
import type { Files } from './files.ts';
import { overlayFiles } from './overlayFiles.ts';
import { listedFiles } from './listedFiles.ts';
import type { FileIndex } from './listedFiles.ts';

/**
 * Opens the demo account: changes last as long as the store.
 * @param files the folder `samples/mailbox`, which need not be able to list itself.
 */
export async function openDemo(files: Files, summaries: Summaries, now: () => number): Promise<MailStore> {
  const index = indexOf(new TextDecoder().decode(await files.read(INDEX)));
  const flags = new Map(index.files.map(({ path, flags: own = [] }) => [path, new Set(own)]));
  return new FolderStore({
    files: overlayFiles(listedFiles(files, index), now),
    summaries,
    name: 'Demo',
    now,
    flags,
  });
}

function indexOf(text: string): FileIndex {
  const { folders, files } = JSON.parse(text) as Partial<FileIndex>;
  if (!Array.isArray(folders) || !Array.isArray(files)) {
    throw new MailError('file-not-readable', [INDEX, detail('it is no list of messages')]);
  }
  return { folders, files };
}

const INDEX = 'index.json';
