// The standard output and error of a command.

import type { Writable } from 'node:stream';
import type { Notice } from './fileReport.ts';
import { spokenPath } from './mailFile.ts';
import { printable } from './printable.ts';

/** Writes, and waits where the reader is slower: what is not taken is not piled up. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (text === '' || stream.write(text)) return;
  await new Promise<void>((resolve) => {
    stream.once('drain', resolve);
    stream.once('close', resolve);
  });
}

/** Ends the program without a word when nobody reads any more: `mail-workbench lint … | head`. */
export function endWithReader(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(BROKEN_PIPE);
    throw error;
  });
}

/** Tells the user what could not be done, on the standard error. */
export async function complain(notice: Pick<Notice, 'message'> & Partial<Notice>): Promise<void> {
  const { path, line, column, message } = notice;
  const place = [path === undefined ? undefined : spokenPath(path), line, column]
    .filter((piece) => piece !== undefined)
    .map((piece) => `${piece}:`)
    .join('');
  await write(process.stderr, `mail-workbench: ${printable(`${place} ${message}`.trimStart())}\n`);
}

/** What a shell reports for a program that a closed pipe ended. */
const BROKEN_PIPE = 141;
