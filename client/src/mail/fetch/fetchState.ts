// Which messages were fetched into a folder: a journal that lies in it, so that it moves along and two windows share it.

import type { Files } from '../local/files.ts';

/** One line of the journal, as JSON. `n` names a source by its place among them; `hash` is SHA-256 of the octets. */
type Line =
  /** A folder of an account is fetched into a folder below. No secret: who is fetched from where. */
  | readonly ['source', n: number, identity: string, folder: string, place: string]
  /** The UIDVALIDITY from here on. What was fetched before is told by its octets alone. */
  | readonly ['numbered', n: number, validity: string]
  /** A file that was there before anything was fetched. */
  | readonly ['had', n: number, hash: string]
  /** The file is about to get its name. */
  | readonly ['begin', n: number, uid: string, hash: string, size: number, file: string]
  | readonly ['done', n: number, uid: string, hash: string]
  /** The message is one that was there under another name, which is none any more. */
  | readonly ['same', n: number, uid: string, hash: string, before: string]
  /** The server refused it: tried again the next time. */
  | readonly ['missed', n: number, uid: string];

/** A file that has its name, or is about to get it. */
export interface BegunFile {
  readonly uid: string;
  readonly hash: string;
  /** Octets. */
  readonly size: number;
  /** Path below the folder. */
  readonly file: string;
}

/** What is known of one source: a folder of an account. */
export class FetchSource {
  readonly number: number;
  readonly identity: string;
  readonly folder: string;
  /** Where its messages go, below the folder; empty: right there. */
  readonly place: string;
  readonly #write: (lines: readonly Line[]) => Promise<void>;
  validity: string | undefined;
  /** Fetched messages: hashes by unique id. */
  readonly known = new Map<string, string>();
  readonly missed = new Set<string>();
  /** How many messages of these octets are here under a name that counts no more. */
  readonly #had = new Map<string, number>();
  /** Begun, and not known to be done. */
  begun: BegunFile | undefined;
  /** Written with the next line: one write a message. */
  #pending: Line[] = [];

  constructor([, number, identity, folder, place]: Line & readonly ['source', ...unknown[]], write: Write) {
    this.number = number;
    this.identity = identity;
    this.folder = folder;
    this.place = place;
    this.#write = write;
  }

  /** The first UID that was never looked at, where UIDs ascend (RFC 9051 2.3.1.1). */
  get next(): number {
    let last = 0;
    for (const uid of this.known.keys()) last = Math.max(last, Number(uid) || 0);
    for (const uid of this.missed) last = Math.max(last, Number(uid) || 0);
    return last + 1;
  }

  /** How its folder is numbered now: where that is new, no UID is known any more. */
  async renumber(validity: string): Promise<void> {
    if (this.validity === validity) return;
    await this.#put(['numbered', this.number, validity]);
    await this.flush();
  }

  /**
   * Takes a message for one that is here already, by its octets.
   * @param before the name, no longer used, that it had; undefined: any name that counts no more.
   */
  recognise(uid: string, hash: string, before: string | undefined): boolean {
    if (before === undefined && (this.#had.get(hash) ?? 0) === 0) return false;
    this.#later(['same', this.number, uid, hash, before ?? '']);
    return true;
  }

  /** A file is complete under another name, and gets this one when this returns. */
  async begin({ uid, hash, size, file }: BegunFile): Promise<void> {
    await this.#put(['begin', this.number, uid, hash, size, file]);
  }

  done(uid: string, hash: string): void {
    this.#later(['done', this.number, uid, hash]);
  }

  miss(uid: string): void {
    this.#later(['missed', this.number, uid]);
  }

  had(hash: string): void {
    this.#later(['had', this.number, hash]);
  }

  /** All that is known is on the disk when it returns. */
  async flush(): Promise<void> {
    const lines = this.#pending;
    this.#pending = [];
    if (lines.length > 0) await this.#write(lines);
  }

  /** Takes a line in that the journal has. */
  apply(line: Exclude<Line, readonly ['source', ...unknown[]]>): void {
    switch (line[0]) {
      case 'numbered':
        for (const hash of this.known.values()) this.#count(hash, 1);
        this.known.clear();
        this.missed.clear();
        [, , this.validity] = line;
        return;
      case 'had':
        this.#count(line[2], 1);
        return;
      case 'begin': {
        const [, , uid, hash, size, file] = line;
        this.begun = { uid, hash, size, file };
        return;
      }
      case 'done':
        this.#settle(line[2], line[3]);
        return;
      case 'same': {
        const [, , uid, hash, before] = line;
        if (before === '') this.#count(hash, -1);
        else this.known.delete(before);
        this.#settle(uid, hash);
        return;
      }
      case 'missed':
        this.missed.add(line[2]);
    }
  }

  #settle(uid: string, hash: string): void {
    this.known.set(uid, hash);
    this.missed.delete(uid);
    if (this.begun?.uid === uid) this.begun = undefined;
  }

  #count(hash: string, by: number): void {
    this.#had.set(hash, (this.#had.get(hash) ?? 0) + by);
  }

  #later(line: Exclude<Line, readonly ['source', ...unknown[]]>): void {
    this.apply(line);
    this.#pending.push(line);
  }

  async #put(line: Exclude<Line, readonly ['source', ...unknown[]]>): Promise<void> {
    this.#later(line);
    await this.flush();
  }
}

type Write = (lines: readonly Line[]) => Promise<void>;

/** The journal of a folder. Only whoever holds the folder writes it. */
export class FetchState {
  readonly #files: Files;
  /** By number; a damaged journal may lack some. */
  readonly #sources = new Map<number, FetchSource>();

  private constructor(files: Files) {
    this.#files = files;
  }

  /** Reads what was fetched into the folder before; nothing where there is no journal. */
  static async open(files: Files): Promise<FetchState> {
    const state = new FetchState(files);
    const there = await files.stat(stateFile);
    const text = there ? new TextDecoder().decode(await files.read(stateFile)) : '';
    for (const line of text.split('\n')) state.#take(lineOf(line));
    return state;
  }

  /** Folders below the one that are used, also those of other sources. */
  get places(): readonly string[] {
    return Array.from(this.#sources.values(), ({ place }) => place);
  }

  find(identity: string, folder: string): FetchSource | undefined {
    return [...this.#sources.values()].find((one) => one.identity === identity && one.folder === folder);
  }

  /** Begins a source. @param place where its messages go, below the folder. */
  async add(identity: string, folder: string, place: string): Promise<FetchSource> {
    const line = ['source', Math.max(-1, ...this.#sources.keys()) + 1, identity, folder, place] as const;
    if (!(await this.#files.stat(stateFile))) {
      await this.#files.createFolder('');
      await this.#files.create(stateFile, encoded(`${TITLE}\n`));
    }
    await this.#write([line]);
    return this.#begun(line);
  }

  #take(line: Line | undefined): void {
    if (!line) return;
    if (line[0] === 'source') this.#begun(line);
    else this.#sources.get(line[1])?.apply(line);
  }

  #begun(line: Line & readonly ['source', ...unknown[]]): FetchSource {
    const source = new FetchSource(line, (lines) => this.#write(lines));
    this.#sources.set(line[1], source);
    return source;
  }

  /** The line end stands in front as well: behind half a line the first of these would be lost. */
  async #write(lines: readonly Line[]): Promise<void> {
    await this.#files.append(
      stateFile,
      encoded(`\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`),
    );
  }
}

/** The line that a text is; undefined for what is none of ours, as half a line after a power cut. */
function lineOf(text: string): Line | undefined {
  if (!text.startsWith('["')) return undefined;
  const parsed = jsonOf(text);
  if (!Array.isArray(parsed)) return undefined;
  const [kind, number, ...rest] = parsed as readonly unknown[];
  const form = typeof kind === 'string' ? FORMS.get(kind) : undefined;
  const isWhole = form?.length === rest.length && rest.every((value, index) => typeof value === form[index]);
  const isSource = Number.isSafeInteger(number) && Number(number) >= 0 && Number(number) < MAX_SOURCES;
  return isWhole && isSource ? (parsed as unknown as Line) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export const stateFile = '.mail-workbench-fetched';
const TITLE =
  'Which messages Mail Workbench has fetched into this folder: without this file it would fetch them again.';
/** What stands behind the number of the source, by kind of line. */
const FORMS: ReadonlyMap<string, readonly ('string' | 'number')[]> = new Map([
  ['source', ['string', 'string', 'string']],
  ['numbered', ['string']],
  ['had', ['string']],
  ['begin', ['string', 'string', 'number', 'string']],
  ['done', ['string', 'string']],
  ['same', ['string', 'string', 'string']],
  ['missed', ['string']],
]);
const MAX_SOURCES = 100_000;
