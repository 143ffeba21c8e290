// The command "Search Mail": asks for a query and keeps what it finds as a node of the folder.

import { commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import type { SearchServer } from '../mail/search/completeSearch.ts';
import { shownText } from '../mail/shownText.ts';
import { isInbox } from './folderTree.ts';
import type { Mailbox } from './mailbox.ts';
import type { AccountNode } from './nodes/accountNode.ts';
import { FolderNode } from './nodes/folderNode.ts';
import type { MailboxNode } from './nodes/node.ts';
import { askSearch } from './searchInput.ts';
import { folderLook } from './words.ts';

export function registerSearchCommand(mailbox: Mailbox): Disposable {
  return commands.registerCommand('mailWorkbench.mailbox.search', async (node?: MailboxNode) => {
    // Also from the title of the view, which hands over whatever has the focus.
    const [chosen] = node ? [node] : mailbox.selected;
    const folder = folderOf(chosen) ?? (await inboxOf(mailbox, chosen));
    if (!folder) return;
    const { account } = folder;
    const title = l10n.t(
      'Search {0} of {1}',
      folderLook(folder.folder, folder.name).label,
      shownText(account.name),
    );
    const query = await askSearch(title, serverOf(account));
    if (query !== undefined) mailbox.keepSearch(account.id, folder.folder.id, query);
  });
}

/** The folder that something stands in. */
function folderOf(node: MailboxNode | undefined): FolderNode | undefined {
  let at = node;
  while (at && !(at instanceof FolderNode)) at = at.parent;
  return at;
}

async function inboxOf(mailbox: Mailbox, node: MailboxNode | undefined): Promise<FolderNode | undefined> {
  const account = mailbox.account(node?.account.id ?? (await chosenAccount(mailbox)) ?? '');
  if (!account) return undefined;
  // Its folders may never have been asked for.
  await account.children();
  return inbox(account);
}

function inbox(account: AccountNode): FolderNode | undefined {
  const folders = account.folders().filter(({ folder }) => folder.selectable);
  return folders.find(({ folder }) => isInbox(folder)) ?? folders[0];
}

async function chosenAccount(mailbox: Mailbox): Promise<string | undefined> {
  const accounts = mailbox.stores.accounts.list();
  if (accounts.length < 2) return accounts[0]?.id;
  const rows = accounts.map(({ id, name }) => ({ label: shownText(name), id }));
  return (await window.showQuickPick(rows, { placeHolder: l10n.t('Which account?') }))?.id;
}

/** Whose search language an account has. */
export function serverOf({ kind, incoming }: AccountSettings): SearchServer {
  if (kind !== 'imap') return 'local';
  return /(?:^|\.)(?:gmail|googlemail)\.com$/i.test(incoming?.host ?? '') ? 'gmail' : 'imap';
}
