// A folder: the folders below it, searches that were kept, and its messages under headings.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { Folder } from '../../mail/mailStore.ts';
import { isInbox } from '../folderTree.ts';
import type { FolderBranch } from '../folderTree.ts';
import { tooltip } from '../tooltip.ts';
import { folderLook, spoken } from '../words.ts';
import { ListNodes } from './listNodes.ts';
import type { MailboxNode, NodeHost } from './node.ts';

/** The node of a search in a folder. */
export interface KeptSearch extends MailboxNode {
  readonly query: string;
  readonly messages: ListNodes;
}

export class FolderNode implements MailboxNode {
  readonly id: string;
  readonly messages: ListNodes;
  readonly #host: NodeHost;
  readonly #searches: KeptSearch[] = [];
  parent: MailboxNode;
  folder: Folder;
  name: string;
  /** The folders below it. */
  folders: readonly FolderNode[] = [];

  constructor(parent: MailboxNode, { folder, name }: FolderBranch, host: NodeHost) {
    this.id = `folder ${parent.account.id} ${folder.id}`;
    this.parent = parent;
    this.folder = folder;
    this.name = name;
    this.#host = host;
    this.messages = new ListNodes(this, host, () => ({
      folder: this.folder.id,
      dates: (this.folder.messages ?? 0) > host.settings.groupByYearFrom ? 'year' : 'age',
    }));
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  get searches(): readonly KeptSearch[] {
    return this.#searches;
  }

  /** @param quiet true while the folder itself is not shown yet. */
  addSearch(search: KeptSearch, quiet = false): void {
    this.#searches.push(search);
    if (!quiet) this.#host.redraw([this]);
  }

  removeSearch(search: KeptSearch): void {
    const at = this.#searches.indexOf(search);
    if (at < 0) return;
    this.#searches.splice(at, 1);
    search.messages.stop();
    this.#host.redraw([this]);
  }

  item(): TreeItem {
    const { folder, name } = this;
    const { label, icon } = folderLook(folder, name);
    const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new ThemeIcon(icon);
    const { messages, unseen } = folder;
    item.accessibilityInformation = { label: spoken([label]) };
    if (messages !== undefined) {
      item.description = unseen === undefined || unseen === 0 ? String(messages) : `${unseen} / ${messages}`;
      const counts = l10n.t('{0} messages, {1} unread', messages, unseen ?? 0);
      item.accessibilityInformation = { label: spoken([label, counts]) };
    }
    item.contextValue = this.#context();
    return item;
  }

  tooltip(): TreeItem['tooltip'] {
    const { path, messages, unseen, subscribed, specialUse = '' } = this.folder;
    return tooltip(this.name, [
      [l10n.t('Path'), path.join(' / ')],
      [l10n.t('Messages'), messages === undefined ? '' : String(messages)],
      [l10n.t('Unread'), unseen === undefined ? '' : String(unseen)],
      [l10n.t('Special use'), specialUse.replace('\\', '')],
      [l10n.t('Subscribed'), subscribed ? l10n.t('yes') : l10n.t('no')],
    ]);
  }

  async children(): Promise<readonly MailboxNode[]> {
    const own = this.folder.selectable ? await this.messages.children() : [];
    return [...this.folders, ...this.#searches, ...own];
  }

  /** Every list of this folder's messages. */
  lists(): readonly ListNodes[] {
    return [this.messages, ...this.#searches.map(({ messages }) => messages)];
  }

  #context(): string {
    const { folder } = this;
    return [
      'folder',
      this.account.kind,
      ...(folder.selectable ? ['selectable'] : []),
      ...(isInbox(folder) ? ['inbox'] : []),
      ...(folder.specialUse === undefined
        ? []
        : ['special', folder.specialUse.replace('\\', '').toLowerCase()]),
      folder.subscribed ? 'subscribed' : 'unsubscribed',
    ].join(' ');
  }
}
