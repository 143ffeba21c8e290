// A message: sender, subject and age; its parts stand under it.

import type { Uri } from 'vscode';
import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import type { ParsedPart } from '../../../../server/src/lsp/protocol.ts';
import type { Envelope } from '../../mail/mailStore.ts';
import { sectionsOf } from '../../mail/sections.ts';
import { age, moment, size } from '../ages.ts';
import { mailUri } from '../mailAddress.ts';
import { tooltip } from '../tooltip.ts';
import { messageIcon, senderLabel, signs, spoken, states, subjectLabel } from '../words.ts';
import { FailureNode } from './failureNode.ts';
import type { MailboxNode, NodeHost } from './node.ts';
import { NoticeNode } from './noticeNode.ts';
import { PartNode } from './partNode.ts';
import { SectionNode } from './sectionNode.ts';

export const showPartsCommand = 'mailWorkbench.mailbox.showParts';

export class MessageNode implements MailboxNode {
  readonly #host: NodeHost;
  readonly #listId: string;
  parent: MailboxNode;
  envelope: Envelope;
  #parts: readonly MailboxNode[] | undefined;
  #wantsParts = false;
  /** How old it was said to be when it was last drawn. */
  #age: string | undefined;

  /** @param listId the list in which it stands: a message may be found by a search too. */
  constructor(parent: MailboxNode, listId: string, envelope: Envelope, host: NodeHost) {
    this.#listId = listId;
    this.parent = parent;
    this.envelope = envelope;
    this.#host = host;
  }

  get id(): string {
    const { validity, uid } = this.envelope.id;
    return `message ${this.#listId} ${validity} ${uid}`;
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  /** Where it is opened. */
  get uri(): Uri {
    return mailUri(this.account.id, this.envelope.id);
  }

  item(): TreeItem {
    const { envelope } = this;
    const { locale } = this.#host;
    const sender = senderLabel(envelope);
    const subject = subjectLabel(envelope);
    const when = age(envelope.date, Date.now(), locale);
    this.#age = when;
    const item = new TreeItem(sender, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = [signs(envelope), subject, when === '' ? '' : `· ${when}`]
      .filter((one) => one !== '')
      .join(' ');
    item.iconPath = new ThemeIcon(messageIcon(envelope));
    item.contextValue = this.#context();
    item.accessibilityInformation = { label: spoken([sender, subject, when, ...states(envelope)]) };
    // As in the explorer: a click shows it in the preview tab, a double click keeps it.
    item.command = { command: 'vscode.open', title: l10n.t('Open Message'), arguments: [this.uri] };
    return item;
  }

  /** True where its row says an age that is no longer so. */
  isStale(now: number): boolean {
    return this.#age !== undefined && this.#age !== age(this.envelope.date, now, this.#host.locale);
  }

  tooltip(): TreeItem['tooltip'] {
    const { envelope } = this;
    const { locale } = this.#host;
    const keywords = [...envelope.flags].filter((flag) => !flag.startsWith('\\'));
    return tooltip(subjectLabel(envelope), [
      [l10n.t('From'), senderLabel(envelope)],
      [l10n.t('To'), envelope.to ?? ''],
      [l10n.t('Date'), moment(envelope.date, locale)],
      [l10n.t('Size'), size(envelope.size, locale)],
      [l10n.t('State'), states(envelope).join(', ')],
      [l10n.t('Keywords'), keywords.join(', ')],
      [l10n.t('Folder'), envelope.id.folder],
    ]);
  }

  async children(): Promise<readonly MailboxNode[]> {
    // A message never changes, but what could not be read may be read later.
    if (this.#parts) return this.#parts;
    try {
      const parts = this.envelope.size > LARGE ? await this.#outline() : await this.#read();
      this.#parts = parts;
      return parts;
    } catch (error) {
      return [new FailureNode(this, error, () => this.#host.redraw([this]))];
    }
  }

  async #read(): Promise<readonly MailboxNode[]> {
    return partsUnder(this, await this.#host.parts(this.uri.toString()), this.#host.locale);
  }

  /** What a store tells of a large message without sending it. */
  async #outline(): Promise<readonly MailboxNode[]> {
    const { locale, stores } = this.#host;
    const store = await stores.get(this.account.id);
    const outline = await this.#host.patiently(l10n.t('Reading what a message is made of'), async (cancel) =>
      store.outline?.(this.envelope.id, cancel, this.#wantsParts),
    );
    const sections = outline ? [undefined, ...outline.parts.slice(0, MAX_PARTS)] : [];
    const text = l10n.t('Open all of it: {0}', size(this.envelope.size, locale));
    const command = { command: 'vscode.open', title: text, arguments: [this.uri] };
    const whole = new NoticeNode(this, 'large', text, 'cloud-download', command);
    const rows = [...sections.map((part) => new SectionNode(this, part, locale)), whole];
    // POP3 tells nothing of parts: somebody has to want them enough for the message to be read.
    return outline?.nodes.length === 0 ? [...rows, this.#partsRow()] : rows;
  }

  #partsRow(): MailboxNode {
    const text = l10n.t('Read all of it to see its parts: {0}', size(this.envelope.size, this.#host.locale));
    const command = { command: showPartsCommand, title: text, arguments: [this] };
    return new NoticeNode(this, 'parts', text, 'list-tree', command);
  }

  /** The user wants the parts of a large message, which is read for it. */
  showParts(): void {
    this.#wantsParts = true;
    this.#parts = undefined;
    this.#host.redraw([this]);
  }

  #context(): string {
    const { flags, hasAttachments } = this.envelope;
    return [
      'message',
      this.account.kind,
      flags.has('\\Seen') ? 'read' : 'unread',
      flags.has('\\Flagged') ? 'flagged' : 'unflagged',
      ...(flags.has('\\Deleted') ? ['deleted'] : []),
      ...(flags.has('\\Draft') ? ['draft'] : []),
      ...(hasAttachments ? ['attachments'] : []),
    ].join(' ');
  }
}

/** The nodes of a message's parts; the outermost multipart is the message itself. */
function partsUnder(
  message: MessageNode,
  parts: readonly ParsedPart[],
  locale: string,
): readonly MailboxNode[] {
  const nodes: PartNode[] = [];
  const sections = sectionsOf(parts);
  for (const [index, part] of parts.slice(0, MAX_PARTS).entries()) {
    const around = part.parent === null ? undefined : nodes[part.parent];
    const node = new PartNode(
      around ?? message,
      message,
      { ...part, section: sections[index] ?? '' },
      locale,
    );
    nodes.push(node);
    around?.parts.push(node);
  }
  const top = nodes.filter(({ part }) => part.parent === null);
  const [only] = top;
  const shown = only && top.length === 1 && only.parts.length > 0 ? only.parts : top;
  if (parts.length <= MAX_PARTS) return shown;
  const text = l10n.t('{0} further parts are not shown', parts.length - MAX_PARTS);
  return [...shown, new NoticeNode(message, 'further', text)];
}

/** Octets; a larger message is not read only because somebody looks what is in it: the server would not take it. */
const LARGE = 8 * 1024 * 1024;
const MAX_PARTS = 2000;
