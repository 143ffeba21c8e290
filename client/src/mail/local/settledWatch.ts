// Watches the folders of a local store; many changes in a moment are told once.

import type { Cancellation, StoreEvent } from '../mailStore.ts';
import type { Files } from './files.ts';

/** A place in the file system, and the folder of the store that changes with it. */
interface WatchedPlace {
  readonly path: string;
  readonly folder: string;
}

/** Where the changes of a store show. */
interface Watched {
  readonly files: Files;
  /** Asked anew when something has changed: folders come and go. */
  readonly places: (cancel: Cancellation) => Promise<readonly WatchedPlace[]>;
  /** Whether a folder is another than when this was asked last, where a place stands for several. */
  readonly isChanged?: (folder: string) => Promise<boolean>;
}

/** Those who watch one store. */
export class Watches implements Disposable {
  readonly #watched: Watched;
  readonly #watches = new Set<SettledWatch>();

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    const watch = new SettledWatch(this.#watched, listener);
    this.#watches.add(watch);
    return {
      [Symbol.dispose]: () => {
        this.#watches.delete(watch);
        watch[Symbol.dispose]();
      },
    };
  }

  /** The store itself has changed messages of some folders; the folders where left out. */
  changed(folders?: readonly string[]): void {
    for (const watch of this.#watches) watch.changed(folders);
  }

  [Symbol.dispose](): void {
    for (const watch of this.#watches) watch[Symbol.dispose]();
    this.#watches.clear();
  }
}

class SettledWatch implements Disposable {
  readonly #watched: Watched;
  readonly #listener: (event: StoreEvent) => void;
  readonly #watchers = new Map<string, Disposable>();
  /** The folders whose changes show at a path. */
  #folders: ReadonlyMap<string, readonly string[]> = new Map();
  readonly #pending = new Set<string>();
  readonly #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How often telling was put off: something that always changes is told, too. */
  #waits = 0;

  constructor(watched: Watched, listener: (event: StoreEvent) => void) {
    this.#watched = watched;
    this.#listener = listener;
    void this.#follow(false);
  }

  changed(folders?: readonly string[]): void {
    for (const folder of folders ?? []) this.#pending.add(folder);
    this.#later();
  }

  [Symbol.dispose](): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher[Symbol.dispose]();
    this.#watchers.clear();
  }

  #later(): void {
    if (this.#ended.signal.aborted || this.#waits >= MAX_WAITS) return;
    this.#waits++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), SETTLED);
  }

  async #tell(): Promise<void> {
    this.#waits = 0;
    const folders = [...this.#pending];
    this.#pending.clear();
    await this.#follow(true);
    for (const folder of folders) {
      const changed = (await this.#watched.isChanged?.(folder)) ?? true;
      if (this.#ended.signal.aborted) return;
      if (changed) this.#listener({ kind: 'messages', folder });
    }
  }

  /** Watches the folders there are now. */
  async #follow(tell: boolean): Promise<void> {
    const { files, places } = this.#watched;
    const found = await places({ signal: this.#ended.signal }).catch(() => undefined);
    if (!found || this.#ended.signal.aborted) return;
    const before = this.#folders;
    const now = byPath(found);
    this.#folders = now;
    for (const [path, watcher] of this.#watchers) {
      if (now.has(path)) continue;
      watcher[Symbol.dispose]();
      this.#watchers.delete(path);
    }
    for (const path of [...now.keys()].slice(0, MAX_WATCHED)) {
      if (this.#watchers.has(path)) continue;
      const watcher = watched(files, path, () => this.changed(this.#folders.get(path)));
      if (watcher) this.#watchers.set(path, watcher);
    }
    if (tell && keyOf(before) !== keyOf(now)) this.#listener({ kind: 'folders' });
  }
}

/** Undefined where it cannot be watched: then it is seen when it is looked at. */
function watched(files: Files, path: string, changed: () => void): Disposable | undefined {
  try {
    return files.watch(path, changed);
  } catch {
    return undefined;
  }
}

function byPath(places: readonly WatchedPlace[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const { path, folder } of places) {
    const known = folders.get(path);
    if (known) known.push(folder);
    else folders.set(path, [folder]);
  }
  return folders;
}

function keyOf(folders: ReadonlyMap<string, readonly string[]>): string {
  return JSON.stringify([...folders].sort());
}

/** Milliseconds without a change until it is told. */
const SETTLED = 100;
/** Changes that put it off. */
const MAX_WAITS = 1000;
/** A system has only so many watchers. */
const MAX_WATCHED = 500;
