// What a command is for: messages, folders, accounts among the nodes that are chosen.

import { l10n, window } from 'vscode';
import type { Uri } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import type { Files } from '../../mail/local/files.ts';
import type { Envelope, Folder, MailStore } from '../../mail/mailStore.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { FolderNode } from '../../mailbox/nodes/folderNode.ts';
import { MessageNode } from '../../mailbox/nodes/messageNode.ts';
import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import type { UndoStack } from '../../mail/actions/undoStack.ts';
import type { LanguageServer } from '../../languageServer.ts';

/** What all commands of the mailbox work on. */
export interface ActionContext {
  readonly mailbox: Mailbox;
  readonly server: LanguageServer;
  readonly undo: UndoStack;
  /** The files below a folder. */
  readonly files: (folder: Uri) => Files;
}

/** A message with its account. */
export interface ChosenMessage {
  readonly account: AccountSettings;
  readonly envelope: Envelope;
}

/** A folder with its account. */
export interface ChosenFolder {
  readonly account: AccountSettings;
  readonly folder: Folder;
}

/** The messages among nodes, each once: a search may show one that its folder shows too. */
export function messagesAmong(nodes: readonly MailboxNode[]): readonly ChosenMessage[] {
  const found = new Map<string, ChosenMessage>();
  for (const node of nodes) {
    if (!(node instanceof MessageNode)) continue;
    found.set(node.uri.toString(), { account: node.account, envelope: node.envelope });
  }
  return [...found.values()];
}

/** As `messagesAmong`; says so where there are none. */
export function chosenMessages(nodes: readonly MailboxNode[]): readonly ChosenMessage[] {
  const messages = messagesAmong(nodes);
  if (messages.length === 0) {
    void window.showInformationMessage(l10n.t('Select messages in the view Mail first.'));
  }
  return messages;
}

/** The folder a node is, or is in; undefined for accounts. */
export function folderAround(node: MailboxNode | undefined): FolderNode | undefined {
  for (let around = node; around; around = around.parent) if (around instanceof FolderNode) return around;
  return undefined;
}

/** As `folderAround`, of the first node; says so where there is none. */
export function chosenFolder(nodes: readonly MailboxNode[]): FolderNode | undefined {
  const folder = folderAround(nodes[0]);
  if (!folder) void window.showInformationMessage(l10n.t('Select a folder in the view Mail first.'));
  return folder;
}

/** The account of the first node, else the only one, else the one that the user picks. */
export async function chosenAccount(
  { mailbox }: ActionContext,
  nodes: readonly MailboxNode[],
  fits: (account: AccountSettings) => boolean = () => true,
): Promise<AccountSettings | undefined> {
  const [first] = nodes;
  if (first && fits(first.account)) return first.account;
  const accounts = mailbox.stores.accounts.list().filter(fits);
  const [only] = accounts;
  if (accounts.length === 0) {
    void window.showInformationMessage(l10n.t('No account can do this.'));
    return undefined;
  }
  if (accounts.length === 1) return only;
  const rows = accounts.map((account) => ({
    label: account.name,
    description: account.address ?? '',
    account,
  }));
  return (await window.showQuickPick(rows, { title: l10n.t('Of which account?') }))?.account;
}

export function storeOf({ mailbox }: ActionContext, { id }: AccountSettings): Promise<MailStore> {
  return mailbox.stores.get(id);
}

/** "1 message", "{0} messages". */
export function messagesText(count: number): string {
  return count === 1 ? l10n.t('1 message') : l10n.t('{0} messages', count);
}

/** "1 message was", "{0} messages were". */
export function messagesWere(count: number): string {
  return count === 1 ? l10n.t('1 message was') : l10n.t('{0} messages were', count);
}

/** "1 message is", "{0} messages are". */
export function messagesAre(count: number): string {
  return count === 1 ? l10n.t('1 message is') : l10n.t('{0} messages are', count);
}
