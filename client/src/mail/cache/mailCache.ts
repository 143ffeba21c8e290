// What is kept of an account on disk: its folders, envelopes and messages, by UIDVALIDITY and UID.

import { createHash } from 'node:crypto';

import type { Cancellation, Envelope, Folder, MessageId, OctetRange } from '../mailStore.ts';
import { CacheFiles } from './cacheFiles.ts';
import type { CacheFilesOptions } from './cacheFiles.ts';
import { envelopesOf, foldersOf, textOfEnvelopes } from './cacheText.ts';

export class MailCache {
  readonly #files: CacheFiles;
  /** Buckets are read, changed and written one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Messages whose octets were compared with their sum in this session. */
  readonly #verified = new Set<string>();

  constructor(options: CacheFilesOptions) {
    this.#files = new CacheFiles(options);
  }

  async folders(): Promise<readonly Folder[]> {
    const octets = await this.#files.read(FOLDERS);
    return (octets && foldersOf(octets)) ?? [];
  }

  keepFolders(folders: readonly Folder[]): Promise<void> {
    return this.#inTurn(() => this.#files.write(FOLDERS, encoded(JSON.stringify(folders))));
  }

  /** All envelopes that are kept of a folder, in no order. */
  async envelopes(folder: string, { signal }: Cancellation): Promise<readonly Envelope[]> {
    const [validity] = await this.#files.names(nameOf(folder));
    if (validity === undefined) return [];
    const place = `${nameOf(folder)}/${validity}`;
    const found: Envelope[] = [];
    for (const name of await this.#files.names(place)) {
      signal.throwIfAborted();
      if (name.startsWith(BUCKET)) found.push(...(await this.#bucket(`${place}/${name}`, folder)));
    }
    return found;
  }

  /**
   * Keeps envelopes of one folder; under another UIDVALIDITY than before, all else of the folder is dropped.
   * @param isGone whether a message that is kept beside these is no more.
   */
  keepEnvelopes(
    folder: string,
    validity: string,
    envelopes: readonly Envelope[],
    isGone: (uid: string) => boolean = () => false,
  ): Promise<void> {
    return this.#inTurn(async () => {
      await this.#dropOthers(folder, validity);
      for (const [path, put] of byBucket(envelopes.map((envelope) => [envelope.id, envelope]))) {
        const before = await this.#bucket(path, folder);
        const after = new Map(before.map((envelope) => [envelope.id.uid, envelope]));
        for (const uid of after.keys()) {
          if (!isGone(uid)) continue;
          after.delete(uid);
          await this.#files.remove(messageOf({ folder, validity, uid }));
        }
        for (const envelope of put) after.set(envelope.id.uid, envelope);
        await this.#changeBucket(path, before, [...after.values()]);
      }
    });
  }

  /** Changes the flags of messages as far as they are kept. */
  changeFlags(
    ids: readonly MessageId[],
    changed: (flags: ReadonlySet<string>, uid: string) => ReadonlySet<string>,
  ): Promise<void> {
    return this.#inTurn(async () => {
      for (const [path, of] of byBucket(ids.map((id) => [id, id]))) {
        const before = await this.#bucket(path, of[0]?.folder ?? '');
        const uids = new Set(of.map(({ uid }) => uid));
        const after = before.map((one) =>
          uids.has(one.id.uid) ? { ...one, flags: changed(one.flags, one.id.uid) } : one,
        );
        if (before.length > 0) await this.#changeBucket(path, before, after);
      }
    });
  }

  /** These messages are no more. */
  forget(ids: readonly MessageId[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const [path, gone] of byBucket(ids.map((id) => [id, id]))) {
        const before = await this.#bucket(path, gone[0]?.folder ?? '');
        const uids = new Set(gone.map(({ uid }) => uid));
        await this.#changeBucket(
          path,
          before,
          before.filter(({ id }) => !uids.has(id.uid)),
        );
      }
      for (const id of ids) await this.#files.remove(messageOf(id));
    });
  }

  /** Octets of a message that is kept; undefined where it is not, or is damaged: then it is dropped. */
  async size(id: MessageId): Promise<number | undefined> {
    const path = messageOf(id);
    const size = await this.#files.size(path);
    if (size === undefined) return undefined;
    if (this.#verified.has(path) && size > HEAD) return size - HEAD;
    const octets = await this.#files.read(path);
    const content = octets?.subarray(HEAD);
    if (!octets || !content || decoded(octets.subarray(0, HEAD)) !== headOf(content)) {
      await this.#files.remove(path);
      return undefined;
    }
    this.#verified.add(path);
    return content.length;
  }

  /** The octets of a message that is kept, of which `size` was asked before, in chunks. */
  async *read(id: MessageId, { from, to }: OctetRange, { signal }: Cancellation): AsyncGenerator<Uint8Array> {
    for (let at = from; at < to; at += CHUNK) {
      signal.throwIfAborted();
      const range = { from: HEAD + at, to: HEAD + Math.min(to, at + CHUNK) };
      const chunk = await this.#files.read(messageOf(id), range);
      if (!chunk || chunk.length === 0) return;
      yield chunk;
    }
  }

  /** Octets that a message may have to be kept. */
  get largest(): number {
    return this.#files.largest - HEAD;
  }

  keepMessage(id: MessageId, chunks: readonly Uint8Array[]): Promise<void> {
    return this.#inTurn(async () => {
      const octets = Buffer.concat(chunks);
      this.#verified.delete(messageOf(id));
      await this.#files.write(messageOf(id), Buffer.concat([encoded(headOf(octets)), octets]));
    });
  }

  /** When all that was to be kept is written. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  /** Nothing of a folder is kept any more. */
  drop(folder: string): Promise<void> {
    return this.#inTurn(() => this.#files.removeFolder(nameOf(folder)));
  }

  /** Rejects where something stays. */
  clear(): Promise<void> {
    return this.#inTurn(() => this.#files.clear());
  }

  /** Nothing is written from now on: the account is gone, or its settings have changed. */
  close(): void {
    this.#files.close();
  }

  async #bucket(path: string, folder: string): Promise<readonly Envelope[]> {
    const octets = await this.#files.read(path);
    if (!octets) return [];
    const envelopes = envelopesOf(octets);
    if (!envelopes?.every(({ id }) => id.folder === folder)) {
      await this.#files.remove(path);
      return [];
    }
    return envelopes;
  }

  async #changeBucket(path: string, before: readonly Envelope[], after: readonly Envelope[]): Promise<void> {
    const text = textOfEnvelopes(after);
    if (text !== textOfEnvelopes(before)) await this.#files.write(path, encoded(text));
  }

  async #dropOthers(folder: string, validity: string): Promise<void> {
    const place = nameOf(folder);
    for (const name of await this.#files.names(place)) {
      if (name !== nameOf(validity)) await this.#files.removeFolder(`${place}/${name}`);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function placeOf({ folder, validity }: MessageId): string {
  return `${nameOf(folder)}/${nameOf(validity)}`;
}

function messageOf(id: MessageId): string {
  return `${placeOf(id)}/m-${nameOf(id.uid)}`;
}

/** Envelopes lie together by UID, so that a page touches one file or two, and each stays small. */
function bucketOf(id: MessageId): string {
  const uid = NUMBER.test(id.uid) ? Number(id.uid) : undefined;
  const number = uid === undefined ? `x${digest(id.uid).slice(0, 1)}` : String(Math.floor(uid / BUCKET_SIZE));
  return `${placeOf(id)}/${BUCKET}${number}`;
}

function byBucket<T>(placed: readonly (readonly [MessageId, T])[]): ReadonlyMap<string, readonly T[]> {
  const buckets = new Map<string, T[]>();
  for (const [id, item] of placed) {
    const path = bucketOf(id);
    const bucket = buckets.get(path);
    if (bucket) bucket.push(item);
    else buckets.set(path, [item]);
  }
  return buckets;
}

/** A name for a file, whatever the server calls it. */
function nameOf(text: string): string {
  return NUMBER.test(text) ? text : digest(text);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** In front of a message: the sum of its octets, so that a damaged file is no message. */
function headOf(octets: Uint8Array): string {
  return `${createHash('sha256').update(octets).digest('hex')}\n`;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decoded(octets: Uint8Array): string {
  return new TextDecoder().decode(octets);
}

const FOLDERS = 'folders';
const BUCKET = 'e-';
const BUCKET_SIZE = 256;
const NUMBER = /^\d{1,15}$/;
/** Octets. */
const HEAD = 65;
const CHUNK = 512 * 1024;
