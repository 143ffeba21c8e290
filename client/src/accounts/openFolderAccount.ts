// Opens folders of messages in the file systems that VS Code knows, in any host.

import { Uri, l10n } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import { MailError } from '../mail/faults.ts';
import { FolderStore } from '../mail/local/folderStore.ts';
import type { MailStore } from '../mail/mailStore.ts';
import { workspaceFiles } from '../mailbox/workspaceFiles.ts';
import { isAddress, nameAt } from './folderAddress.ts';
import type { StorePorts } from './openStore.ts';

/** The mailbox of an account of the kind `folder` whose path is an address. */
export function openFolderAccount(
  { name, path = '' }: AccountSettings,
  { summaries }: StorePorts,
): Promise<MailStore> {
  if (!isAddress(path)) {
    const reason = l10n.t('a browser reaches folders by their address alone, and this is a path');
    return Promise.reject(new MailError('not-supported', [name, reason]));
  }
  const folder = Uri.parse(path);
  return Promise.resolve(
    new FolderStore({ files: workspaceFiles(folder), summaries, name: nameAt(folder.path), now: Date.now }),
  );
}
