// The view "Mail": accounts as the roots of a tree, what is chosen in it, and what is shown anew.

import { EventEmitter, env, l10n, window, workspace } from 'vscode';
import type {
  Disposable,
  Memento,
  TreeDataProvider,
  TreeDragAndDropController,
  TreeItem,
  TreeView,
  Uri,
} from 'vscode';

import type { ParsedPart } from '../../../server/src/lsp/protocol.ts';
import type { AccountsChange } from '../accounts/accounts.ts';
import type { AccountSettings } from '../mail/account.ts';
import type { Files } from '../mail/local/files.ts';
import type { Cancellation, Envelope, MessageId } from '../mail/mailStore.ts';
import { WatchLease } from '../mail/watchLease.ts';
import { KeptSearches } from './keptSearches.ts';
import { mailUri } from './mailAddress.ts';
import type { LostMessages } from './mailFileSystem.ts';
import { AccountNode } from './nodes/accountNode.ts';
import { ConversationNode } from './nodes/conversationNode.ts';
import { FolderNode } from './nodes/folderNode.ts';
import type { KeptSearch } from './nodes/folderNode.ts';
import { GroupNode } from './nodes/groupNode.ts';
import type { MessageNode } from './nodes/messageNode.ts';
import type { MailboxNode, MailboxSettings, NodeHost, ViewChoice } from './nodes/node.ts';
import { SearchNode } from './nodes/searchNode.ts';
import { patiently } from './patience.ts';
import { chosenNow, selectedNow } from './selection.ts';
import type { Clicked } from './selection.ts';
import type { Stores } from './stores.ts';

export const mailboxView = 'mailWorkbench.mailbox';

/** What the tree asks of the language server. */
type Parts = (address: string) => Promise<readonly ParsedPart[]>;

export class Mailbox implements TreeDataProvider<MailboxNode>, NodeHost, Disposable {
  readonly stores: Stores;
  readonly parts: Parts;
  readonly searches: KeptSearches;
  readonly locale = env.language;
  readonly #changed = new EventEmitter<MailboxNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #gone = new EventEmitter<LostMessages>();
  /** Fires with the addresses of messages that are no longer there. */
  readonly onDidLose = this.#gone.event;
  readonly #state: Memento;
  readonly #files: (folder: Uri) => Files;
  /** Names this window to the others. */
  readonly #window = crypto.randomUUID();
  readonly #listening: Disposable[] = [];
  readonly #ticking: ReturnType<typeof setInterval>;
  #accounts = new Map<string, AccountNode>();
  #view: TreeView<MailboxNode> | undefined;
  /** As the view told last. */
  #selected: readonly MailboxNode[] = [];
  #settings = readSettings();
  #choice: ViewChoice;
  /** When the user came to this window or left it, ms since the epoch. */
  #looked = Date.now();

  /**
   * @param state where it is kept how the user wants folders shown.
   * @param files the files below a folder.
   */
  constructor(stores: Stores, parts: Parts, state: Memento, files: (folder: Uri) => Files) {
    this.stores = stores;
    this.parts = parts;
    this.#state = state;
    this.searches = new KeptSearches(state);
    this.#files = files;
    this.#choice = { ...FIRST_CHOICE, ...state.get<Partial<ViewChoice>>(CHOICE) };
    this.#read();
    this.#listening.push(
      stores.accounts.onDidChange((change) => this.#accountsChanged(change)),
      // Whoever could not log in can now.
      stores.accounts.secrets.onDidChange((id) => void this.#accounts.get(id)?.reload()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('mailWorkbench.mailbox')) this.#settingsChanged();
      }),
    );
    this.#listening.push(
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#poll(Date.now() - this.#looked > LONG_AGO);
        this.#looked = Date.now();
      }),
    );
    this.#ticking = setInterval(() => this.#tick(), TICK);
  }

  get choice(): ViewChoice {
    return this.#choice;
  }

  get settings(): MailboxSettings {
    return this.#settings;
  }

  get view(): TreeView<MailboxNode> | undefined {
    return this.#view;
  }

  /** Shows the view, once. */
  show(dragAndDropController?: TreeDragAndDropController<MailboxNode>): Disposable {
    this.#view = window.createTreeView<MailboxNode>(mailboxView, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      ...(dragAndDropController ? { dragAndDropController } : {}),
    });
    this.#listening.push(
      this.#view.onDidChangeSelection(({ selection }) => {
        this.#selected = selection;
        this.#look(selection);
      }),
      this.#view.onDidExpandElement(({ element }) => opened(element, true)),
      this.#view.onDidCollapseElement(({ element }) => opened(element, false)),
    );
    this.#describe();
    return this.#view;
  }

  get selected(): readonly MailboxNode[] {
    return selectedNow(this.#view?.selection ?? [], this.#selected);
  }

  /**
   * The nodes that a command is for: what was clicked with all that is selected, else what is selected.
   * @param args all that the command was called with.
   * @returns undefined where what was clicked is not known; the user was told so.
   */
  chosen(args: Clicked<MailboxNode>): readonly MailboxNode[] | undefined {
    const chosen = chosenNow(args, () => this.selected);
    if (!chosen) {
      const text = l10n.t('Nothing was done, because the list was just changing: choose it again.');
      void window.showInformationMessage(text);
    }
    return chosen;
  }

  account(accountId: string): AccountNode | undefined {
    return this.#accounts.get(accountId);
  }

  folder(accountId: string, folderId: string): FolderNode | undefined {
    return this.#accounts.get(accountId)?.folder(folderId);
  }

  /** Something was changed by us: a folder, or an account's list of folders, is read anew. */
  changed(accountId: string, folderId?: string): void {
    this.#accounts.get(accountId)?.happened(folderId, true, true);
  }

  /** Messages are known to be otherwise than shown, before the store is asked. */
  update(accountId: string, envelopes: readonly Envelope[]): void {
    for (const folder of new Set(envelopes.map(({ id }) => id.folder))) {
      for (const list of this.folder(accountId, folder)?.lists() ?? []) list.update(envelopes);
    }
  }

  /** Messages are known to be gone. @param keys as `keyOf` makes them. */
  remove(accountId: string, folderId: string, keys: ReadonlySet<string>): void {
    for (const list of this.folder(accountId, folderId)?.lists() ?? []) list.remove(keys);
  }

  /** Shows the messages that a search finds as a node of their folder. @param query words of the search language. */
  keepSearch(accountId: string, folderId: string, query: string): void {
    const folder = this.folder(accountId, folderId);
    if (!folder) return;
    void this.searches.add({ account: accountId, folder: folderId, query });
    this.#keep(folder, new SearchNode(folder, query, this, true));
  }

  /** Takes the node of a search or of a conversation away, for good. */
  removeSearch(search: SearchNode | ConversationNode): void {
    const { account, folder } = search.parent;
    if (search instanceof SearchNode) {
      void this.searches.remove({ account: account.id, folder: folder.id, query: search.query });
    }
    search.parent.removeSearch(search);
  }

  /** Shows the messages that belong together with one as a node of its folder. */
  showConversation({ account, envelope }: MessageNode): void {
    const folder = this.folder(account.id, envelope.id.folder);
    if (folder) this.#keep(folder, new ConversationNode(folder, envelope, this));
  }

  /** Reads everything that is shown anew. */
  async refresh(): Promise<void> {
    await this.busy(() => Promise.all([...this.#accounts.values()].map((account) => account.reload())));
  }

  async choose(change: Partial<ViewChoice>): Promise<void> {
    this.#choice = { ...this.#choice, ...change };
    // What is hidden for a while is not hidden for good.
    await this.#state.update(CHOICE, { sort: this.#choice.sort });
    this.#describe();
    for (const account of this.#accounts.values()) account.reset();
  }

  redraw(nodes: readonly MailboxNode[]): void {
    if (nodes.length > 0) this.#changed.fire([...nodes]);
    this.#badge();
  }

  reveal(node: MailboxNode): void {
    this.#view?.reveal(node, { select: false, focus: false }).then(undefined, () => undefined);
  }

  gone(accountId: string, ids: readonly MessageId[], sure: boolean): void {
    this.#gone.fire({ uris: ids.map((id) => mailUri(accountId, id)), sure });
  }

  lease({ id, kind }: AccountSettings, changed: (held: boolean) => void): WatchLease | undefined {
    // Others need no connection to be watched, and those of the demo are each window's own.
    if (kind !== 'imap') return undefined;
    const files = this.#files(this.stores.accounts.folder(id));
    return new WatchLease({ files, holder: this.#window, now: Date.now, changed });
  }

  patiently<T>(title: string, work: (cancel: Cancellation) => Promise<T>): Promise<T> {
    return patiently(title, work);
  }

  async busy<T>(work: () => Promise<T>): Promise<T> {
    return window.withProgress({ location: { viewId: mailboxView } }, work);
  }

  getTreeItem(node: MailboxNode): TreeItem {
    return node.item();
  }

  resolveTreeItem(item: TreeItem, node: MailboxNode): TreeItem {
    const shown = node.tooltip?.();
    if (shown !== undefined) item.tooltip = shown;
    return item;
  }

  async getChildren(node?: MailboxNode): Promise<MailboxNode[]> {
    if (!node) return [...this.#accounts.values()];
    // Many are asked for in one turn; each heading has its own.
    if (node instanceof GroupNode) await otherTurn();
    const children = await node.children();
    if (node instanceof AccountNode) this.#badge();
    return [...children];
  }

  getParent(node: MailboxNode): MailboxNode | undefined {
    return node.parent;
  }

  /** What other windows wait for is done before this one is closed. */
  async leave(): Promise<void> {
    await Promise.all([...this.#accounts.values()].map((account) => account.leave()));
  }

  dispose(): void {
    clearInterval(this.#ticking);
    for (const one of this.#listening) one.dispose();
    for (const account of this.#accounts.values()) account.dispose();
    this.#view?.dispose();
    this.#changed.dispose();
    this.#gone.dispose();
  }

  /** Makes the nodes of accounts; one that stays keeps its node. */
  #read(): void {
    const accounts = this.stores.accounts.list();
    const known = this.#accounts;
    this.#accounts = new Map(
      accounts.map((account) => [
        account.id,
        known.get(account.id) ?? new AccountNode(account, this, accounts.length === 1),
      ]),
    );
  }

  #accountsChanged({ removed, changed }: AccountsChange): void {
    for (const id of [...removed, ...changed]) {
      this.#accounts.get(id)?.dispose();
      this.#accounts.delete(id);
    }
    void this.searches.forget(removed);
    this.#read();
    this.#changed.fire(undefined);
    this.#badge();
  }

  #settingsChanged(): void {
    const before = this.#settings;
    this.#settings = readSettings();
    const { subscribedOnly } = this.#settings;
    for (const account of this.#accounts.values()) {
      if (subscribedOnly === before.subscribedOnly) account.reset();
      else void account.reload();
    }
  }

  /** The folder of what is selected is watched beside the INBOX. */
  #look([node]: readonly MailboxNode[]): void {
    let folder = node;
    while (folder && !(folder instanceof FolderNode)) folder = folder.parent;
    if (!folder) return;
    const { id } = folder.folder;
    this.stores.get(folder.account.id).then(
      (store) => store.show?.(id),
      () => undefined,
    );
  }

  #tick(): void {
    if (this.#view?.visible !== true) return;
    for (const account of this.#accounts.values()) account.tick();
  }

  #keep(folder: FolderNode, search: KeptSearch): void {
    if (folder.searches.every(({ id }) => id !== search.id)) folder.addSearch(search);
    void this.#view?.reveal(search, { expand: true });
  }

  #poll(late: boolean): void {
    for (const account of this.#accounts.values()) account.looked(late);
  }

  #badge(): void {
    if (!this.#view) return;
    const value = [...this.#accounts.values()].reduce((sum, { unseen }) => sum + unseen, 0);
    if (value === (this.#view.badge?.value ?? 0)) return;
    this.#view.badge = value === 0 ? undefined : { value, tooltip: l10n.t('{0} unread messages', value) };
  }

  /** Says beside the view's title which messages are shown, where not all are. */
  #describe(): void {
    if (!this.#view) return;
    const { sort, filter } = this.#choice;
    const filters = { all: '', unread: l10n.t('unread'), flagged: l10n.t('flagged') };
    const sorts = {
      date: '',
      from: l10n.t('by sender'),
      subject: l10n.t('by subject'),
      size: l10n.t('by size'),
    };
    this.#view.description = [filters[filter], sorts[sort]].filter((one) => one !== '').join(', ');
  }
}

function opened(node: MailboxNode, isOpen: boolean): void {
  if (node instanceof GroupNode) node.isOpen = isOpen;
}

function otherTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

function readSettings(): MailboxSettings {
  const section = workspace.getConfiguration('mailWorkbench.mailbox');
  const number = (name: string, least: number, most: number, usual: number): number => {
    const value = section.get<unknown>(name);
    return typeof value === 'number' && value >= least ? Math.min(Math.trunc(value), most) : usual;
  };
  return {
    pageSize: number('pageSize', 10, 500, 100),
    subscribedOnly: section.get<unknown>('subscribedOnly') === true,
    groupByYearFrom: number('groupByYearFrom', 0, Number.MAX_SAFE_INTEGER, 1000),
  };
}

const FIRST_CHOICE: ViewChoice = { sort: 'date', filter: 'all' };
const CHOICE = 'mailbox.choice';
/** Milliseconds. */
const TICK = 60_000;
const LONG_AGO = 120_000;
