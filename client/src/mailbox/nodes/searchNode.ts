// A search that was kept: its words, and the messages that it finds.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import { shownText } from '../../mail/shownText.ts';
import { spoken } from '../words.ts';
import type { FolderNode, KeptSearch } from './folderNode.ts';
import { ListNodes } from './listNodes.ts';
import type { MailboxNode, NodeHost } from './node.ts';

export class SearchNode implements KeptSearch {
  readonly id: string;
  readonly parent: FolderNode;
  /** Words of the search language. */
  readonly query: string;
  readonly messages: ListNodes;

  readonly #expanded: boolean;

  /** @param expanded true: what it finds is shown, and asked for, from the start. */
  constructor(parent: FolderNode, query: string, host: NodeHost, expanded: boolean) {
    this.id = `search ${parent.id} ${query}`;
    this.parent = parent;
    this.query = query;
    this.#expanded = expanded;
    this.messages = new ListNodes(this, host, () => ({ folder: parent.folder.id, query, dates: 'year' }));
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  item(): TreeItem {
    const { Collapsed, Expanded } = TreeItemCollapsibleState;
    const label = shownText(this.query, MAX_LABEL);
    const item = new TreeItem(label, this.#expanded ? Expanded : Collapsed);
    item.id = this.id;
    item.iconPath = new ThemeIcon('search');
    item.description = l10n.t('search');
    item.accessibilityInformation = { label: spoken([l10n.t('search'), label]) };
    item.contextValue = 'search';
    return item;
  }

  children(): Promise<readonly MailboxNode[]> {
    return this.messages.children();
  }
}

const MAX_LABEL = 200;
