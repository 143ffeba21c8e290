// A part of a message that is too large to be read whole: a click fetches this part alone.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { OutlinePart } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import { size } from '../ages.ts';
import { HEADER } from '../messageReader.ts';
import { partIcon, spoken } from '../words.ts';
import type { MailboxNode, MessageOwner } from './node.ts';

export class SectionNode implements MailboxNode {
  readonly id: string;
  readonly parent: MessageOwner;
  /** Undefined for the header of the message. */
  readonly part: OutlinePart | undefined;
  readonly #locale: string;

  constructor(parent: MessageOwner, part: OutlinePart | undefined, locale: string) {
    this.id = `section ${parent.id} ${part?.section ?? HEADER}`;
    this.parent = parent;
    this.part = part;
    this.#locale = locale;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  item(): TreeItem {
    const { part } = this;
    const type = shownText(part?.type ?? '', MAX_LABEL);
    const label = part ? shownText(part.name ?? part.type, MAX_LABEL) : l10n.t('Header');
    const octets = part ? size(part.size, this.#locale) : '';
    const item = new TreeItem(label, TreeItemCollapsibleState.None);
    item.id = this.id;
    item.description = [...(part?.name === undefined ? [] : [type]), octets]
      .filter((one) => one !== '')
      .join(' · ');
    item.iconPath = new ThemeIcon(part ? partIcon(part.type, part.name !== undefined) : 'list-flat');
    item.contextValue = part?.name === undefined ? 'section' : 'section attachment';
    item.accessibilityInformation = { label: spoken([l10n.t('part'), label, type, octets]) };
    const uri = this.parent.uri.with({ query: part?.section ?? HEADER });
    item.command = { command: 'vscode.open', title: l10n.t('Open Part'), arguments: [uri] };
    return item;
  }

  children(): readonly MailboxNode[] {
    return [];
  }
}

const MAX_LABEL = 200;
