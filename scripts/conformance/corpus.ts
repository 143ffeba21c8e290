// The messages the checks run over, read as the command line reads a file.

import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { octetFacts } from '../../server/src/core/index.ts';
import type { OctetFacts } from '../../server/src/core/index.ts';

/** Where the corpora are, in a checkout that has them beside it. */
export const corpora = path.join(import.meta.dirname, '../../../shared/corpora');

/** A message and what stood for it in the file. */
export interface MailFile {
  /** The path inside the corpora. */
  readonly name: string;
  readonly text: string;
  readonly octets: OctetFacts;
}

/** How line ends are changed before a message is checked. */
export type LineEnds = 'as is' | 'LF' | 'CRLF';

/** Reads a message. */
export function mailFile(name: string, lineEnds: LineEnds = 'as is'): MailFile {
  const octets = withLineEnds(readFileSync(path.join(corpora, name)), lineEnds);
  const bom = octets.subarray(0, 3).equals(BOM);
  const own = bom ? octets.subarray(3) : octets;
  const utf8 = isUtf8(own);
  return {
    name,
    text: own.toString(utf8 ? 'utf8' : 'latin1'),
    octets: octetFacts(own.toString('latin1'), { bom, utf8 }),
  };
}

function withLineEnds(octets: Buffer, lineEnds: LineEnds): Buffer {
  if (lineEnds === 'as is') return octets;
  const end = lineEnds === 'LF' ? '\n' : '\r\n';
  return Buffer.from(octets.toString('latin1').replace(/\r\n|\r|\n/g, end), 'latin1');
}

/** The names in a list of the corpora, one a line; those whose file is here. */
export function listed(list: string): string[] {
  return readFileSync(path.join(corpora, 'oracle', list), 'utf8')
    .split('\n')
    .filter((name) => name !== '' && existsSync(path.join(corpora, name)));
}

/** All files below the folders, in order. */
export function filesBelow(...folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(corpora, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(corpora, path.join(entry.parentPath, entry.name))),
    )
    .sort();
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
