// What a transfer has done, on the disk as it goes: one that was broken off goes on where it was.

import { joined } from '../local/files.ts';
import type { Files } from '../local/files.ts';

/** Remembers which messages have arrived. */
export interface Journal {
  readonly done: ReadonlySet<string>;
  /** A message that was begun, and of which nobody knows whether it arrived. */
  readonly open: string | undefined;
  begin(key: string): Promise<void>;
  finish(key: string): Promise<void>;
  /** The transfer is complete: there is nothing to go on with. */
  remove(): Promise<void>;
}

/** A journal that is forgotten with its transfer. */
export function memoryJournal(): Journal {
  const done = new Set<string>();
  return {
    done,
    open: undefined,
    begin: () => Promise.resolve(),
    finish: (key) => (done.add(key), Promise.resolve()),
    remove: () => Promise.resolve(),
  };
}

/** A journal in a file. */
export interface FileJournal extends Journal {
  /** Where the transfer goes, as an earlier attempt or this one has chosen it. */
  readonly place: string;
}

/**
 * The journal in a file, with what an earlier attempt of the same transfer says.
 * @param title tells transfers apart.
 * @param place chooses where a new transfer goes.
 */
export async function fileJournal(
  files: Files,
  folder: string,
  title: string,
  place: () => Promise<string> = () => Promise.resolve(''),
): Promise<FileJournal> {
  const path = joined(folder, `.mail-workbench-${hashOf(title)}.journal`);
  const there = await files.stat(path);
  const text = there ? new TextDecoder().decode(await files.read(path)) : '';
  const first = `${TITLE}${JSON.stringify(title)} `;
  const before = text.startsWith(first) ? parse(text, first) : undefined;
  if (there && !before) await files.remove(path);
  const now = before ?? { done: new Set<string>(), open: undefined, place: await place() };
  if (!before) await files.create(path, encoded(`${first}${JSON.stringify(now.place)}\n`));
  // What was cut off is no line.
  else if (!text.endsWith('\n')) await files.append(path, encoded('\n'));
  const { done, open } = now;

  // Written with the next line: one write a message.
  let pending = '';
  const write = async (): Promise<void> => {
    const lines = pending;
    pending = '';
    if (lines !== '') await files.append(path, encoded(lines));
  };
  return {
    done,
    open,
    place: now.place,
    begin: (key) => {
      pending += `begin ${JSON.stringify(key)}\n`;
      return write();
    },
    finish: (key) => {
      done.add(key);
      pending += `done ${JSON.stringify(key)}\n`;
      return pending.length > MAX_PENDING ? write() : Promise.resolve();
    },
    remove: () => files.remove(path),
  };
}

interface Parsed {
  readonly done: Set<string>;
  readonly open: string | undefined;
  readonly place: string;
}

/** Undefined where the first line is not whole. */
function parse(text: string, first: string): Parsed | undefined {
  const done = new Set<string>();
  let open: string | undefined;
  const [, place] = /^("(?:[^"\\\n]|\\.)*")\n/.exec(text.slice(first.length)) ?? [];
  if (place === undefined) return undefined;
  for (const [, what, key = ''] of text.matchAll(/^(begin|done) ("(?:[^"\\\n]|\\.)*")$/gm)) {
    const name = JSON.parse(key) as string;
    if (what === 'done') done.add(name);
    open = what === 'done' ? undefined : name;
  }
  return { done, open, place: JSON.parse(place) as string };
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const TITLE = 'mail-workbench transfer 1 ';
const MAX_PENDING = 4096;
