// Asks for a folder: those of special use first, then the others, then those of other accounts.

import { QuickPickItemKind, l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import type { Folder } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import { isInbox } from '../../mailbox/folderTree.ts';
import { folderLook } from '../../mailbox/words.ts';
import type { ActionContext, ChosenFolder } from './chosen.ts';
import { storeOf } from './chosen.ts';
import { underWay } from './underWay.ts';

type Row = QuickPickItem & { readonly folder?: Folder; readonly other?: AccountSettings };

/** @param except a folder that makes no sense, as the messages are in it. */
export async function pickFolder(
  context: ActionContext,
  account: AccountSettings,
  title: string,
  except?: string,
): Promise<ChosenFolder | undefined> {
  const folders = await foldersOf(context, account);
  const rows: Row[] = folders
    .filter(({ selectable, id }) => selectable && id !== except)
    .sort((a, b) => rank(a) - rank(b) || a.path.join('/').localeCompare(b.path.join('/')))
    .map((folder) => row(folder));
  const plain = rows.findIndex(({ folder }) => folder && rank(folder) === ORDER.length);
  if (plain > 0) rows.splice(plain, 0, separator(l10n.t('Folders')));
  const others = context.mailbox.stores.accounts
    .list()
    .filter(({ id, kind }) => id !== account.id && kind !== 'pop3');
  if (others.length > 0) rows.push(separator(l10n.t('Other accounts')));
  for (const other of others) rows.push({ label: `$(account) ${shownText(other.name)}…`, other });
  const chosen = await window.showQuickPick(rows, { title, matchOnDescription: true });
  if (chosen?.other) return pickFolder(context, chosen.other, title);
  return chosen?.folder && { account, folder: chosen.folder };
}

/** The folders of an account. */
export async function foldersOf(
  context: ActionContext,
  account: AccountSettings,
): Promise<readonly Folder[]> {
  return underWay(l10n.t('Looking for the folders of {0}', account.name), async (cancel) => {
    const store = await storeOf(context, account);
    return store.folders(cancel);
  });
}

/** The name of a folder as a sentence says it. */
export function folderName(folder: Folder): string {
  return shownText(folderLook(folder, folder.path.at(-1) ?? folder.id).label);
}

function row(folder: Folder): Row {
  const { label, icon } = folderLook(folder, folder.path.at(-1) ?? folder.id);
  const outer = folder.path.slice(0, -1).map((name) => shownText(name));
  return { label: `$(${icon}) ${label}`, description: outer.join(' / '), folder };
}

function separator(label: string): Row {
  return { label, kind: QuickPickItemKind.Separator };
}

function rank(folder: Folder): number {
  const use = isInbox(folder) ? '\\Inbox' : (folder.specialUse ?? '');
  const at = ORDER.indexOf(use);
  return at < 0 ? ORDER.length : at;
}

const ORDER = ['\\Inbox', '\\Archive', '\\All', '\\Junk', '\\Trash', '\\Drafts', '\\Sent', '\\Flagged'];
