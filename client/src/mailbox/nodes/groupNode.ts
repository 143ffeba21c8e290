// A heading with the messages, or the further headings, that stand under it.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { Heading } from '../groups.ts';
import { headingLabel, spoken } from '../words.ts';
import type { MailboxNode } from './node.ts';

export class GroupNode implements MailboxNode {
  readonly id: string;
  readonly parent: MailboxNode;
  readonly heading: Heading;
  readonly #locale: string;
  #below: readonly MailboxNode[] = [];
  #count = 0;
  #unseen = 0;
  #expanded = false;

  /** @param id names the group within its list. */
  constructor(parent: MailboxNode, listId: string, id: string, heading: Heading, locale: string) {
    this.id = `group ${listId} ${id}`;
    this.parent = parent;
    this.heading = heading;
    this.#locale = locale;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  /** Takes what stands under it now. @returns true where the tree has to show it anew. */
  set(below: readonly MailboxNode[], count: number, unseen: number, expanded: boolean): boolean {
    const same =
      (!this.#counts || (count === this.#count && unseen === this.#unseen)) &&
      below.length === this.#below.length &&
      below.every((node, index) => node === this.#below[index]);
    this.#below = below;
    this.#count = count;
    this.#unseen = unseen;
    this.#expanded = expanded;
    return !same;
  }

  item(): TreeItem {
    const { Collapsed, Expanded } = TreeItemCollapsibleState;
    const label = headingLabel(this.heading, this.#locale);
    const item = new TreeItem(label, this.#expanded ? Expanded : Collapsed);
    item.id = this.id;
    if (this.#counts) item.description = String(this.#count);
    item.iconPath = new ThemeIcon(this.heading.kind === 'sender' ? 'person' : 'calendar');
    item.contextValue = 'group';
    const count = this.#counts ? l10n.t('{0} messages, {1} unread', this.#count, this.#unseen) : '';
    item.accessibilityInformation = { label: spoken([label, count]) };
    return item;
  }

  /** A year says no number: each page would change it, and the tree would ask anew for all that stands under it. */
  get #counts(): boolean {
    return this.heading.kind !== 'year';
  }

  children(): readonly MailboxNode[] {
    return this.#below;
  }
}
