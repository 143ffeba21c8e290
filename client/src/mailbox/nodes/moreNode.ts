// The node behind the last message that is shown: a click gets the next page, another click gives up.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { Cancellation } from '../../mail/mailStore.ts';
import type { MailboxNode, NodeHost } from './node.ts';

export const loadMoreCommand = 'mailWorkbench.mailbox.loadMore';

export class MoreNode implements MailboxNode {
  readonly id: string;
  readonly parent: MailboxNode;
  readonly #host: NodeHost;
  readonly #more: (cancel: Cancellation) => Promise<void>;
  /** Ends what is under way; undefined where nothing is. */
  #stop: AbortController | undefined;

  /** @param listId the list that goes on; the node is the same wherever the list ends. */
  constructor(
    parent: MailboxNode,
    listId: string,
    host: NodeHost,
    more: (cancel: Cancellation) => Promise<void>,
  ) {
    this.id = `more ${listId}`;
    this.parent = parent;
    this.#host = host;
    this.#more = more;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  /** Gets the next page; where that is under way, stops it. */
  async more(): Promise<void> {
    if (this.#stop) {
      this.#stop.abort();
      return;
    }
    this.#stop = new AbortController();
    let isShown = false;
    const showing = setTimeout(() => {
      isShown = true;
      this.#host.redraw([this]);
    }, PATIENCE);
    await this.#more(this.#stop).finally(() => {
      clearTimeout(showing);
      this.#stop = undefined;
      if (isShown) this.#host.redraw([this]);
    });
  }

  item(): TreeItem {
    const label = this.#stop ? l10n.t('Loading more: stop') : l10n.t('Load more');
    const item = new TreeItem(label, TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new ThemeIcon(this.#stop ? 'loading~spin' : 'fold-down');
    const spokenLabel = this.#stop
      ? l10n.t('More messages are being loaded: press Enter to stop')
      : l10n.t('Load more messages');
    item.accessibilityInformation = { label: spokenLabel };
    item.contextValue = 'more';
    item.command = { command: loadMoreCommand, title: label, arguments: [this] };
    return item;
  }

  children(): readonly MailboxNode[] {
    return [];
  }
}

/** Milliseconds: what comes sooner is not announced, because the tree would draw it later for it. */
const PATIENCE = 150;
