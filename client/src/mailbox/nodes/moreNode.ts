// The node behind the last message that is shown: a click gets the next page.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { MailboxNode } from './node.ts';

export const loadMoreCommand = 'mailWorkbench.mailbox.loadMore';

export class MoreNode implements MailboxNode {
  readonly id: string;
  readonly parent: MailboxNode;
  readonly #more: () => Promise<void>;

  /** @param listId the list that goes on; the node is the same wherever the list ends. */
  constructor(parent: MailboxNode, listId: string, more: () => Promise<void>) {
    this.id = `more ${listId}`;
    this.parent = parent;
    this.#more = more;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  more(): Promise<void> {
    return this.#more();
  }

  item(): TreeItem {
    const item = new TreeItem(l10n.t('Load more'), TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new ThemeIcon('fold-down');
    item.contextValue = 'more';
    item.command = { command: loadMoreCommand, title: l10n.t('Load more'), arguments: [this] };
    return item;
  }

  children(): readonly MailboxNode[] {
    return [];
  }
}
