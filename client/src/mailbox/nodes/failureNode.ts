// The node of what went wrong: one sentence, buttons beside it, and all of it on a click.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import { failureOf } from '../failure.ts';
import type { MailboxNode } from './node.ts';

export const showFailureCommand = 'mailWorkbench.mailbox.showFailure';

export class FailureNode implements MailboxNode {
  readonly id: string;
  readonly parent: MailboxNode;
  readonly error: unknown;
  readonly #retry: () => Promise<void> | void;

  /** @param retry does again what failed. */
  constructor(parent: MailboxNode, error: unknown, retry: () => Promise<void> | void) {
    this.id = `failure ${parent.id}`;
    this.parent = parent;
    this.error = error;
    this.#retry = retry;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  async retry(): Promise<void> {
    await this.#retry();
  }

  item(): TreeItem {
    // Nothing has failed where the user gave up; it can be asked for again.
    const stopped = { sentence: l10n.t('This was stopped.'), actions: ['retry'] };
    const { sentence, actions } = failureOf(this.error) ?? stopped;
    const item = new TreeItem(sentence, TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new ThemeIcon('warning');
    item.tooltip = sentence;
    item.contextValue = ['failure', ...actions].join(' ');
    item.accessibilityInformation = { label: sentence };
    item.command = { command: showFailureCommand, title: sentence, arguments: [this] };
    return item;
  }

  children(): readonly MailboxNode[] {
    return [];
  }
}
