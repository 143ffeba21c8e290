// Files that can be changed without a change to what is there: what is written stays in memory. For the demo account.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import { joined, safeSegments } from './files.ts';
import type { FileEntry, Files } from './files.ts';

/** What stands over a path of the files below: octets of its own, those of another path, a folder, or nothing. */
type Over =
  | { readonly kind: 'octets'; readonly octets: Uint8Array; readonly modified: number }
  | { readonly kind: 'moved'; readonly from: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'gone' };

/** `files` with changes in memory, which are forgotten with it. Not for large or many changes. */
export function overlayFiles(files: Files, now: () => number): Files {
  const overlay = new Overlay(files, now);
  return {
    list: (path) => overlay.list(path),
    stat: (path) => overlay.stat(path),
    read: (path, range) => overlay.read(path, range),
    create: (path, octets) => overlay.create(path, octets),
    append: async (path, octets) => {
      const before = (await overlay.stat(path)) ? await overlay.read(path) : new Uint8Array(0);
      overlay.write(path, concatenated(before, octets));
    },
    truncate: async (path, size) => overlay.write(path, (await overlay.read(path)).slice(0, size)),
    rename: (from, to, replace) => overlay.rename(from, to, replace ?? false),
    remove: (path) => overlay.remove(path),
    createFolder: (path) => overlay.createFolder(path),
    removeFolder: (path) => overlay.removeFolder(path),
    watch: (path, changed) => overlay.watch(path, changed),
  };
}

class Overlay {
  readonly #files: Files;
  readonly #now: () => number;
  readonly #over = new Map<string, Over>();
  readonly #watchers = new Set<{ readonly folder: string; readonly changed: () => void }>();

  constructor(files: Files, now: () => number) {
    this.#files = files;
    this.#now = now;
  }

  async list(path: string): Promise<readonly FileEntry[]> {
    const folder = normal(path);
    const entries = new Map<string, FileEntry['kind']>();
    if (!this.#hides(folder)) {
      for (const { name, kind } of await this.#files.list(folder).catch(() => [])) entries.set(name, kind);
    }
    for (const [at, over] of this.#over) {
      if (parentOf(at) !== folder || at === '') continue;
      const name = nameOf(at);
      if (over.kind === 'gone') entries.delete(name);
      else entries.set(name, over.kind === 'folder' ? 'folder' : 'file');
    }
    return Array.from(entries, ([name, kind]) => ({ name, kind }));
  }

  async stat(path: string): ReturnType<Files['stat']> {
    const over = this.#over.get(normal(path));
    if (over?.kind === 'octets') return { size: over.octets.length, modified: over.modified };
    if (over?.kind === 'folder') return { size: 0, modified: 0 };
    const source = this.#source(normal(path));
    return source === undefined ? undefined : this.#files.stat(source);
  }

  async read(path: string, range?: { readonly from: number; readonly to: number }): Promise<Uint8Array> {
    const over = this.#over.get(normal(path));
    if (over?.kind === 'octets') return range ? over.octets.slice(range.from, range.to) : over.octets.slice();
    const source = this.#source(normal(path));
    if (source === undefined) throw new MailError('file-not-readable', [path, detail('it is not there')]);
    return this.#files.read(source, range);
  }

  write(path: string, octets: Uint8Array): void {
    this.#set(path, { kind: 'octets', octets: octets.slice(), modified: this.#now() });
  }

  async create(path: string, octets: Uint8Array): Promise<void> {
    await this.#mustBeFree(path);
    this.write(path, octets);
  }

  async rename(from: string, to: string, replace: boolean): Promise<void> {
    if (!replace) await this.#mustBeFree(to);
    const over = this.#over.get(normal(from));
    if (over?.kind === 'folder' || (await this.#isFolder(from))) return this.#renameFolder(from, to);
    if (!(await this.stat(from))) throw new MailError('file-not-readable', [from, detail('it is not there')]);
    this.#set(to, over ?? { kind: 'moved', from: normal(from) });
    this.#set(from, { kind: 'gone' });
  }

  async remove(path: string): Promise<void> {
    if (!(await this.stat(path))) throw new MailError('file-not-writable', [path, detail('it is not there')]);
    this.#set(path, { kind: 'gone' });
  }

  createFolder(path: string): Promise<void> {
    const segments = safeSegments(path);
    for (let count = 1; count <= segments.length; count++) {
      const folder = segments.slice(0, count).join('/');
      const over = this.#over.get(folder);
      if (over === undefined || over.kind === 'gone') this.#set(folder, { kind: 'folder' });
    }
    return Promise.resolve();
  }

  async removeFolder(path: string): Promise<void> {
    for (const { name, kind } of await this.list(path)) {
      const inside = joined(normal(path), name);
      if (kind === 'folder') await this.removeFolder(inside);
      else this.#set(inside, { kind: 'gone' });
    }
    this.#set(path, { kind: 'gone' });
  }

  watch(path: string, changed: () => void): Disposable {
    const watcher = { folder: normal(path), changed };
    this.#watchers.add(watcher);
    return { [Symbol.dispose]: () => void this.#watchers.delete(watcher) };
  }

  async #renameFolder(from: string, to: string): Promise<void> {
    await this.createFolder(to);
    for (const { name, kind } of await this.list(from)) {
      const [source, target] = [joined(normal(from), name), joined(normal(to), name)];
      if (kind === 'folder') await this.#renameFolder(source, target);
      else await this.rename(source, target, true);
    }
    this.#set(from, { kind: 'gone' });
  }

  async #isFolder(path: string): Promise<boolean> {
    const entries = await this.list(parentOf(normal(path)));
    return entries.some(({ name, kind }) => kind === 'folder' && name === nameOf(normal(path)));
  }

  async #mustBeFree(path: string): Promise<void> {
    if ((await this.stat(path)) ?? (await this.#isFolder(path))) {
      throw new MailError('file-not-writable', [path, detail('there is one of that name')]);
    }
  }

  /** Where the files below hold what stands at a path. */
  #source(path: string): string | undefined {
    const over = this.#over.get(path);
    if (over?.kind === 'moved') return over.from;
    return over || this.#hides(parentOf(path)) ? undefined : path;
  }

  /** Whether a folder of the files below is gone, with what is in it. */
  #hides(folder: string): boolean {
    for (let at = folder; at !== ''; at = parentOf(at)) if (this.#over.get(at)?.kind === 'gone') return true;
    return false;
  }

  #set(path: string, over: Over): void {
    const at = normal(path);
    this.#over.set(at, over);
    for (const { folder, changed } of this.#watchers) if (folder === parentOf(at)) changed();
  }
}

function normal(path: string): string {
  return safeSegments(path).join('/');
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
