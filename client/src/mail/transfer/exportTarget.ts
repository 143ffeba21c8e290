// Where a folder is exported to: an mbox, a Maildir or a folder of .eml files that is made for it.

import { safeFileName } from '../fileNames.ts';
import { joined } from '../local/files.ts';
import type { Files } from '../local/files.ts';
import { FolderStore } from '../local/folderStore.ts';
import { MaildirStore } from '../local/maildirStore.ts';
import type { MboxFlavour } from '../account.ts';
import { MboxStore } from '../local/mboxStore.ts';
import type { Summaries } from '../summaries.ts';
import { fileJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { Place } from './transfer.ts';

/** How messages are written. */
export type ExportFormat =
  | { readonly kind: 'mbox'; readonly flavour: MboxFlavour }
  | { readonly kind: 'maildir' }
  | { readonly kind: 'files' };

export interface ExportPorts {
  /** The files below a folder, by a path from the one the user chose. */
  readonly files: (folder: string) => Files;
  readonly summaries: Summaries;
  readonly now: () => number;
  /** False where file names cannot have colons. */
  readonly colons: boolean;
}

/** Where an export goes, and what an earlier attempt of the same has done. */
export interface ExportTarget {
  readonly place: Place;
  readonly journal: Journal;
  /** From the folder the user chose. */
  readonly path: string;
}

/**
 * Makes what a folder is exported to; one that was broken off is gone on with.
 * @param name of the folder.
 * @param source names the folder for good: its account and id.
 */
export async function exportTarget(
  format: ExportFormat,
  name: string,
  source: string,
  { files, summaries, now, colons }: ExportPorts,
): Promise<ExportTarget> {
  const top = files('');
  const title = `${format.kind} ${source}`;
  const path = safeFileName(name, { extension: format.kind === 'mbox' ? '.mbox' : '' });
  const journal = await fileJournal(top, '', title, () => freePath(top, path));
  const own = journal.place;
  const shared = { summaries, now };
  switch (format.kind) {
    case 'mbox': {
      if (!(await top.stat(own))) await top.create(own, new Uint8Array(0));
      const store = new MboxStore({ ...shared, files: top, file: own, flavour: format.flavour });
      return { place: { store, folder: own }, journal, path: own };
    }
    case 'maildir': {
      for (const sub of ['cur', 'new', 'tmp']) await top.createFolder(joined(own, sub));
      const store = new MaildirStore({ ...shared, files: files(own), separator: colons ? ':' : ';' });
      return { place: { store, folder: 'INBOX' }, journal, path: own };
    }
    case 'files': {
      await top.createFolder(own);
      const store = new FolderStore({ ...shared, files: files(own), name: own });
      return { place: { store, folder: '.' }, journal, path: own };
    }
  }
}

/** Nothing is written into what is there already. */
async function freePath(files: Files, path: string): Promise<string> {
  const [, stem = path, extension = ''] = /^(.*?)(\.mbox)?$/.exec(path) ?? [];
  for (let number = 1; ; number++) {
    const free = number === 1 ? path : `${stem} (${number})${extension}`;
    const entries = await files.list('');
    if (!entries.some((entry) => entry.name.toLowerCase() === free.toLowerCase())) return free;
  }
}
