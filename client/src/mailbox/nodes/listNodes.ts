// The messages of a folder, or of a search, as nodes: the same node for the same message, and only what changed is redrawn.

import { l10n } from 'vscode';

import type { Cancellation, Envelope, MailStore } from '../../mail/mailStore.ts';
import type { Cuts } from '../divisions.ts';
import { headingTree } from '../headingTree.ts';
import type { HeadingBranch } from '../headingTree.ts';
import { MessageList, keyOf } from '../messageList.ts';
import { FailureNode } from './failureNode.ts';
import { GroupNode } from './groupNode.ts';
import { MessageNode } from './messageNode.ts';
import { MoreNode } from './moreNode.ts';
import type { MailboxNode, NodeHost } from './node.ts';
import { NoticeNode } from './noticeNode.ts';
import { closeFurthest } from './openGroups.ts';

/** What a list is of. */
export interface ListSource {
  readonly folder: string;
  /** Words of the search language; undefined: all messages. */
  readonly query?: string | undefined;
  /** How headings of dates are chosen. */
  readonly dates: 'age' | 'year';
  /** Where the pages come from, if not from the account's store. */
  readonly pages?: () => Promise<Pick<MailStore, 'list'>>;
}

/** Keeps the nodes of one list, under their owner. */
export class ListNodes {
  readonly #owner: MailboxNode;
  readonly #host: NodeHost;
  readonly #source: () => ListSource;
  /** Ends what is under way when the list is given up. */
  #stop = new AbortController();
  #list: MessageList | undefined;
  #dates: ListSource['dates'] = 'age';
  #groups = new Map<string, GroupNode>();
  #messages = new Map<string, MessageNode>();
  #cuts: Cuts = new Map();
  #more: MoreNode | undefined;
  #top: readonly MailboxNode[] = [];
  #failure: unknown;

  constructor(owner: MailboxNode, host: NodeHost, source: () => ListSource) {
    this.#owner = owner;
    this.#host = host;
    this.#source = source;
  }

  /** True once a page was asked for. */
  get begun(): boolean {
    return this.#list !== undefined;
  }

  get envelopes(): readonly Envelope[] {
    return this.#list?.envelopes ?? [];
  }

  /** What stands under the owner; the first page is asked for where none was. */
  async children(): Promise<readonly MailboxNode[]> {
    if (this.#list?.begun !== true && this.#failure === undefined) {
      const title = l10n.t('Reading the list of messages');
      await this.#host.patiently(title, ({ signal }) =>
        this.#ask((list, cancel) => list.more(cancel), signal),
      );
    }
    return this.#top;
  }

  /** Gets the next page and shows it. */
  async more(cancel?: Cancellation): Promise<void> {
    const before = this.envelopes.length;
    const closed = await this.#host.busy(() =>
      this.#ask((list, all) => list.more(all), cancel?.signal, 'paging'),
    );
    const first = this.envelopes[before];
    const come = first && this.node(keyOf(first));
    // What was closed stood above what has come: that stays in sight.
    if (closed && come) this.#host.reveal(come);
  }

  /** Reads anew what is shown. */
  async refresh(): Promise<void> {
    if (this.#list?.begun === true) await this.#ask((list, cancel) => list.refresh(cancel));
    else if (this.#failure !== undefined) this.reset();
  }

  /** Forgets everything: the next look begins at the first page. */
  reset(): void {
    this.stop();
    this.#stop = new AbortController();
    this.#list = undefined;
    this.#failure = undefined;
    this.#cuts = new Map();
    this.#top = [];
    this.#host.redraw([this.#owner]);
  }

  /** Ends what is under way. */
  stop(): void {
    this.#stop.abort();
  }

  /** Shows messages as they are known to be now. */
  update(envelopes: readonly Envelope[]): void {
    if (this.#list?.update(envelopes) === true) this.#draw();
  }

  /** Takes messages out that are known to be gone. */
  remove(keys: ReadonlySet<string>): void {
    if (this.#list?.remove(keys) === true) this.#draw('sure');
  }

  /** Headings of days have another meaning after midnight, and ages grow. */
  tick(): void {
    if (this.#list?.begun !== true) return;
    this.#draw();
    const now = Date.now();
    const stale = [...this.#messages.values()].filter((message) => message.isStale(now));
    // One by one they can be clicked meanwhile, but each costs the tree a look around it.
    const rows: readonly MailboxNode[] = stale.length > MANY ? stale.map(({ parent }) => parent) : stale;
    this.#host.redraw([...new Set(rows)]);
  }

  node(key: string): MessageNode | undefined {
    return this.#messages.get(key);
  }

  /**
   * @param stopped ends this request alone: the list stays as it is.
   * @returns as `#draw`.
   */
  async #ask(
    work: (list: MessageList, cancel: Cancellation) => Promise<void>,
    stopped?: AbortSignal,
    how?: 'paging',
  ): Promise<boolean> {
    const ended = this.#stop.signal;
    const signal = stopped ? AbortSignal.any([ended, stopped]) : ended;
    const before = this.#top;
    try {
      const list = await this.#open();
      await work(list, { signal });
      if (ended.aborted) return false;
      this.#failure = undefined;
    } catch (error) {
      if (ended.aborted) return false;
      // Who stops the first page gets a node that asks for it.
      if (!signal.aborted) this.#failure = error;
    }
    // What was never shown is shown by whoever asked for it.
    return this.#draw(before.length === 0 ? 'quiet' : how);
  }

  async #open(): Promise<MessageList> {
    if (this.#list) return this.#list;
    const { folder, query, dates, pages } = this.#source();
    const { sort, filter } = this.#host.choice;
    const store = await (pages?.() ?? this.#host.stores.get(this.#owner.account.id));
    const words = [query ?? '', FILTERS[filter]].filter((one) => one !== '').join(' ');
    const choice = { folder, sort, pageSize: this.#host.settings.pageSize };
    // Two may have waited for the same store.
    this.#list ??= new MessageList(store, words === '' ? choice : { ...choice, query: words });
    this.#dates = dates;
    return this.#list;
  }

  /**
   * Makes the nodes of what is known, and tells the tree of those that are not as they were.
   * @param how `quiet`: whoever asked shows them; `sure`: what is no longer listed is known to be gone; `paging`: the
   * list goes on, and what is far from its end may be closed.
   * @returns true where something was closed.
   */
  #draw(how?: 'quiet' | 'sure' | 'paging'): boolean {
    const envelopes = this.#list?.envelopes ?? [];
    const { sort } = this.#host.choice;
    const changed: MailboxNode[] = [];
    const used = { groups: new Map<string, GroupNode>(), messages: new Map<string, MessageNode>() };
    const branches = headingTree(envelopes, { sort, dates: this.#dates, now: Date.now() }, this.#cuts);
    const top: MailboxNode[] = branches.map((branch, index) =>
      this.#group(this.#owner, branch, used, changed, {
        first: index === 0,
        last: index === branches.length - 1,
        paging: how === 'paging',
      }),
    );
    if (branches.length === 0) top.push(...this.#ends(this.#owner));
    const sameTop = top.length === this.#top.length && top.every((node, index) => node === this.#top[index]);
    const lost = [...this.#messages].filter(([key]) => !used.messages.has(key));
    this.#groups = used.groups;
    this.#messages = used.messages;
    this.#top = top;
    // Whoever has one of them open learns whether it is gone, or only out of sight.
    if (lost.length > 0) {
      this.#host.gone(
        this.#owner.account.id,
        lost.map(([, { envelope }]) => envelope.id),
        how === 'sure',
      );
    }
    if (how === 'quiet') return false;
    const redrawn = sameTop ? outermost(changed) : [this.#owner];
    const under = redrawn.flatMap((node) => {
      if (node === this.#owner) return top;
      return node instanceof GroupNode ? node.children() : [];
    });
    const closed = how === 'paging' && closeFurthest(under, this.#host.selected);
    this.#host.redraw(redrawn);
    return closed;
  }

  #group(
    parent: MailboxNode,
    branch: HeadingBranch,
    used: { readonly groups: Map<string, GroupNode>; readonly messages: Map<string, MessageNode> },
    changed: MailboxNode[],
    place: { readonly first: boolean; readonly last: boolean; readonly paging: boolean },
  ): GroupNode {
    const { id, heading, branches, envelopes } = branch;
    const listId = this.#owner.id;
    // What has just been asked for is in sight, and where the list goes on.
    const goesOn = place.last && this.#list?.hasMore === true;
    const isOpen = place.first || place.paging || goesOn || RECENT.has(heading.kind);
    const group = this.#groups.get(id) ?? new GroupNode(parent, listId, branch, this.#host.locale, isOpen);
    used.groups.set(id, group);
    const below: MailboxNode[] = branches.map((inner, index) =>
      this.#group(group, inner, used, changed, {
        ...place,
        first: place.first && index === 0,
        last: place.last && index === branches.length - 1,
      }),
    );
    for (const envelope of envelopes) {
      const key = keyOf(envelope);
      const node = this.#messages.get(key) ?? new MessageNode(group, listId, envelope, this.#host);
      if (node.envelope !== envelope && differs(node.envelope, envelope)) changed.push(node);
      node.envelope = envelope;
      node.parent = group;
      used.messages.set(key, node);
      below.push(node);
    }
    if (place.last && branches.length === 0) below.push(...this.#ends(group));
    if (group.set(below, branch)) changed.push(group);
    return group;
  }

  /** What stands behind the last message. */
  #ends(parent: MailboxNode): readonly MailboxNode[] {
    if (this.#failure !== undefined) {
      return [new FailureNode(parent, this.#failure, () => this.#retry())];
    }
    if (this.#list?.hasMore === true) {
      // The same object as long as it stands in the same place.
      if (this.#more?.parent !== parent) {
        this.#more = new MoreNode(parent, this.#owner.id, this.#host, (cancel) => this.more(cancel));
      }
      return [this.#more];
    }
    if (this.envelopes.length > 0) return [];
    const { filter } = this.#host.choice;
    const text =
      filter === 'all' && this.#source().query === undefined
        ? l10n.t('No messages')
        : l10n.t('No such messages');
    return [new NoticeNode(parent, 'empty', text)];
  }

  #retry(): void {
    this.#failure = undefined;
    if (this.#list?.begun === true) void this.more();
    else this.reset();
  }
}

function differs(a: Envelope, b: Envelope): boolean {
  return (
    a.flags.size !== b.flags.size ||
    [...a.flags].some((flag) => !b.flags.has(flag)) ||
    a.subject !== b.subject ||
    a.from !== b.from ||
    a.hasAttachments !== b.hasAttachments
  );
}

/** Without nodes that are redrawn with one around them. */
function outermost(nodes: readonly MailboxNode[]): readonly MailboxNode[] {
  const all = new Set(nodes);
  return nodes.filter((node) => {
    for (let around = node.parent; around; around = around.parent) if (all.has(around)) return false;
    return true;
  });
}

/** Rows that are drawn one by one. */
const MANY = 50;
const FILTERS = { all: '', unread: 'unseen', flagged: 'flagged' } as const;
/** Headings that are open from the start. */
const RECENT: ReadonlySet<string> = new Set(['today', 'yesterday', 'thisWeek']);
