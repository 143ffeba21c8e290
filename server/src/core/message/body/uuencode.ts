// Files in the text of old mail: uuencode decoded, yEnc seen.

import type { TextRange } from '../../text/range.ts';
import type { Part } from '../part.ts';

/** An encoded file in a body; host offsets. `from` is its `begin` line, `to` lies behind its `end` line. */
export interface EncodedFile extends TextRange {
  readonly encoding: 'uuencode' | 'yenc';
  readonly name: string;
  readonly dataFrom: number;
  readonly dataTo: number;
  /** False where the `end` line is missing. */
  readonly complete: boolean;
}

/** The encoded files in a part's body, in order, at most a hundred. Linear: lines are looked at only by their start. */
export function encodedFiles(part: Part): readonly EncodedFile[] {
  const files: EncodedFile[] = [];
  const { lens } = part;
  if (!mayHoldFiles(part)) return files;
  const line = part.bodyFrom < part.bodyTo ? lens.lineAt(part.bodyFrom) : undefined;
  if (!line) return files;
  let open: { encoding: EncodedFile['encoding']; name: string; from: number; dataFrom: number } | undefined;
  do {
    if (line.from >= part.bodyTo) break;
    const text = lens.snapshot.slice(line.content, Math.min(line.contentTo, line.content + MAX_HEAD));
    if (!open) {
      const begin = BEGIN.exec(text);
      if (!begin) continue;
      const encoding = begin[1] === undefined ? 'yenc' : 'uuencode';
      open = { encoding, name: begin[1] ?? begin[2] ?? '', from: line.from, dataFrom: line.to };
    } else if (open.encoding === 'yenc' ? text.startsWith('=yend') : text.trimEnd() === 'end') {
      files.push({ ...open, to: line.to, dataTo: line.from, complete: true });
      open = undefined;
    }
  } while (files.length < MAX_FILES && line.next());
  if (open) files.push({ ...open, to: part.bodyTo, dataTo: part.bodyTo, complete: false });
  return files;
}

/**
 * Decodes uuencoded lines. Each line's first character counts its octets, three of which stand as four characters;
 * a line that is too short gives what it has.
 */
export function decodeUuencode(lines: Iterable<string>): Uint8Array {
  const octets: number[] = [];
  for (const line of lines) {
    const count = digit(line, 0);
    if (line === '' || count === 0) continue;
    for (let i = 1, left = count; left > 0 && i < line.length; i += 4, left -= 3) {
      const group =
        (digit(line, i) << 18) | (digit(line, i + 1) << 12) | (digit(line, i + 2) << 6) | digit(line, i + 3);
      octets.push((group >> 16) & 0xff);
      if (left > 1) octets.push((group >> 8) & 0xff);
      if (left > 2) octets.push(group & 0xff);
    }
  }
  return Uint8Array.from(octets);
}

/** The octets of a file found by `encodedFiles`; undefined for yEnc, whose octets a decoded text has lost. */
export function fileOctets(part: Part, file: EncodedFile): Uint8Array | undefined {
  return file.encoding === 'yenc'
    ? undefined
    : decodeUuencode(contentLines(part, file.dataFrom, file.dataTo));
}

/** The message's own lines of a host range, without their line ends. */
export function* contentLines(part: Part, from: number, to: number): Generator<string> {
  const line = from < to ? part.lens.lineAt(from) : undefined;
  if (!line) return;
  do {
    if (line.from >= to) return;
    yield part.lens.snapshot.slice(line.content, Math.min(to, line.contentTo));
  } while (line.next());
}

/** One native search each for the two openings, so that ordinary bodies cost nothing more. */
function mayHoldFiles(part: Part): boolean {
  const { snapshot } = part.lens;
  return ['begin ', '=ybegin '].some((opening) => snapshot.indexOf(opening, part.bodyFrom, part.bodyTo) >= 0);
}

function digit(line: string, at: number): number {
  const code = line.charCodeAt(at);
  return code >= 32 && code < 97 ? (code - 32) & 63 : 0;
}

const BEGIN = /^(?:begin [0-7]{3,4} (\S.*?)\s*|=ybegin .*\bname=(.*?)\s*)$/;
const MAX_HEAD = 300;
const MAX_FILES = 100;
