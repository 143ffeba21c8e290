// Drafts in the mailbox: stored in the folder of drafts, each in place of its former state.

import { detail } from '../faultDetails.ts';
import { MailError, isFault } from '../faults.ts';
import { findMessages } from '../fetch/findMessages.ts';
import type { Cancellation, Folder, MailStore, MessageId } from '../mailStore.ts';
import type { Summaries } from '../summaries.ts';

/** A draft that is known in the mailbox, by what is known of it. */
export interface KnownDraft {
  /** Where it was stored by us. */
  readonly id?: MessageId | undefined;
  /** Its identifier, without brackets. */
  readonly messageId?: string | undefined;
}

/** Where a draft lies now. */
export interface StoredDraft {
  readonly folder: Folder;
  /** Undefined where the server does not tell. */
  readonly id: MessageId | undefined;
  /** Why its former state is still there. */
  readonly left?: MailError;
}

interface Drafts {
  readonly store: MailStore;
  readonly summaries: Summaries;
  /** What the user calls the account. */
  readonly name: string;
}

/**
 * Stores a draft, then deletes its former states: nothing is lost on the way. Rejects with `draft-not-stored`.
 * @param octets as they would be sent, Bcc and all.
 */
export async function storeDraft(
  drafts: Drafts,
  octets: Uint8Array,
  known: KnownDraft,
  cancel: Cancellation,
): Promise<StoredDraft> {
  const { store, name } = drafts;
  let place = name;
  try {
    if (!store.capabilities.append) {
      throw new Error(detail('messages can be fetched and deleted, and no more'));
    }
    const folder =
      draftsFolder(await store.folders(cancel)) ?? (await store.createFolder?.(['Drafts'], cancel));
    if (!folder) throw new Error(detail('there is no folder for drafts'));
    place = folder.path.join('/');
    // Looked for first: the new one would be found, too.
    const former = await formerStates(drafts, folder, known, cancel);
    const id = await store.append(folder.id, octets, ['\\Draft', '\\Seen'], cancel);
    const left = await removed(store, former, place, cancel);
    return { folder, id, ...(left ? { left } : {}) };
  } catch (error) {
    cancel.signal.throwIfAborted();
    throw new MailError('draft-not-stored', [place, reason(error)], { cause: error });
  }
}

/** Takes a draft out of the mailbox, once it has gone to all. Rejects with `draft-stays`. @returns how many were there. */
export async function removeDraft(
  drafts: Drafts,
  known: KnownDraft,
  cancel: Cancellation,
): Promise<Folder | undefined> {
  const { store, name } = drafts;
  if (!store.capabilities.append) return undefined;
  const folder = draftsFolder(await store.folders(cancel));
  if (!folder) return undefined;
  const former = await formerStates(drafts, folder, known, cancel);
  const left = await removed(store, former, folder.path.join('/') || name, cancel);
  if (left) throw left;
  return former.length > 0 ? folder : undefined;
}

/**
 * The drafts of one message. One that we stored is the only one: another of its identifier was changed elsewhere. What
 * has its identifier and is no draft is left alone.
 */
async function formerStates(
  { store, summaries }: Drafts,
  folder: Folder,
  { id, messageId }: KnownDraft,
  cancel: Cancellation,
): Promise<readonly MessageId[]> {
  if (id) return [id];
  if (messageId === undefined || messageId === '') return [];
  const wanted = { kind: 'messageId', id: messageId } as const;
  const { found } = await findMessages(
    { store, folders: [folder], wanted, limit: MAX_FORMER, summaries },
    cancel,
  );
  return found.filter(({ envelope }) => envelope.flags.has('\\Draft')).map(({ envelope }) => envelope.id);
}

async function removed(
  store: MailStore,
  former: readonly MessageId[],
  place: string,
  cancel: Cancellation,
): Promise<MailError | undefined> {
  if (former.length === 0) return undefined;
  return store.expunge(former, cancel).then(
    () => undefined,
    (error: unknown) =>
      // Somebody was faster.
      isFault(error, 'message-gone', 'uidvalidity-changed', 'folder-gone')
        ? undefined
        : new MailError('draft-stays', [place, reason(error)], { cause: error }),
  );
}

/** By its special use (RFC 6154), else by the names that servers without it give. */
export function draftsFolder(folders: readonly Folder[]): Folder | undefined {
  const usable = folders.filter(({ selectable }) => selectable);
  return (
    usable.find(({ specialUse }) => specialUse === '\\Drafts') ??
    usable.find(({ path }) => DRAFTS_NAMES.test(path.at(-1) ?? ''))
  );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const DRAFTS_NAMES = /^(?:drafts?|entw(?:ü|u\u0308)rfe|brouillons|borradores|bozze|concepten|rascunhos)$/i;
const MAX_FORMER = 20;
