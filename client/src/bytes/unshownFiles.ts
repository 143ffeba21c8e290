// Says plainly why a file of mail is open and nothing is checked: it is too large for extensions, or VS Code takes it
// for no text.

import { commands, l10n, window, workspace } from 'vscode';
import type { Disposable, Uri } from 'vscode';

import { checkLargeFileCommand } from '../commands/checkLargeFile.ts';
import { editOctetsCommand } from './keepOctets.ts';
import { shownUri } from './shownUri.ts';

/** Watches the tabs. Each file is spoken of once a session. */
export function explainUnshownFiles(): Disposable {
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    const uri = shownUri();
    if (!uri || !NAMES.test(uri.path) || told.has(uri.toString()) || uri.scheme !== 'file') return;
    // The document comes a moment after its tab.
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    if (hasDocument(uri) || shownUri()?.toString() !== uri.toString() || told.has(uri.toString())) return;
    told.add(uri.toString());
    await explain(uri);
  };
  void look();
  return window.tabGroups.onDidChangeTabs(() => void look());
}

async function explain(uri: Uri): Promise<void> {
  const name = workspace.asRelativePath(uri);
  const { size } = await workspace.fs.stat(uri);
  if (size > MAX_SYNCED) {
    const check = l10n.t('Check File');
    const message = l10n.t(
      '{0} has {1} MB. VS Code hands no text above 50 MB to extensions: nothing in it is coloured, checked or explained while you read it. Its outline and its problems can be read from the file.',
      name,
      Math.round(size / MEGABYTE),
    );
    if ((await window.showWarningMessage(message, check)) === check) {
      await commands.executeCommand(checkLargeFileCommand, uri);
    }
    return;
  }
  const octets = l10n.t('Edit Byte for Byte');
  const message = l10n.t('VS Code takes {0} for no text, most likely because of a NUL in it.', name);
  if ((await window.showWarningMessage(message, octets)) === octets) {
    await commands.executeCommand(editOctetsCommand, uri);
  }
}

function hasDocument(uri: Uri): boolean {
  return workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

const NAMES = /\.(?:eml|mbox|mbx)$/i;
const MEGABYTE = 1024 * 1024;
/** Octets: what VS Code synchronises with extensions. */
const MAX_SYNCED = 50 * MEGABYTE;
/** Milliseconds. */
const PATIENCE = 1500;
