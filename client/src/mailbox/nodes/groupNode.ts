// A heading with the messages, or the further headings, that stand under it.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { Heading } from '../groups.ts';
import type { HeadingBranch } from '../headingTree.ts';
import { headingLabel, spoken } from '../words.ts';
import type { MailboxNode } from './node.ts';

export class GroupNode implements MailboxNode {
  readonly parent: MailboxNode;
  readonly #named: string;
  readonly #locale: string;
  heading: Heading;
  #below: readonly MailboxNode[] = [];
  #count = 0;
  #unseen = 0;
  /** How often it was closed by us: a node of another name is drawn as it is asked for, and not as it was. */
  #closed = 0;
  /** Whether what stands under it is shown. */
  isOpen: boolean;

  constructor(
    parent: MailboxNode,
    listId: string,
    { id, heading }: HeadingBranch,
    locale: string,
    isOpen: boolean,
  ) {
    this.#named = `group ${listId} ${id}`;
    this.parent = parent;
    this.heading = heading;
    this.#locale = locale;
    this.isOpen = isOpen;
  }

  get id(): string {
    return this.#closed === 0 ? this.#named : `${this.#named} ${this.#closed}`;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  /** Takes what stands under it now. @returns true where the tree has to show it anew. */
  set(below: readonly MailboxNode[], { heading, count, unseen }: HeadingBranch): boolean {
    const same =
      (!this.#counts || (count === this.#count && unseen === this.#unseen)) &&
      below.length === this.#below.length &&
      below.every((node, index) => node === this.#below[index]);
    this.heading = heading;
    this.#below = below;
    this.#count = count;
    this.#unseen = unseen;
    return !same;
  }

  /** Has it drawn closed the next time that what is around it is drawn. */
  close(): void {
    this.#closed++;
    this.isOpen = false;
  }

  item(): TreeItem {
    const { Collapsed, Expanded } = TreeItemCollapsibleState;
    const label = headingLabel(this.heading, this.#locale);
    const item = new TreeItem(label, this.isOpen ? Expanded : Collapsed);
    item.id = this.id;
    if (this.#counts) item.description = String(this.#count);
    item.iconPath = new ThemeIcon(this.heading.kind === 'sender' ? 'person' : 'calendar');
    item.contextValue = 'group';
    const count = this.#counts ? l10n.t('{0} messages, {1} unread', this.#count, this.#unseen) : '';
    item.accessibilityInformation = { label: spoken([label, count]) };
    return item;
  }

  /** Around other headings it says no number: each page would change it, and all that stands under it be asked for. */
  get #counts(): boolean {
    return !(this.#below[0] instanceof GroupNode);
  }

  children(): readonly MailboxNode[] {
    return this.#below;
  }
}
