// A node that says in words what is to be known: that a folder is empty, that an account is offline.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Command } from 'vscode';

import { spoken } from '../words.ts';
import type { MailboxNode } from './node.ts';

export class NoticeNode implements MailboxNode {
  readonly id: string;
  readonly parent: MailboxNode;
  readonly #text: string;
  readonly #icon: string;
  readonly #command: Command | undefined;

  /** @param kind names the notice under its parent. */
  constructor(parent: MailboxNode, kind: string, text: string, icon = 'info', command?: Command) {
    this.id = `${kind} ${parent.id}`;
    this.parent = parent;
    this.#text = text;
    this.#icon = icon;
    this.#command = command;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  item(): TreeItem {
    const item = new TreeItem(this.#text, TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new ThemeIcon(this.#icon);
    item.accessibilityInformation = { label: spoken([this.#text]) };
    item.contextValue = 'notice';
    if (this.#command) item.command = this.#command;
    return item;
  }

  children(): readonly MailboxNode[] {
    return [];
  }
}
