// What is known on this machine of the messages of a maildrop, by unique id: flags, when fetched, what is to be deleted.

import { MailError } from '../faults.ts';
import type { Files } from '../local/files.ts';

/** One message as it is known here. */
export interface Pop3Known {
  readonly flags: ReadonlySet<string>;
  /** When it was fetched whole, ms since the epoch. */
  readonly fetched?: number;
  /** Octets of the copy that is kept here. */
  readonly kept?: number;
  /** It waits to be deleted on the server: the user said so, or the account's way to leave mail there. */
  readonly deleting?: 'asked' | 'fetched';
  /** The user took it back: only he queues it again. */
  readonly exempt?: boolean;
}

/** One change; the line of the file is its JSON. */
export type Pop3Change =
  | readonly ['flags', uid: string, flags: readonly string[]]
  | readonly ['fetched', uid: string, time: number, kept: number | null]
  | readonly ['delete', uid: string, why: 'asked' | 'fetched']
  | readonly ['keep', uid: string]
  /** The server has it no more. What is kept of it here stays. */
  | readonly ['gone', uid: string]
  | readonly ['forget', uid: string];

/**
 * The journal of an account's maildrop: changes are added to the end of one file, so that two windows that write at
 * the same time lose nothing. Rejects where the file cannot be written: then nothing has changed.
 */
export class Pop3State {
  readonly #files: Files;
  #known = new Map<string, Pop3Known>();
  /** What the file was when it was read; undefined: never read. */
  #read: { readonly size: number; readonly modified: number } | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param files below the account's folder. */
  constructor(files: Files) {
    this.#files = files;
  }

  get known(): ReadonlyMap<string, Pop3Known> {
    return this.#known;
  }

  /** Reads what other windows have written. */
  load(): Promise<void> {
    return this.#inTurn(() => this.#load());
  }

  add(changes: readonly Pop3Change[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve();
    return this.#inTurn(async () => {
      await this.#load();
      await this.#files.createFolder(FOLDER);
      await this.#files.append(FILE, octetsOf(changes));
      for (const change of changes) apply(this.#known, change);
      // Another window may have written in between: the next look reads it all.
      this.#read = undefined;
    });
  }

  async #load(): Promise<void> {
    const now = await this.#files.stat(FILE);
    const { size, modified } = now ?? { size: 0, modified: 0 };
    if (this.#read?.size === size && this.#read.modified === modified) return;
    const known = new Map<string, Pop3Known>();
    let lines = 0;
    if (now) {
      for (const line of textOf(await this.#files.read(FILE)).split('\n')) {
        const change = changeOf(line);
        if (!change) continue;
        lines++;
        apply(known, change);
      }
    }
    this.#known = known;
    this.#read = { size, modified };
    if (lines > SPARE + 4 * known.size) await this.#compact(size);
  }

  /** Writes anew what the lines came to; not if somebody wrote meanwhile. */
  async #compact(size: number): Promise<void> {
    const changes = Array.from(this.#known, ([uid, known]) => changesOf(uid, known)).flat();
    const file = `${FILE}.new`;
    try {
      await this.#files.create(file, octetsOf(changes));
      if ((await this.#files.stat(FILE))?.size === size) await this.#files.rename(file, FILE, true);
      else await this.#files.remove(file);
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      // It is long and stays so; one that was left half written must not stand in the way for ever.
      await this.#files.remove(file).catch(() => undefined);
    }
    this.#read = undefined;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function apply(known: Map<string, Pop3Known>, change: Pop3Change): void {
  const [kind, uid] = change;
  const { deleting, ...before } = known.get(uid) ?? NOTHING;
  const waits = deleting === undefined ? {} : { deleting };
  switch (kind) {
    case 'flags':
      known.set(uid, { ...before, ...waits, flags: new Set(change[2]) });
      return;
    case 'fetched': {
      const [, , fetched, kept] = change;
      known.set(uid, { ...before, ...waits, fetched, ...(kept === null ? {} : { kept }) });
      return;
    }
    case 'delete':
      known.set(uid, { ...before, deleting: change[2] });
      return;
    case 'keep':
      known.set(uid, { ...before, exempt: true });
      return;
    case 'gone':
      if (before.kept === undefined || deleting === 'asked') known.delete(uid);
      else known.set(uid, before);
      return;
    case 'forget':
      known.delete(uid);
  }
}

function changesOf(
  uid: string,
  { flags, fetched, kept, deleting, exempt }: Pop3Known,
): readonly Pop3Change[] {
  const changes: Pop3Change[] = [];
  if (flags.size > 0) changes.push(['flags', uid, [...flags]]);
  if (fetched !== undefined) changes.push(['fetched', uid, fetched, kept ?? null]);
  if (exempt === true) changes.push(['keep', uid]);
  if (deleting !== undefined) changes.push(['delete', uid, deleting]);
  return changes;
}

/** The change that a line tells; undefined for what is no line of ours, as half a line after a power cut. */
function changeOf(line: string): Pop3Change | undefined {
  if (!/^\["(?:flags|fetched|delete|keep|gone|forget)",/.test(line)) return undefined;
  const change: unknown = parsed(line);
  if (!Array.isArray(change)) return undefined;
  const [kind, uid, third, fourth] = change as readonly unknown[];
  if (typeof uid !== 'string') return undefined;
  const whole =
    kind === 'flags'
      ? Array.isArray(third) && third.every((flag) => typeof flag === 'string')
      : kind === 'fetched'
        ? typeof third === 'number' && (fourth === null || typeof fourth === 'number')
        : kind !== 'delete' || third === 'asked' || third === 'fetched';
  return whole ? (change as unknown as Pop3Change) : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The line end stands in front as well: behind half a line of somebody else the first change would be lost. */
function octetsOf(changes: readonly Pop3Change[]): Uint8Array {
  return new TextEncoder().encode(`\n${changes.map((change) => JSON.stringify(change)).join('\n')}\n`);
}

function textOf(octets: Uint8Array): string {
  return new TextDecoder().decode(octets);
}

const FOLDER = 'pop3';
const FILE = `${FOLDER}/journal`;
const NOTHING: Pop3Known = { flags: new Set() };
/** Lines that may be out of date before the file is written anew. */
const SPARE = 1000;
