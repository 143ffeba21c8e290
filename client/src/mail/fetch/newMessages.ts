// What a folder of an account has that was not fetched yet: by UIDVALIDITY and UID, by UIDL, by the names of files.

import { isFault } from '../faults.ts';
import type { Cancellation, MailStore, MessageId, ReadableMessage } from '../mailStore.ts';
import type { FetchSource } from './fetchState.ts';

/** What is new. */
export interface NewMessages {
  /** Oldest first; each is read to its end, or not at all, before the next one is asked for. */
  readonly messages: AsyncIterable<ReadableMessage>;
  /**
   * The name, which must be no more, under which a message of these octets was fetched before; undefined where there is
   * none. To be asked while messages come: then it is known what is there.
   */
  readonly formerly: (hash: string) => string | undefined;
}

/** Settles how the folder is numbered, and finds what is new in it. */
export async function newMessages(
  store: MailStore,
  source: FetchSource,
  cancel: Cancellation,
): Promise<NewMessages> {
  if (store.uidsFrom) return byUid(store, source, await numbered(store, source, cancel), cancel);
  const there = new Set<string>();
  const isNew = ({ uid, validity }: MessageId): boolean => {
    there.add(nameOf({ uid, validity }));
    return !source.known.has(nameOf({ uid, validity }));
  };
  let gone: Map<string, string[]> | undefined;
  const formerly = (hash: string): string | undefined => {
    gone ??= namesByHash(source.known, there);
    return gone.get(hash)?.pop();
  };
  const messages = store.each?.(isNew, cancel) ?? listed(store, source.folder, isNew, cancel);
  return { messages, formerly };
}

/** What names a message in the journal: a UID where UIDVALIDITY is settled, else what stands in its place along with it. */
export function nameOf({ uid, validity }: Pick<MessageId, 'uid' | 'validity'>, isNumbered = false): string {
  return isNumbered ? uid : `${validity} ${uid}`;
}

async function numbered(
  store: MailStore,
  source: FetchSource,
  cancel: Cancellation,
): Promise<readonly string[]> {
  const { validity: known } = source;
  const from = known === undefined ? undefined : { validity: known, uid: source.next };
  const found = await store.uidsFrom?.(source.folder, from, cancel);
  if (!found) return [];
  await source.renumber(found.validity);
  // Those that were refused come last: they must not keep the others from coming.
  const missed = [...source.missed].sort((a, b) => Number(a) - Number(b));
  return [...Array.from(found.uids, String).filter((uid) => !source.missed.has(uid)), ...missed];
}

function byUid(
  store: MailStore,
  { folder, validity = '' }: FetchSource,
  uids: readonly string[],
  cancel: Cancellation,
): NewMessages {
  async function* each(): AsyncGenerator<ReadableMessage> {
    let together: ReadonlyMap<string, Uint8Array> = NONE;
    for (const [behind, uid] of uids.entries()) {
      if (behind % TOGETHER === 0) {
        const ids = uids.slice(behind, behind + TOGETHER).map((one) => ({ folder, validity, uid: one }));
        together = await readTogether(store, ids, cancel);
      }
      const id = { folder, validity, uid };
      const small = together.get(uid);
      yield {
        id,
        left: uids.length - behind - 1,
        octets: () => (small ? of(small) : store.read(id, undefined, cancel)),
      };
    }
  }
  return { messages: each(), formerly: () => undefined };
}

/** What can be read in few answers; one message that is refused must not keep the others from being read. */
async function readTogether(
  store: MailStore,
  ids: readonly MessageId[],
  cancel: Cancellation,
): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return (await store.readTogether?.(ids, cancel)) ?? NONE;
  } catch (error) {
    if (isFault(error, 'command-refused')) return NONE;
    throw error;
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- as stores give them
async function* of(octets: Uint8Array): AsyncGenerator<Uint8Array> {
  yield octets;
}

async function* listed(
  store: MailStore,
  folder: string,
  wanted: (id: MessageId) => boolean,
  cancel: Cancellation,
): AsyncGenerator<ReadableMessage> {
  const ids: MessageId[] = [];
  for (let after: string | undefined, more = true; more;) {
    cancel.signal.throwIfAborted();
    const listing = { sort: 'date', size: PAGE, ...(after === undefined ? {} : { after }) } as const;
    const page = await store.list(folder, listing, cancel);
    ids.push(...page.envelopes.map(({ id }) => id));
    more = page.next !== undefined && page.next !== after;
    after = page.next;
  }
  const fresh = ids.reverse().filter(wanted);
  for (const [behind, id] of fresh.entries()) {
    yield { id, left: fresh.length - behind - 1, octets: () => store.read(id, undefined, cancel) };
  }
}

function namesByHash(known: ReadonlyMap<string, string>, there: ReadonlySet<string>): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [name, hash] of known) {
    if (!there.has(name)) names.set(hash, [...(names.get(hash) ?? []), name]);
  }
  return names;
}

const PAGE = 200;
/** Messages that are read in one answer, where they are small. */
const TOGETHER = 50;
const NONE: ReadonlyMap<string, Uint8Array> = new Map();
