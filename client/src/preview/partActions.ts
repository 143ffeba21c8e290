// What is done with a part from the preview: opened as text, by VS Code's own viewer, as a message; saved.

import { Uri, commands, l10n, window, workspace } from 'vscode';

import { attachmentFileName, freeName } from '../mail/actions/names.ts';
import { isOtherForm } from './content/noText.ts';
import type { PartAction, ShownMessage, ShownPart } from './messages.ts';
import type { OpenedMessage } from './openedMessage.ts';
import { partUri } from './partUri.ts';
import type { Target } from './target.ts';
import { convertedPreview, preview } from './viewTypes.ts';

/** A message and where it is. */
export interface Origin {
  readonly target: Target;
  readonly opened: OpenedMessage;
}

/** Does what was asked for; `reveal` is not done here. Rejects with a sentence where it fails. */
export async function actOnPart(origin: Origin, action: PartAction, id: string): Promise<void> {
  const part = origin.opened.message.parts.find((one) => one.id === id);
  if (!part) return;
  const name = fileName(part);
  const address = { target: origin.target, id, asText: false };
  switch (action) {
    case 'document': {
      const uri = partUri(name, { ...address, asText: isText(part) });
      await commands.executeCommand('vscode.openWith', uri, 'default');
      return;
    }
    case 'viewer':
      await commands.executeCommand('vscode.open', partUri(name, address));
      return;
    case 'preview': {
      const [file, view] = isOutlook(part) ? [outlookName(name), convertedPreview] : [name, preview];
      await commands.executeCommand('vscode.openWith', partUri(file, address), view);
      return;
    }
    case 'save':
      await savePart(origin, part);
      return;
    case 'reveal':
      return;
  }
}

/** Saves parts into a folder; no file that is there is written over. */
export async function saveAllParts({ target, opened }: Origin, ids: readonly string[]): Promise<void> {
  const wanted = new Set(ids);
  const parts = opened.message.parts.filter(({ id }) => wanted.has(id));
  if (parts.length === 0) {
    void window.showInformationMessage(l10n.t('There are no attachments.'));
    return;
  }
  const chosen = await window.showOpenDialog({
    ...beside(target.uri),
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: l10n.t('Save {0} Files Here', parts.length),
  });
  const folder = chosen?.[0];
  if (!folder) return;
  const taken = new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name));
  for (const part of parts) {
    const name = freeName(fileName(part), taken);
    taken.add(name);
    await workspace.fs.writeFile(Uri.joinPath(folder, name), await opened.octets(part.id, LARGEST));
  }
  window.setStatusBarMessage(l10n.t('Saved {0} files', parts.length), SHOWN_MS);
}

/** The first attachments as files of the workbench, by part. */
export function partFiles(
  target: Target,
  { parts }: ShownMessage,
): Readonly<Record<string, { readonly uri: string; readonly name: string }>> {
  const listed = parts
    .filter(({ use, type }) => FILES.has(use) || isOtherForm(use, type))
    .slice(0, MOST_FILES);
  return Object.fromEntries(
    listed.map((part) => {
      const name = fileName(part);
      return [part.id, { uri: partUri(name, { target, id: part.id, asText: false }).toString(), name }];
    }),
  );
}

/** A name that is safe on every system, with an extension of the part's own type where it had none. */
function fileName({ name, type, subject }: ShownPart): string {
  if (type === 'message/rfc822' || type === 'message/global') {
    const base = (name ?? subject ?? '').replace(/\.eml$/i, '');
    return attachmentFileName(`${base === '' ? 'message' : base}.eml`, type);
  }
  return attachmentFileName(name, type);
}

async function savePart({ target, opened }: Origin, part: ShownPart): Promise<void> {
  const { defaultUri } = beside(target.uri);
  const name = fileName(part);
  // The dialog asks before it takes the name of a file that is there.
  const file = await window.showSaveDialog({
    defaultUri: defaultUri ? Uri.joinPath(defaultUri, name) : Uri.from({ scheme: 'file', path: `/${name}` }),
  });
  if (!file) return;
  await workspace.fs.writeFile(file, await opened.octets(part.id, LARGEST));
  window.setStatusBarMessage(l10n.t('Saved'), SHOWN_MS);
}

/** The folder that files are saved to first: that of the message, where one can write there. */
function beside(uri: Uri): { readonly defaultUri?: Uri } {
  if (workspace.fs.isWritableFileSystem(uri.scheme) === true && uri.scheme !== 'untitled') {
    return { defaultUri: Uri.joinPath(uri, '..') };
  }
  const [folder] = workspace.workspaceFolders ?? [];
  return folder ? { defaultUri: folder.uri } : {};
}

/** True for what an editor shows as text, decoded by its charset. */
function isText({ type }: ShownPart): boolean {
  return type.startsWith('text/');
}

function isOutlook({ type, name }: ShownPart): boolean {
  return /ms-tnef|ms-outlook/.test(type) || /\.msg$|^winmail\.dat$/i.test(name ?? '');
}

/** The name tells that it is to be converted. */
function outlookName(name: string): string {
  return /\.msg$/i.test(name) ? name : 'winmail.dat';
}

const FILES: ReadonlySet<string> = new Set(['attachment', 'message', 'related']);
/** Octets. */
const LARGEST = 1024 * 1024 * 1024;
const MOST_FILES = 500;
const SHOWN_MS = 5000;
