// Says plainly why a file of mail is open and nothing is checked: it is too large for extensions, or VS Code takes it
// for no text.

import { commands, l10n, window, workspace } from 'vscode';
import type { Disposable, Uri } from 'vscode';

import { checkLargeFileCommand } from '../commands/checkLargeFile.ts';
import { editOctetsCommand } from './keepOctets.ts';
import { shownUri } from './shownUri.ts';

/**
 * Watches the tabs. Each file is spoken of once a session.
 * @param readsFiles whether this host has the command that checks large files.
 */
export function explainUnshownFiles(readsFiles: boolean): Disposable {
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    const uri = shownUri();
    if (!uri || !NAMES.test(uri.path) || told.has(uri.toString())) return;
    // Not what other extensions show by themselves, without files.
    if (workspace.fs.isWritableFileSystem(uri.scheme) === undefined) return;
    const size = await sizeOf(uri);
    if (size === undefined) return;
    // The document comes a moment after its tab, and a large one takes its time.
    await new Promise((resolve) => setTimeout(resolve, PATIENCE + (size / MEGABYTE) * PATIENCE_PER_MEGABYTE));
    if (hasDocument(uri) || shownUri()?.toString() !== uri.toString() || told.has(uri.toString())) return;
    told.add(uri.toString());
    await explain(uri, size, readsFiles);
  };
  void look();
  return window.tabGroups.onDidChangeTabs(() => void look());
}

async function explain(uri: Uri, size: number, readsFiles: boolean): Promise<void> {
  const name = workspace.asRelativePath(uri);
  if (size > MAX_SYNCED && !readsFiles) {
    const message = l10n.t(
      '{0} has {1} MB. VS Code hands no text above 50 MB to extensions, and in a browser they cannot read so large a file either: nothing in it is coloured, checked or explained. VS Code on a desktop can check it.',
      name,
      Math.round(size / MEGABYTE),
    );
    void window.showWarningMessage(message);
    return;
  }
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
  // It may just be slow.
  if (!(await workspace.fs.readFile(uri)).subarray(0, LOOKED_AT).includes(0)) return;
  const octets = l10n.t('Edit Byte for Byte');
  const message = l10n.t('VS Code takes {0} for no text, because of a NUL near its start.', name);
  if ((await window.showWarningMessage(message, octets)) === octets) {
    await commands.executeCommand(editOctetsCommand, uri);
  }
}

async function sizeOf(uri: Uri): Promise<number | undefined> {
  try {
    return (await workspace.fs.stat(uri)).size;
  } catch {
    // It is gone, or was never there.
    return undefined;
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
const PATIENCE_PER_MEGABYTE = 50;
/** Octets in which VS Code looks for a NUL. */
const LOOKED_AT = 512;
