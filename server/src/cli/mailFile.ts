// Reads a mail file: its octets, the text they stand for, and what language it is in.

import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, fstatSync, openSync, readFileSync } from 'node:fs';
import { octetFacts } from '../core/index.ts';
import type { OctetFacts } from '../core/index.ts';

/** A path as the system has it: names of files are octets, not text. `-` alone is the standard input. */
export type FilePath = Buffer;

/** A mail file's text with what is known of its octets. */
export interface MailText {
  /** Without a byte order mark; line ends as they are. */
  readonly text: string;
  readonly octets: OctetFacts;
}

/** The name of the standard input among paths. */
export const STDIN = '-';

/** A path for people and for JSON; octets that are no UTF-8 become U+FFFD. */
export function displayPath(path: FilePath): string {
  return path.toString('utf8');
}

/** A displayed path for people, who cannot tell `-` from a file's name. */
export function spokenPath(file: string): string {
  return file === STDIN ? '<stdin>' : file;
}

/** Decodes a file: valid UTF-8 as such, anything else so that each character is one octet. */
export function decodeMail(octets: Buffer): MailText {
  const utf8 = isUtf8(octets);
  const bom = octets.length >= 3 && octets.readUIntBE(0, 3) === BYTE_ORDER_MARK;
  const body = bom ? octets.subarray(3) : octets;
  const text = utf8 && !isAscii(body) ? body.toString('utf8') : body.toString('latin1');
  // Places are wanted in the text's own units, so the text stands for the octets here.
  return { text, octets: octetFacts(text, { bom, utf8 }) };
}

/**
 * Reads a file, or the standard input for `-`.
 * @throws Error with a sentence about what is the matter: `no such file`, `is a folder`, `is too large`.
 */
export async function readOctets(path: FilePath): Promise<Buffer> {
  if (displayPath(path) === STDIN) return readAll(process.stdin);
  let file: number | undefined;
  try {
    // Checking files is all that this thread does: to have each step done by another one takes longer than the step.
    file = openSync(path, 'r');
    const stat = fstatSync(file);
    if (stat.isDirectory()) throw new ReadError('is a folder');
    if (stat.size > MAX_OCTETS) throw new ReadError(TOO_LARGE);
    // A pipe or device tells no size, and may never end.
    return stat.isFile()
      ? readFileSync(file)
      : await readAll(createReadStream('', { fd: file, autoClose: false }));
  } catch (error) {
    throw readError(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let octets = 0;
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
    octets += (piece as Buffer).length;
    if (octets > MAX_OCTETS) throw new ReadError(TOO_LARGE);
  }
  return Buffer.concat(pieces);
}

/** Why a file cannot be read, without the path: who reports it writes the path. */
export class ReadError extends Error {}

/** The sentence for an error of the system. */
export function readError(error: unknown): ReadError {
  if (error instanceof ReadError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return new ReadError(SENTENCES[code] ?? `cannot be read (${code === '' ? String(error) : code})`);
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  ENAMETOOLONG: 'the name is too long',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'a link that leads to itself',
  EISDIR: 'is a folder',
  ENXIO: 'is not a file',
  ERR_INVALID_ARG_VALUE: 'no such file or folder',
};
/** V8's longest string has 2^29 - 24 characters. */
const MAX_OCTETS = 2 ** 29 - 24;
const TOO_LARGE = 'is larger than 512 MB';
const BYTE_ORDER_MARK = 0xefbbbf;
