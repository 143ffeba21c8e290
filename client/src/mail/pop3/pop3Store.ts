// A POP3 account as a mailbox of one folder: fetch only; flags are kept here, deletions wait until they are applied.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { LeaveOnServer } from '../account.ts';
import type { Files } from '../local/files.ts';
import { LocalListing } from '../local/localListing.ts';
import type {
  Cancellation,
  FlagChange,
  Folder,
  Listing,
  MailStore,
  MessageId,
  OctetRange,
  Page,
  PendingDeletions,
  ReadableMessage,
  StoreCapabilities,
  StoreEvent,
} from '../mailStore.ts';
import type { Summaries } from '../summaries.ts';
import type { Pop3Connection, Pop3Message } from './pop3Connection.ts';
import { applyDeletions } from './pop3Deletions.ts';
import { Pop3Heads } from './pop3Heads.ts';
import { KeptMail } from './pop3Kept.ts';
import type { Keeping } from './pop3Kept.ts';
import { Pop3Maildrop, uidOf } from './pop3Maildrop.ts';
import type { MaildropOptions } from './pop3Maildrop.ts';
import { headerOnly, retrieved, within } from './pop3Reading.ts';
import { rowOf, shownFlags } from './pop3Rows.ts';
import type { Pop3Row } from './pop3Rows.ts';
import { Pop3State } from './pop3State.ts';
import type { Pop3Change, Pop3Known } from './pop3State.ts';

export interface Pop3StoreOptions extends MaildropOptions {
  /** Below the account's folder, this user's alone. */
  readonly files: Files;
  readonly summaries: Summaries;
  readonly leave: LeaveOnServer;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Is told what went wrong with what is kept here, while the message itself is read. */
  readonly told?: (error: MailError) => void;
}

export class Pop3Store implements MailStore {
  readonly capabilities: StoreCapabilities = {
    ...{ folders: false, flags: true, move: false, append: false, search: true, watch: false },
  };
  readonly deletions: PendingDeletions;
  readonly #options: Pop3StoreOptions;
  readonly #maildrop: Pop3Maildrop;
  readonly #state: Pop3State;
  readonly #kept: KeptMail;
  readonly #heads: Pop3Heads;
  readonly #listing: LocalListing<Pop3Row>;
  readonly #listeners = new Set<(event: StoreEvent) => void>();

  constructor(options: Pop3StoreOptions) {
    const { files, summaries, now } = options;
    this.#options = options;
    this.#maildrop = new Pop3Maildrop(options);
    this.#state = new Pop3State(files);
    this.#kept = new KeptMail(files);
    this.#heads = new Pop3Heads(this.#maildrop);
    this.#listing = new LocalListing(
      {
        newestFirst: true,
        rows: () => Promise.resolve(this.#rows()),
        id: (_, { uid }) => this.#id(uid),
        size: (_, { octets }) => Promise.resolve(octets),
        head: (_, { uid, isKept }, limit) =>
          isKept ? this.#kept.head(uid, limit) : this.#heads.head(uid, limit),
      },
      summaries,
      now,
    );
    this.deletions = {
      pending: () => this.#pending().map((uid) => this.#id(uid)),
      takeBack: (ids) => this.#change(ids.map(({ uid }) => ['keep', uid])),
      apply: (cancel) => this.#apply(cancel),
    };
  }

  folders(): Promise<readonly Folder[]> {
    const messages = this.#maildrop.messages === undefined ? {} : this.#counts();
    const folder = { id: INBOX, path: [INBOX], specialUse: '\\Inbox', subscribed: true, selectable: true };
    return Promise.resolve([{ ...folder, ...messages }]);
  }

  async list(folder: string, listing: Listing, cancel: Cancellation): Promise<Page> {
    mustBeInbox(folder);
    return this.#maildrop.session(async (session) => {
      if (listing.after === undefined || !this.#maildrop.messages) await this.#look(session, cancel);
      return this.#heads.within(session, cancel, () => this.#listing.page(folder, listing, cancel));
    }, cancel);
  }

  /**
   * Looks what is there. Where the account's mail does not stay on the server, fetches it too, and deletes what is due:
   * not what the user has deleted, which waits for him.
   */
  async fetch(cancel: Cancellation): Promise<number> {
    const count = await this.#maildrop.session(async (session) => {
      const before = this.#maildrop.messages;
      const known = before ? new Set(before.map(uidOf)) : undefined;
      const messages = await this.#look(session, cancel);
      const isNew = (uid: string): boolean => (known ? !known.has(uid) : !this.#state.known.has(uid));
      const fresh = messages.filter((message) => isNew(uidOf(message))).length;
      await this.#fetchAll(session, messages, cancel);
      if (fresh > 0) this.#tell({ flags: new Map(), gone: [], arrived: true });
      return fresh;
    }, cancel);
    if (this.#pending('fetched').length > 0) await this.#apply(cancel, 'fetched');
    return count;
  }

  /** Reads the message whole where the account's mail does not stay on the server, and keeps it here then. */
  async *read(
    id: MessageId,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    mustBeInbox(id.folder);
    await this.#state.load();
    const size = await this.#kept.size(id.uid);
    if (size !== undefined) {
      yield* this.#kept.read(id.uid, range ?? { from: 0, to: size }, cancel);
      return;
    }
    await using entered = await this.#maildrop.enter(cancel);
    const { session } = entered;
    const message = (await this.#maildrop.locate(session, [id.uid], cancel)).get(id.uid);
    if (!message || this.#validity !== id.validity) throw new MailError('message-gone', [INBOX]);
    const isWhole = range === undefined || (range.from <= 0 && range.to >= message.octets);
    if (!isWhole) {
      yield* within(retrieved(session, message, cancel, this.#maildrop.host), range);
      return;
    }
    await using keeping = await this.#keeping(id.uid, message);
    for await (const chunk of retrieved(session, message, cancel, this.#maildrop.host)) {
      await keeping?.add(chunk);
      yield chunk;
    }
    await this.#fetched(id.uid, await keeping?.finish());
  }

  /** Messages that wait to be deleted are left out; nothing follows for those that are read. */
  async *each(wanted: (id: MessageId) => boolean, cancel: Cancellation): AsyncGenerator<ReadableMessage> {
    await using entered = await this.#maildrop.enter(cancel);
    const messages = new Map((await this.#look(entered.session, cancel)).map((one) => [uidOf(one), one]));
    if (!this.#hasUidl) throw new MailError('fetch-no-uidl', [this.#maildrop.host]);
    const rows = this.#rows().filter(({ uid, flags }) => !flags.has('\\Deleted') && wanted(this.#id(uid)));
    for (const [behind, { uid, octets, isKept }] of rows.reverse().entries()) {
      const message = messages.get(uid);
      yield {
        id: this.#id(uid),
        left: rows.length - behind - 1,
        octets: () =>
          message && !isKept
            ? retrieved(entered.session, message, cancel, this.#maildrop.host)
            : this.#kept.read(uid, { from: 0, to: octets }, cancel),
      };
    }
  }

  /** By TOP (RFC 1939 7): POP3 has no other parts. */
  async *readPart(
    id: MessageId,
    section: string,
    range: OctetRange | undefined,
    cancel: Cancellation,
  ): AsyncGenerator<Uint8Array> {
    if (section !== 'HEADER') {
      throw new MailError('not-supported', ['POP3', detail('it knows no parts of messages')]);
    }
    await this.#state.load();
    const size = await this.#kept.size(id.uid);
    if (size !== undefined) {
      yield* within(headerOnly(this.#kept.read(id.uid, { from: 0, to: size }, cancel)), range);
      return;
    }
    await using entered = await this.#maildrop.enter(cancel);
    const message = (await this.#maildrop.locate(entered.session, [id.uid], cancel)).get(id.uid);
    if (!message || this.#validity !== id.validity) throw new MailError('message-gone', [INBOX]);
    yield* within(entered.session.top(message.number, 0, cancel), range);
  }

  flag(ids: readonly MessageId[], { add = [], remove = [] }: FlagChange): Promise<void> {
    this.#mustHaveUidl();
    return this.#change(
      ids.map(({ uid }): Pop3Change => {
        const before = this.#state.known.get(uid)?.flags ?? NONE;
        return ['flags', uid, [...new Set([...before, ...add])].filter((flag) => !remove.includes(flag))];
      }),
    );
  }

  move(): Promise<never> {
    return Promise.reject(fetchOnly());
  }

  copy(): Promise<never> {
    return Promise.reject(fetchOnly());
  }

  append(): Promise<never> {
    return Promise.reject(fetchOnly());
  }

  /** Notes what is to be deleted, also what is only here: nothing goes before `deletions.apply`. */
  async expunge(ids: readonly MessageId[]): Promise<void> {
    this.#mustHaveUidl();
    await this.#change(ids.map(({ uid }) => ['delete', uid, 'asked']));
  }

  /** There is nothing to hear from a server: tells what is changed here. */
  watch(listener: (event: StoreEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#maildrop.close();
    this.#listeners.clear();
    return Promise.resolve();
  }

  get #hasUidl(): boolean {
    return this.#maildrop.hasUidl;
  }

  /** Without UIDL, names are good until the maildrop changes. */
  get #validity(): string {
    return this.#hasUidl ? VALIDITY : SESSION_VALIDITY;
  }

  #id(uid: string): MessageId {
    return { folder: INBOX, validity: this.#validity, uid };
  }

  #pending(why?: 'fetched'): readonly string[] {
    return Array.from(this.#state.known, ([uid, { deleting }]) =>
      deleting === undefined || (why !== undefined && deleting !== why) ? [] : [uid],
    ).flat();
  }

  #isKeptAndAsked(uid: string): boolean {
    const known = this.#state.known.get(uid);
    return known?.kept !== undefined && known.deleting === 'asked';
  }

  #counts(): { readonly messages: number; readonly unseen: number } {
    const rows = this.#rows();
    return { messages: rows.length, unseen: rows.filter(({ flags }) => !flags.has('\\Seen')).length };
  }

  /** Newest first: what the server has, then what is only here. */
  #rows(): readonly Pop3Row[] {
    const { known } = this.#state;
    const messages = this.#maildrop.messages ?? [];
    const rows = messages.map((message) => rowOf(uidOf(message), message.octets, known.get(uidOf(message))));
    const kept = Array.from(known).filter(([, one]) => one.kept !== undefined);
    const there = new Set(kept.length === 0 ? [] : messages.map(uidOf));
    const here = kept
      .filter(([uid]) => !there.has(uid))
      .sort(([, a], [, b]) => (b.fetched ?? 0) - (a.fetched ?? 0));
    return [...rows.reverse(), ...here.map(([uid, one]) => rowOf(uid, one.kept ?? 0, one))];
  }

  /** Lists the maildrop and settles what follows from it: what is gone, what is due to be deleted. */
  async #look(session: Pop3Connection, cancel: Cancellation): Promise<readonly Pop3Message[]> {
    await this.#state.load();
    const messages = await this.#maildrop.list(session, cancel);
    if (!this.#hasUidl) return messages;
    const due = Array.from(this.#state.known).flatMap(([uid, one]) => (this.#isDue(one) ? [uid] : []));
    const pending = this.#pending();
    if (due.length + pending.length === 0) return messages;
    const there = new Set(messages.map(uidOf));
    // A copy that is nowhere else is not lost by looking: it waits to be deleted as what is on the server does.
    await this.#gone(pending.filter((uid) => !there.has(uid) && !this.#isKeptAndAsked(uid)));
    await this.#state.add(due.filter((uid) => there.has(uid)).map((uid) => ['delete', uid, 'fetched']));
    return messages;
  }

  #isDue(known: Pop3Known | undefined): boolean {
    const { leave, now } = this.#options;
    if (leave.kind === 'keep' || known?.fetched === undefined) return false;
    if (known.kept === undefined || known.deleting !== undefined || known.exempt === true) return false;
    return leave.kind === 'delete' || now() - known.fetched >= leave.days * DAY;
  }

  /** The copy that is made of a message which is not to stay on the server. */
  async #keeping(uid: string, message: Pop3Message): Promise<Keeping | undefined> {
    if (message.uid === undefined || this.#options.leave.kind === 'keep') return undefined;
    return this.#kept.begin(uid, (error) => this.#options.told?.(error));
  }

  async #fetchAll(
    session: Pop3Connection,
    messages: readonly Pop3Message[],
    cancel: Cancellation,
  ): Promise<void> {
    for (const message of messages) {
      const uid = uidOf(message);
      const known = this.#state.known.get(uid);
      if (known?.kept !== undefined || known?.deleting === 'asked') continue;
      await using keeping = await this.#keeping(uid, message);
      if (!keeping) return;
      for await (const chunk of retrieved(session, message, cancel, this.#maildrop.host)) {
        await keeping.add(chunk);
      }
      const kept = await keeping.finish();
      // There is no room for this one, nor for others.
      if (kept === undefined) return;
      await this.#fetched(uid, kept);
    }
  }

  /** @param kept octets of the copy; undefined where there is none: then the message stays on the server. */
  async #fetched(uid: string, kept: number | undefined): Promise<void> {
    if (!this.#hasUidl) return;
    const changes: Pop3Change[] = [['fetched', uid, this.#options.now(), kept ?? null]];
    const { leave } = this.#options;
    const known = this.#state.known.get(uid);
    const isFree = known?.exempt !== true && known?.deleting === undefined;
    if (kept !== undefined && leave.kind === 'delete' && isFree) {
      changes.push(['delete', uid, 'fetched']);
    }
    // The message itself was read: that its state cannot be written leaves it on the server.
    await this.#change(changes).catch((error: unknown) => {
      if (!(error instanceof MailError)) throw error;
      this.#options.told?.(error);
    });
  }

  async #apply(cancel: Cancellation, why?: 'fetched'): Promise<number> {
    this.#mustHaveUidl();
    return this.#maildrop.session(async (session) => {
      await this.#look(session, cancel);
      const there = new Set(this.#maildrop.messages?.map(uidOf));
      const here = this.#pending().filter((uid) => !there.has(uid) && this.#isKeptAndAsked(uid));
      const gone = await applyDeletions(session, this.#maildrop, this.#pending(why), cancel);
      const all = why === undefined ? [...gone, ...here] : gone;
      await this.#gone(all);
      this.#maildrop.forget(gone);
      return all.length;
    }, cancel);
  }

  /** The server has these no more. */
  async #gone(uids: readonly string[]): Promise<void> {
    if (uids.length === 0) return;
    const asked = uids.filter((uid) => this.#state.known.get(uid)?.deleting === 'asked');
    const left = uids.filter((uid) => !asked.includes(uid) && this.#state.known.get(uid)?.kept !== undefined);
    await this.#state.add(uids.map((uid) => ['gone', uid]));
    for (const uid of asked) await this.#kept.remove(uid);
    const flags = new Map(left.map((uid) => [uid, this.#state.known.get(uid)?.flags ?? NONE]));
    this.#tell({ flags, gone: uids.filter((uid) => !left.includes(uid)), arrived: false });
  }

  async #change(changes: readonly Pop3Change[]): Promise<void> {
    await this.#state.add(changes);
    const flags = new Map(changes.map(([, uid]) => [uid, shownFlags(this.#state.known.get(uid))]));
    this.#tell({ flags, gone: [], arrived: false });
  }

  #tell(changes: {
    readonly flags: ReadonlyMap<string, ReadonlySet<string>>;
    readonly gone: readonly string[];
    readonly arrived: boolean;
  }): void {
    const event: StoreEvent = {
      kind: 'messages',
      folder: INBOX,
      changes: { validity: this.#validity, ...changes },
    };
    for (const listener of this.#listeners) listener(event);
  }

  #mustHaveUidl(): void {
    if (!this.#hasUidl) throw new MailError('pop3-no-uidl', [this.#maildrop.host]);
  }
}

function mustBeInbox(folder: string): void {
  if (folder !== INBOX) throw new MailError('folder-gone', [folder]);
}

function fetchOnly(): MailError {
  return new MailError('not-supported', ['POP3', detail('messages can be fetched and deleted, and no more')]);
}

const INBOX = 'INBOX';
const VALIDITY = '1';
const SESSION_VALIDITY = '0';
const NONE: ReadonlySet<string> = new Set();
/** Milliseconds. */
const DAY = 86_400_000;
