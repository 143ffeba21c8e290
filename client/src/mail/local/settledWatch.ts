// Watches the folders of a local store; many changes in a moment are told once.

import type { Cancellation, StoreEvent } from '../mailStore.ts';
import type { Files } from './files.ts';

/** A place in the file system, and the folder of the store that changes with it. */
interface WatchedPlace {
  readonly path: string;
  readonly folder: string;
}

/** Where the changes of a store show. */
type Places = (cancel: Cancellation) => Promise<readonly WatchedPlace[]>;

/** Those who watch one store. */
export class Watches implements Disposable {
  readonly #files: Files;
  readonly #places: Places;
  readonly #watches = new Set<SettledWatch>();

  /** @param places asked anew when something has changed: folders come and go. */
  constructor(files: Files, places: Places) {
    this.#files = files;
    this.#places = places;
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    const watch = new SettledWatch(this.#places, this.#files, listener);
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
  readonly #places: Places;
  readonly #files: Files;
  readonly #listener: (event: StoreEvent) => void;
  readonly #watchers = new Map<string, Disposable>();
  readonly #pending = new Set<string>();
  readonly #ended = new AbortController();
  #folders = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first change that nobody was told of came: something that always changes is told, too. */
  #waits = 0;

  constructor(places: Places, files: Files, listener: (event: StoreEvent) => void) {
    this.#places = places;
    this.#files = files;
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
    // A process may end although something is watched.
    if (typeof this.#timer === 'object') this.#timer.unref();
  }

  async #tell(): Promise<void> {
    this.#waits = 0;
    const folders = [...this.#pending];
    this.#pending.clear();
    await this.#follow(true);
    if (this.#ended.signal.aborted) return;
    for (const folder of folders) this.#listener({ kind: 'messages', folder });
  }

  /** Watches the folders there are now. */
  async #follow(tell: boolean): Promise<void> {
    const places = await this.#places({ signal: this.#ended.signal }).catch(() => undefined);
    if (!places || this.#ended.signal.aborted) return;
    const now = new Set(places.map(({ path }) => path));
    for (const [path, watcher] of this.#watchers) {
      if (now.has(path)) continue;
      watcher[Symbol.dispose]();
      this.#watchers.delete(path);
    }
    for (const { path, folder } of places.slice(0, MAX_WATCHED)) {
      if (this.#watchers.has(path)) continue;
      const watcher = this.#watched(path, folder);
      if (watcher) this.#watchers.set(path, watcher);
    }
    const folders = [...now].sort().join('\n');
    if (tell && folders !== this.#folders) this.#listener({ kind: 'folders' });
    this.#folders = folders;
  }

  /** Undefined where it cannot be watched: then it is seen when it is looked at. */
  #watched(path: string, folder: string): Disposable | undefined {
    try {
      return this.#files.watch(path, () => this.changed([folder]));
    } catch {
      return undefined;
    }
  }
}

/** Milliseconds without a change until it is told. */
const SETTLED = 100;
/** Changes that put it off. */
const MAX_WAITS = 1000;
/** A system has only so many watchers. */
const MAX_WATCHED = 500;
