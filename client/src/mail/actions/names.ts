// Names of what is made: files of messages and attachments, new folders.

import { safeFileName } from '../fileNames.ts';
import type { Envelope, Folder } from '../mailStore.ts';

/** A name for a message as a file: its day and its subject. @param behind what tells it from others of its name. */
export function messageFileName({ date, subject }: Pick<Envelope, 'date' | 'subject'>, behind = ''): string {
  const day = date > 0 ? new Date(date) : undefined;
  const prefix = day && !Number.isNaN(day.getTime()) ? `${day.toISOString().slice(0, 10)} ` : '';
  return safeFileName(`${prefix}${subject}`, { extension: `${behind}.eml` });
}

/** A name for an attachment, which keeps its own extension. */
export function attachmentFileName(filename: string | null, type: string): string {
  const name = filename ?? `part${EXTENSIONS.get(type) ?? '.bin'}`;
  const [extension = ''] = /\.[A-Za-z0-9]{1,10}$/.exec(name) ?? [];
  return safeFileName(name.slice(0, name.length - extension.length), { extension });
}

/** The name, or one with a number behind it, that is not taken; where upper and lower case are one, too. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const lower = new Set(Array.from(taken, (one) => one.toLowerCase()));
  const dot = name.lastIndexOf('.');
  const [base, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${base} (${count})${extension}`;
    if (!lower.has(tried.toLowerCase())) return tried;
  }
}

/** What is wrong with a name for a folder, as far as one can tell without asking the server. */
export type NameProblem = 'empty' | 'separator' | 'control' | 'long' | 'dots' | 'taken';

/** @param siblings the names that folders beside it have. */
export function folderNameProblem(name: string, siblings: readonly string[]): NameProblem | undefined {
  if (name.trim() === '') return 'empty';
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)) return 'control';
  if (name.includes('/')) return 'separator';
  if (/^\.+$/.test(name.trim())) return 'dots';
  if (new TextEncoder().encode(name).length > MAX_FOLDER) return 'long';
  // Two folders whose names only differ in case cannot be told apart everywhere.
  return siblings.some((one) => one.toLowerCase() === name.trim().toLowerCase()) ? 'taken' : undefined;
}

/** The names of the folders right below a path. */
export function namesBelow(folders: readonly Folder[], path: readonly string[]): readonly string[] {
  return folders
    .filter(
      (one) => one.path.length === path.length + 1 && path.every((name, index) => one.path[index] === name),
    )
    .flatMap((one) => one.path.at(-1) ?? []);
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['text/plain', '.txt'],
  ['text/html', '.html'],
  ['text/calendar', '.ics'],
  ['text/csv', '.csv'],
  ['message/rfc822', '.eml'],
  ['application/pdf', '.pdf'],
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['image/gif', '.gif'],
]);
/** Octets: what Maildir and most servers can store. */
const MAX_FOLDER = 200;
