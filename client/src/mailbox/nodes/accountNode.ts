// An account: its folders, and what goes wrong with it. It follows what happens in its store while it is shown.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import { faultOf } from '../../accounts/faultOf.ts';
import type { AccountKind, AccountSettings } from '../../mail/account.ts';
import { faults } from '../../mail/faults.ts';
import type { Folder, MailStore, MessageChanges, StoreEvent } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import type { WatchLease } from '../../mail/watchLease.ts';
import { failureOf } from '../failure.ts';
import { folderTree, isInbox } from '../folderTree.ts';
import type { FolderBranch } from '../folderTree.ts';
import { tooltip } from '../tooltip.ts';
import { FailureNode } from './failureNode.ts';
import { FolderNode } from './folderNode.ts';
import type { MailboxNode, NodeHost } from './node.ts';
import { NoticeNode } from './noticeNode.ts';
import { SearchNode } from './searchNode.ts';

export class AccountNode implements MailboxNode {
  readonly id: string;
  readonly parent = undefined;
  readonly account: AccountSettings;
  readonly #host: NodeHost;
  readonly #stop = new AbortController();
  /** True: opened from the start. */
  readonly #expanded: boolean;
  #folders = new Map<string, FolderNode>();
  #top: readonly FolderNode[] = [];
  #loaded: Promise<void> | undefined;
  #failure: unknown;
  #offline = false;
  #watching: Disposable | undefined;
  #lease: WatchLease | undefined;
  /** Folders to be read anew; false where only their counts have changed. */
  #events = new Map<string, boolean>();
  #pending: ReturnType<typeof setTimeout> | undefined;
  #patience = PATIENCE;
  /** True while what happened is read anew. */
  #following = false;
  /** True where the user has done something, and waits to see it. */
  #urgent = false;
  #notice: Error | undefined;

  constructor(account: AccountSettings, host: NodeHost, expanded: boolean) {
    this.id = `account ${account.id}`;
    this.account = account;
    this.#host = host;
    this.#expanded = expanded;
  }

  /** True once its folders were asked for. */
  get begun(): boolean {
    return this.#loaded !== undefined;
  }

  /** Unread messages of the INBOX. */
  get unseen(): number {
    const inbox = [...this.#folders.values()].find(({ folder }) => isInbox(folder));
    return inbox?.folder.unseen ?? 0;
  }

  folder(id: string): FolderNode | undefined {
    return this.#folders.get(id);
  }

  folders(): readonly FolderNode[] {
    return [...this.#folders.values()];
  }

  item(): TreeItem {
    const { Collapsed, Expanded } = TreeItemCollapsibleState;
    const { account } = this;
    const label = shownText(account.name, MAX_LABEL);
    const item = new TreeItem(label, this.#expanded ? Expanded : Collapsed);
    item.id = this.id;
    item.iconPath = new ThemeIcon(this.#offline ? 'debug-disconnect' : ICONS[account.kind]);
    const state = this.#offline ? l10n.t('offline') : '';
    item.description = state === '' ? shownText(account.address ?? '', MAX_LABEL) : state;
    item.accessibilityInformation = {
      label: [label, kindName(account.kind), state].filter((one) => one !== '').join(', '),
    };
    item.contextValue = ['account', account.kind, ...(this.#offline ? ['offline'] : [])].join(' ');
    return item;
  }

  tooltip(): TreeItem['tooltip'] {
    const { name, kind, address = '', incoming, path = '' } = this.account;
    return tooltip(name, [
      [l10n.t('Kind'), kindName(kind)],
      [l10n.t('Address'), address],
      [l10n.t('Server'), incoming ? `${incoming.host}:${incoming.port}` : ''],
      [l10n.t('Path'), path],
    ]);
  }

  async children(): Promise<readonly MailboxNode[]> {
    this.#loaded ??= this.#host.patiently(
      l10n.t('Reading the folders of {0}', shownText(this.account.name, MAX_LABEL)),
      (cancel) => this.#load(cancel.signal),
    );
    await this.#loaded;
    const failure =
      this.#failure === undefined ? [] : [new FailureNode(this, this.#failure, () => this.reload())];
    const notice = this.#notice && failureOf(this.#notice);
    const further = notice ? [new NoticeNode(this, 'further', notice.sentence)] : [];
    if (failure.length > 0 || this.#top.length > 0) return [...failure, ...this.#top, ...further];
    return [new NoticeNode(this, 'empty', l10n.t('No folders'))];
  }

  /** Reads the folders anew, and the lists that are shown. What was loaded stays where that fails. */
  async reload(): Promise<void> {
    if (!this.begun) return;
    this.#loaded = this.#load();
    await this.#loaded;
    this.#host.redraw([this]);
    await Promise.all(this.folders().flatMap((folder) => folder.lists().map((list) => list.refresh())));
  }

  /**
   * Something changed in a folder, or in the list of folders where none is named: read anew a moment later.
   * @param list false where the folder's messages are known to be as shown.
   * @param own true for what the user has done here, which is shown before what others did.
   */
  happened(folder?: string, list = true, own = false): void {
    this.#events.set(folder ?? '', list || this.#events.get(folder ?? '') === true);
    const sooner = own && !this.#urgent;
    this.#urgent ||= own;
    if (this.#following) return;
    if (sooner) clearTimeout(this.#pending);
    if (sooner || this.#pending === undefined) this.#schedule();
  }

  /** The settings of the view have changed: lists begin anew. */
  reset(): void {
    for (const folder of this.folders()) {
      for (const list of folder.lists()) if (list.begun) list.reset();
    }
  }

  /**
   * The user has come to this window: where another window watches, what is shown is read anew.
   * @param late true where nobody has looked at this window for a while.
   */
  looked(late: boolean): void {
    if (late || this.#lease?.held === false) this.#poll();
  }

  tick(): void {
    for (const folder of this.folders()) for (const list of folder.lists()) list.tick();
  }

  /** Leaves watching to the next window, before this one is closed. */
  async leave(): Promise<void> {
    await this.#lease?.end();
  }

  dispose(): void {
    clearTimeout(this.#pending);
    this.#stop.abort();
    this.#watching?.[Symbol.dispose]();
    void this.#lease?.end();
    for (const folder of this.folders()) for (const list of folder.lists()) list.stop();
  }

  /** @param stopped ends this request alone; what is shown then can be asked for again. */
  async #load(stopped?: AbortSignal): Promise<void> {
    const signal = stopped ? AbortSignal.any([this.#stop.signal, stopped]) : this.#stop.signal;
    try {
      const store = await this.#host.stores.get(this.account.id);
      this.#watch(store);
      this.#take(await store.folders({ signal }));
      this.#notice = store.foldersNotice;
      this.#failure = undefined;
      const inbox = this.folders().find(({ folder }) => isInbox(folder));
      if (inbox && !inbox.messages.begun) void store.prepare?.(inbox.folder.id);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#failure =
        stopped?.aborted === true ? new Error(l10n.t('Reading the folders was stopped.')) : error;
    }
  }

  /** Takes the folders as they are now; a folder that stays keeps its node. */
  #take(folders: readonly Folder[]): void {
    const collator = new Intl.Collator(this.#host.locale, { numeric: true });
    const { subscribedOnly } = this.#host.settings;
    const known = this.#folders;
    this.#folders = new Map();
    const place = (parent: MailboxNode, branches: readonly FolderBranch[]): readonly FolderNode[] =>
      branches.map((branch) => {
        const node = known.get(branch.folder.id) ?? this.#folderNode(parent, branch);
        node.parent = parent;
        node.folder = branch.folder;
        node.name = branch.name;
        this.#folders.set(branch.folder.id, node);
        node.folders = place(node, branch.branches);
        return node;
      });
    this.#top = place(
      this,
      folderTree(folders, { subscribedOnly }, (a, b) => collator.compare(a, b)),
    );
    for (const [id, node] of known) {
      if (!this.#folders.has(id)) for (const list of node.lists()) list.stop();
    }
  }

  /** A folder with the searches that were kept in it. */
  #folderNode(parent: MailboxNode, branch: FolderBranch): FolderNode {
    const node = new FolderNode(parent, branch, this.#host);
    for (const query of this.#host.searches.of(this.account.id, branch.folder.id)) {
      node.addSearch(new SearchNode(node, query, this.#host, false), true);
    }
    return node;
  }

  #watch(store: MailStore): void {
    if (this.#watching || this.#lease || this.#stop.signal.aborted) return;
    this.#lease = this.#host.lease(this.account, (held) => this.#setWatching(store, held));
    if (this.#lease) this.#lease.start();
    else this.#setWatching(store, true);
  }

  #setWatching(store: MailStore, watches: boolean): void {
    if (this.#stop.signal.aborted) return;
    const follows = this.#watching !== undefined;
    this.#watching?.[Symbol.dispose]();
    const heard = (event: StoreEvent): void => this.#heard(event);
    this.#watching = watches ? store.watch(heard) : store.follow?.(heard);
    // Something may have happened since the last look.
    if (watches && follows) this.#poll();
  }

  #poll(): void {
    // Who was refused is not to be refused again and again: servers lock accounts for that.
    if (this.#failure instanceof Error && !isOfNetwork(this.#failure)) return;
    for (const node of this.folders()) {
      this.happened(
        node.folder.id,
        node.lists().some((list) => list.begun),
      );
    }
  }

  #heard(event: StoreEvent): void {
    switch (event.kind) {
      case 'folders':
        this.happened();
        break;
      case 'messages':
        this.#patch(event.folder, event.changes);
        this.happened(event.folder, event.changes?.arrived ?? true);
        break;
      case 'online':
        this.#setOffline(false);
        // What could not be loaded is tried again.
        if (this.#failure !== undefined) void this.reload();
        break;
      case 'offline':
        this.#setOffline(event.error === undefined || isOfNetwork(event.error));
    }
  }

  /** What is shown under the account, without the counts of folders and what stands under them. */
  #shape(): string {
    const failures = [this.#failure, this.#notice].filter((error) => error !== undefined);
    const sentences = failures.map((error) => failureOf(error)?.sentence);
    return JSON.stringify([sentences, this.folders().map(shape)]);
  }

  #setOffline(offline: boolean): void {
    if (offline === this.#offline) return;
    this.#offline = offline;
    this.#host.redraw([this]);
  }

  /** Shows at once what is known of a change. */
  #patch(folderId: string, changes: MessageChanges | undefined): void {
    if (!changes) return;
    const { validity, flags, gone } = changes;
    const keys = new Set(gone.map((uid) => `${validity} ${uid}`));
    for (const list of this.folder(folderId)?.lists() ?? []) {
      const changed = list.envelopes.flatMap((envelope) => {
        const now = envelope.id.validity === validity ? flags.get(envelope.id.uid) : undefined;
        return now ? [{ ...envelope, flags: now }] : [];
      });
      if (changed.length > 0) list.update(changed);
      if (keys.size > 0) list.remove(keys);
    }
  }

  #schedule(): void {
    this.#pending = setTimeout(() => void this.#follow(), this.#urgent ? PATIENCE : this.#patience);
  }

  /** Counts of folders change with their messages: both are read anew, and what is shown stays meanwhile. */
  async #follow(): Promise<void> {
    this.#following = true;
    const events = this.#events;
    this.#events = new Map();
    this.#urgent = false;
    const began = Date.now();
    const before = this.#shape();
    const counted = new Map(this.folders().map((node) => [node, counts(node)]));
    this.#loaded = this.#load();
    await this.#loaded;
    const nodes = [...events.keys()].flatMap((id) => this.folder(id) ?? []);
    const stale = nodes.filter(({ folder }) => events.get(folder.id) === true);
    await Promise.all(stale.flatMap((node) => node.lists().map((list) => list.refresh())));
    // Only what changed: what stands under a row that is drawn anew cannot be clicked meanwhile. Lists draw themselves,
    // and a message that was moved here from another window changes a folder of which no event tells.
    const recounted = this.folders().filter((node) => counts(node) !== counted.get(node));
    this.#host.redraw(this.#shape() === before ? recounted : [this]);
    // Where this takes long, or much happens, most of the time is left to what the user does.
    this.#patience = Math.min(Math.max(PATIENCE, (Date.now() - began) * SHARE), LAST_PATIENCE);
    this.#following = false;
    this.#pending = undefined;
    if (this.#events.size > 0 && !this.#stop.signal.aborted) this.#schedule();
  }
}

/** False where the server was reached and said no: then one is not offline. */
function isOfNetwork(error: Error): boolean {
  const fault = faultOf(error);
  return !fault || faults[fault.code].number < FIRST_OF_LOGIN;
}

/** What a folder's row says of its messages. */
function counts({ folder }: FolderNode): string {
  return JSON.stringify([folder.messages, folder.unseen]);
}

/** What of a folder the account's other nodes depend on. */
function shape({ folder }: FolderNode): readonly unknown[] {
  return [folder.id, folder.path, folder.selectable, folder.subscribed, folder.specialUse];
}

function kindName(kind: AccountKind): string {
  const names: Readonly<Record<AccountKind, string>> = {
    imap: 'IMAP',
    pop3: 'POP3',
    maildir: 'Maildir',
    mbox: 'mbox',
    folder: l10n.t('folder of messages'),
    demo: l10n.t('demo'),
  };
  return names[kind];
}

const ICONS: Readonly<Record<AccountKind, string>> = {
  imap: 'server',
  pop3: 'server-environment',
  maildir: 'folder-library',
  mbox: 'package',
  folder: 'root-folder',
  demo: 'beaker',
};
/** Milliseconds within which events are taken together. */
const PATIENCE = 300;
const LAST_PATIENCE = 60_000;
/** How many times as long as reading anew takes is waited before the next time. */
const SHARE = 10;
/** Faults from this number on are told by a server. */
const FIRST_OF_LOGIN = 20;
const MAX_LABEL = 200;
