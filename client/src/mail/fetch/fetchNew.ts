// Fetches the new mail of an account into a folder of .eml files: each message once, whatever ends it in between.

import type { AccountSettings } from '../account.ts';
import { readWhole } from '../actions/delivery.ts';
import { isFault } from '../faults.ts';
import type { Files } from '../local/files.ts';
import type { Cancellation, Folder, MailStore, ReadableMessage } from '../mailStore.ts';
import { HEAD } from '../summaries.ts';
import type { Summaries } from '../summaries.ts';
import { FetchedFiles } from './fetchedFiles.ts';
import { FetchState } from './fetchState.ts';
import type { FetchSource } from './fetchState.ts';
import { FolderHold } from './folderHold.ts';
import type { HoldTimes } from './folderHold.ts';
import { nameOf, newMessages } from './newMessages.ts';
import type { NewMessages } from './newMessages.ts';
import { identityOf, placeOf } from './places.ts';

/** What is fetched, and where to. */
export interface FetchRequest {
  readonly account: AccountSettings;
  readonly store: MailStore;
  readonly folders: readonly Folder[];
  /** Below the folder that mail is fetched into. */
  readonly files: Files;
  /** What that folder is called in a sentence. */
  readonly shown: string;
  readonly summaries: Summaries;
  readonly progress?: (progress: FetchProgress) => void;
  readonly times?: HoldTimes;
}

export interface FetchProgress {
  /** Messages of the folder that is at it. */
  readonly done: number;
  readonly total: number;
  /** Octets of all. */
  readonly octets: number;
}

export interface FetchResult {
  /** Paths of new files, below the folder; as many as a user looks at. */
  readonly files: readonly string[];
  readonly fetched: number;
  /** Were here already, under another name. */
  readonly known: number;
  /** Deleted or moved away while the fetch ran. */
  readonly gone: number;
  /** The server refused them: they are asked for the next time again. */
  readonly missed: number;
  /** More than is taken in one piece; they, too, are asked for the next time. */
  readonly tooLarge: number;
}

/**
 * Fetches what is new, oldest first. Deletes and marks nothing on the server. A fetch that ends in the middle, for
 * whatever reason, leaves whole files, and the next one goes on behind them. What the user has deleted from the folder
 * is not fetched again. Rejects with `fetch-elsewhere`, and as stores and files do.
 */
export async function fetchNew(request: FetchRequest, cancel: Cancellation): Promise<FetchResult> {
  const { account, folders, files, shown, times } = request;
  await using hold = await FolderHold.take(files, shown, cancel, times);
  const state = await FetchState.open(files);
  const counts = {
    files: new Array<string>(),
    fetched: 0,
    known: 0,
    gone: 0,
    missed: 0,
    tooLarge: 0,
    octets: 0,
  };
  for (const folder of folders) {
    const known = state.find(identityOf(account), folder.id);
    const place = known?.place ?? placeOf(account, folder, folders.length === 1, state.places);
    const fetched = await FetchedFiles.open(files, place);
    const source = known ?? (await begun(state, request, folder, place, fetched));
    await settleBegun(source, files);
    const fresh = await newMessages(request.store, source, cancel);
    try {
      await fetchAll({ request, hold, source, fetched, counts, fresh }, cancel);
    } catch (error) {
      // The last line of the journal can be had from its file; what went wrong first counts.
      await source.flush().catch(() => undefined);
      throw error;
    }
    await source.flush();
  }
  return counts;
}

interface Counts {
  readonly files: string[];
  fetched: number;
  known: number;
  gone: number;
  missed: number;
  tooLarge: number;
  octets: number;
}

interface Fetching {
  readonly request: FetchRequest;
  readonly hold: FolderHold;
  readonly source: FetchSource;
  readonly fetched: FetchedFiles;
  readonly counts: Counts;
  readonly fresh: NewMessages;
}

/** A source that is new here: what lies there already, fetched or saved by other means, is known by its octets. */
async function begun(
  state: FetchState,
  { account }: FetchRequest,
  folder: Folder,
  place: string,
  fetched: FetchedFiles,
): Promise<FetchSource> {
  const hashes: string[] = [];
  for await (const octets of fetched.contents()) hashes.push(await hashOf(octets));
  const source = await state.add(identityOf(account), folder.id, place);
  for (const hash of hashes) source.had(hash);
  await source.flush();
  return source;
}

/** A file that was about to get its name when an earlier fetch was cut off has it, or there is none. */
async function settleBegun(source: FetchSource, files: Files): Promise<void> {
  const { begun: open } = source;
  if (!open) return;
  const there = await files.stat(open.file);
  if (there?.size === open.size) source.done(open.uid, open.hash);
  await source.flush();
}

async function fetchAll(fetching: Fetching, cancel: Cancellation): Promise<void> {
  const { fresh, counts, request } = fetching;
  let done = 0;
  for await (const message of fresh.messages) {
    cancel.signal.throwIfAborted();
    request.progress?.({ done, total: done + message.left + 1, octets: counts.octets });
    await fetchOne(fetching, message, cancel);
    done++;
    request.progress?.({ done, total: done + message.left, octets: counts.octets });
  }
}

async function fetchOne(
  { request, hold, source, fetched, counts, fresh }: Fetching,
  message: ReadableMessage,
  cancel: Cancellation,
): Promise<void> {
  const uid = nameOf(message.id, source.validity !== undefined);
  const octets = await wholeOf(message, cancel).catch((error: unknown) => {
    if (isFault(error, 'message-gone')) counts.gone++;
    else if (isFault(error, ...OF_ONE)) {
      if (isFault(error, 'answer-too-large')) counts.tooLarge++;
      else counts.missed++;
      source.miss(uid);
    } else throw error;
    return undefined;
  });
  if (!octets) return;
  const hash = await hashOf(octets);
  if (source.recognise(uid, hash, fresh.formerly(hash))) {
    counts.known++;
    return;
  }
  const [summary] = await request.summaries([octets.subarray(0, HEAD)], 0, cancel);
  const file = await fetched.freePath({ date: summary?.date ?? 0, subject: summary?.subject ?? '' });
  await hold.check();
  cancel.signal.throwIfAborted();
  await fetched.write(file, octets, () => source.begin({ uid, hash, size: octets.length, file }));
  source.done(uid, hash);
  counts.fetched++;
  counts.octets += octets.length;
  if (counts.files.length < MAX_SHOWN) counts.files.push(file);
}

function wholeOf(message: ReadableMessage, cancel: Cancellation): Promise<Uint8Array> {
  return readWhole({ read: () => message.octets() }, message.id, cancel);
}

async function hashOf(octets: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(octets)));
  return Array.from(digest.subarray(0, 16), (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** Failures that are of one message, and leave the others to be fetched. */
const OF_ONE = ['command-refused', 'answer-too-large'] as const;
const MAX_SHOWN = 100;
