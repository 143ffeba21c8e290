// Opens the mailboxes that are files of this machine.

import type { AccountSettings } from '../account.ts';
import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { MailStore } from '../mailStore.ts';
import type { Summaries } from '../summaries.ts';
import type { Files } from './files.ts';
import { FolderStore } from './folderStore.ts';
import { layoutOf, plusPlus } from './maildirLayout.ts';
import { MaildirStore } from './maildirStore.ts';
import { MboxStore } from './mboxStore.ts';

/** What local mailboxes need of where they run. */
export interface LocalPorts {
  /** The files below a folder, an absolute path. */
  readonly files: (folder: string) => Files;
  readonly summaries: Summaries;
  readonly now: () => number;
  /** False where file names cannot have colons. */
  readonly colons: boolean;
}

/** Opens an account of the kinds `maildir`, `mbox` and `folder`. */
export async function openLocal(
  { kind, name, path = '', mboxFlavour }: Pick<AccountSettings, 'kind' | 'name' | 'path' | 'mboxFlavour'>,
  { files, summaries, now, colons }: LocalPorts,
): Promise<MailStore> {
  const [, parent = '', base = ''] = /^(.*?)[\\/]*([^\\/]*)[\\/]*$/.exec(path) ?? [];
  if (base === '') throw new MailError('file-not-readable', [name, detail('its settings name no folder')]);
  const shared = { summaries, now };
  switch (kind) {
    case 'maildir':
      return new MaildirStore({
        ...{ ...shared, files: files(path), separator: colons ? ':' : ';' },
        layout: await layoutOf(files(path)).catch(() => plusPlus),
      });
    case 'mbox': {
      // A folder can be listed, a file cannot.
      const isFolder = await files(path)
        .list('')
        .then(
          () => true,
          () => false,
        );
      const mbox = { ...shared, ...(mboxFlavour === undefined ? {} : { flavour: mboxFlavour }) };
      if (isFolder) return new MboxStore({ ...mbox, files: files(path) });
      return new MboxStore({ ...mbox, files: files(parent === '' ? '/' : parent), file: base });
    }
    case 'folder':
      return new FolderStore({ ...shared, files: files(path), name: base });
    default:
      throw new MailError('not-supported', [name, detail('it is no mailbox of files')]);
  }
}
