// A part of a message, or an attachment: its name and type; a click opens the message where it begins.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { ParsedPart } from '../../../../server/src/lsp/protocol.ts';
import { shownText } from '../../mail/shownText.ts';
import { size } from '../ages.ts';
import { tooltip } from '../tooltip.ts';
import { partIcon } from '../words.ts';
import type { MailboxNode, MessageOwner } from './node.ts';

export const openPartCommand = 'mailWorkbench.mailbox.openPart';

/** A part, and what IMAP calls it (RFC 9051 6.4.5.1); empty for a multipart that has no name of its own. */
export type NamedPart = ParsedPart & { readonly section: string };

export class PartNode implements MailboxNode {
  readonly id: string;
  readonly parent: MailboxNode;
  readonly message: MessageOwner;
  /** Offsets are into the message's text, in UTF-16 units. */
  readonly part: NamedPart;
  readonly parts: PartNode[] = [];
  readonly #locale: string;

  constructor(parent: MailboxNode, message: MessageOwner, part: NamedPart, locale: string) {
    this.id = `part ${message.id} ${part.path}`;
    this.parent = parent;
    this.message = message;
    this.part = part;
    this.#locale = locale;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  get isAttachment(): boolean {
    const { disposition, filename, type } = this.part;
    return disposition === 'attachment' || (filename !== null && !type.startsWith('multipart/'));
  }

  item(): TreeItem {
    const { type, filename } = this.part;
    const below = this.parts.length > 0;
    const octets = size(this.part.decodedOctets, this.#locale);
    const label = shownText(filename ?? type, MAX_LABEL);
    const item = new TreeItem(
      label,
      below ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.None,
    );
    item.id = this.id;
    item.description = [...(filename === null ? [] : [shownText(type, MAX_LABEL)]), octets].join(' · ');
    item.iconPath = new ThemeIcon(partIcon(type, this.isAttachment));
    item.contextValue = this.isAttachment ? 'part attachment' : 'part';
    const kind = this.isAttachment ? l10n.t('attachment') : l10n.t('part');
    item.accessibilityInformation = { label: [kind, label, shownText(type, MAX_LABEL), octets].join(', ') };
    item.command = { command: openPartCommand, title: l10n.t('Open Part'), arguments: [this] };
    return item;
  }

  tooltip(): TreeItem['tooltip'] {
    const { part } = this;
    return tooltip(part.filename ?? part.type, [
      [l10n.t('Part'), part.path],
      [l10n.t('Type'), part.type],
      [l10n.t('Charset'), part.charset ?? ''],
      [l10n.t('Encoding'), part.encoding],
      [l10n.t('Disposition'), part.disposition ?? ''],
      [l10n.t('Size'), size(part.decodedOctets, this.#locale)],
    ]);
  }

  children(): readonly MailboxNode[] {
    return this.parts;
  }
}

const MAX_LABEL = 200;
