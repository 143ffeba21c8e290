// The list of the demo account's messages: an extension in the web can read its files, and not list them.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { FileIndex } from '../../client/src/mail/local/listedFiles.ts';

export const MAILBOX_INDEX = 'samples/mailbox/index.json';

/** The index of `samples/mailbox`. Flags, and folders with nothing in them, are kept as they stand there. */
export function mailboxIndex(root: string): string {
  const folder = path.join(root, path.dirname(MAILBOX_INDEX));
  const before = JSON.parse(readFileSync(path.join(root, MAILBOX_INDEX), 'utf8')) as FileIndex;
  const flags = new Map(before.files.map((file) => [file.path, file.flags]));
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.eml'))
    .sort();
  const files = names.map((name) => ({
    path: name,
    size: statSync(path.join(folder, name)).size,
    flags: flags.get(name),
  }));
  const lines = files.map((file) => `    ${JSON.stringify(file)}`);
  return `{\n  "folders": ${JSON.stringify(before.folders)},\n  "files": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
