// Test helpers: a text read in its notation, with what is expected of its lines beside it.

import assert from 'node:assert/strict';
import { textSnapshot } from '../../../text/snapshot.ts';
import { readLines } from '../readLines.ts';
import type { DialectReading, ReadLinesOptions } from '../readLines.ts';

const INITIALS = { client: 'C', server: 'S', note: '-' } as const;

/** A text in the notation that is found or given. */
export function read(text: string, options?: ReadLinesOptions): DialectReading {
  return readLines(textSnapshot(text), options);
}

/** Each line as its speaker's initial and its own text. */
export function said({ lines }: DialectReading): string[] {
  return Array.from({ length: lines.count }, (_, line) =>
    `${INITIALS[lines.speaker(line)]} ${lines.text(line)}`.trimEnd(),
  );
}

/** Checks notation, protocol and lines; notes are left out of `expected`. */
export function check(
  text: string,
  notation: string,
  protocol: string | undefined,
  expected: readonly string[],
): void {
  const reading = read(text);
  assert.equal(reading.notation, notation);
  assert.equal(reading.protocol, protocol);
  assert.deepEqual(
    said(reading).filter((line) => !line.startsWith('-')),
    expected,
  );
}

/** The same short session in a notation of the caller's. */
export const SESSION = [
  'S 220 mail ESMTP',
  'C EHLO me',
  'S 250-mail',
  'S 250 SIZE',
  'C QUIT',
  'S 221 Bye',
] as const;

/** The session with these marks. */
export function written(client: string, server: string): string {
  return SESSION.map((line) => (line.startsWith('C') ? client : server) + line.slice(2)).join('\n');
}
