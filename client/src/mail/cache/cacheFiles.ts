// The cache's files: written whole beside their place and renamed, so that two windows never see half of one; bounded.

import { randomBytes } from 'node:crypto';

import { MailError } from '../faults.ts';
import { joined } from '../local/files.ts';
import type { Files } from '../local/files.ts';

export interface CacheFilesOptions {
  /** The cache's own folder and nothing else; of this user alone. */
  readonly files: Files;
  /** Octets of all files. */
  readonly limit: number;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Is told once why nothing more is kept. */
  readonly told: (error: MailError) => void;
}

interface Found {
  readonly path: string;
  readonly size: number;
  readonly used: number;
}

/** Never rejects for what a disk does: what cannot be read is not there, what cannot be written is not kept. */
export class CacheFiles {
  readonly #options: CacheFilesOptions;
  /** Octets of all files as far as known; undefined: not looked at. */
  #total: number | undefined;
  /** When files were used in this session, ms since the epoch, where that is later than they were written. */
  readonly #used = new Map<string, number>();
  #evicting: Promise<void> | undefined;
  /** After the disk was full, until the cache is cleared. */
  #failed = false;
  #closed = false;

  constructor(options: CacheFilesOptions) {
    this.#options = options;
  }

  /** Octets that one file may have: a message that takes the place of all others is not kept. */
  get largest(): number {
    return Math.floor(this.#options.limit / 4);
  }

  /** The octets of a file, or of a part of it; undefined where it is not there. */
  async read(
    path: string,
    range?: { readonly from: number; readonly to: number },
  ): Promise<Uint8Array | undefined> {
    const { files, now } = this.#options;
    if (!(await files.stat(path))) return undefined;
    const octets = await files.read(path, range).catch(ignored);
    if (octets) this.#used.set(path, now());
    return octets ?? undefined;
  }

  async size(path: string): Promise<number | undefined> {
    return (await this.#options.files.stat(path))?.size;
  }

  /** The names in a folder; none where it is not there. */
  async names(folder: string): Promise<readonly string[]> {
    const entries = (await this.#options.files.list(folder).catch(ignored)) ?? [];
    return entries.map(({ name }) => name).filter((name) => !isTemporary(name));
  }

  /** Puts a file in its place, whole, instead of what is there. */
  async write(path: string, octets: Uint8Array): Promise<void> {
    const { files, limit } = this.#options;
    if (this.#failed || this.#closed || octets.length > this.largest) return;
    const temporary = `${path}.${randomBytes(6).toString('hex')}${TEMPORARY}`;
    const before = (await this.size(path)) ?? 0;
    try {
      await files.createFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
      await files.create(temporary, octets);
      // The account may have been removed meanwhile, and its folder with it.
      if (this.#isClosed()) await files.remove(temporary);
      else await files.rename(temporary, path, true);
    } catch (error) {
      await files.remove(temporary).catch(ignored);
      if (!(error instanceof MailError)) throw error;
      this.#fail(error);
      return;
    }
    this.#total ??= await this.#counted();
    this.#total += octets.length - before;
    if (this.#total > limit) await this.#evict();
  }

  async remove(path: string): Promise<void> {
    const size = await this.size(path);
    if (size === undefined) return;
    await this.#options.files.remove(path).catch(ignored);
    if (this.#total !== undefined) this.#total -= size;
  }

  async removeFolder(folder: string): Promise<void> {
    await this.#options.files.removeFolder(folder).catch(ignored);
    this.#total = undefined;
  }

  /** Drops everything; from then on there may be room again. Rejects where something stays, with the rest dropped. */
  async clear(): Promise<void> {
    const { files } = this.#options;
    const entries = (await files.list('').catch(ignored)) ?? [];
    const failures: unknown[] = [];
    for (const { name, kind } of entries) {
      const removing = kind === 'folder' ? files.removeFolder(name) : files.remove(name);
      await removing.catch((error: unknown) => void failures.push(error));
    }
    this.#total = undefined;
    this.#failed = false;
    this.#used.clear();
    if (failures.length > 0) throw failures[0];
  }

  /** Nothing is written from now on. */
  close(): void {
    this.#closed = true;
  }

  /** The first failure is told; there is no cache after it. */
  #fail(error: MailError): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#options.told(error);
  }

  #isClosed(): boolean {
    return this.#closed;
  }

  async #counted(): Promise<number> {
    return (await this.#all()).reduce((sum, { size }) => sum + size, 0);
  }

  #evict(): Promise<void> {
    this.#evicting ??= this.#evicted().finally(() => {
      this.#evicting = undefined;
    });
    return this.#evicting;
  }

  /** Removes what was not used for longest. Looks at the disk: other windows write there, too. */
  async #evicted(): Promise<void> {
    const { files, limit } = this.#options;
    const all = [...(await this.#all())].sort((a, b) => a.used - b.used);
    let total = all.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of all) {
      if (total <= limit * KEPT) break;
      await files.remove(path).catch(ignored);
      this.#used.delete(path);
      total -= size;
    }
    this.#total = total;
  }

  /** All files but those that somebody is just writing. */
  async #all(): Promise<readonly Found[]> {
    const { files, now } = this.#options;
    const found: Found[] = [];
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const { name, kind } of (await files.list(folder).catch(ignored)) ?? []) {
        const path = joined(folder, name);
        if (kind === 'folder') folders.push(path);
        if (kind !== 'file') continue;
        const stat = await files.stat(path);
        if (!stat) continue;
        const isLeft = isTemporary(name) && now() - stat.modified > ABANDONED;
        if (isLeft) await files.remove(path).catch(ignored);
        else if (!isTemporary(name)) {
          found.push({ path, size: stat.size, used: Math.max(stat.modified, this.#used.get(path) ?? 0) });
        }
      }
    }
    return found;
  }
}

function isTemporary(name: string): boolean {
  return name.endsWith(TEMPORARY);
}

function ignored(): undefined {
  return undefined;
}

const TEMPORARY = '.tmp';
/** Milliseconds. */
const ABANDONED = 3_600_000;
/** Of the limit, after room was made: else every message would make room for itself alone. */
const KEPT = 0.9;
