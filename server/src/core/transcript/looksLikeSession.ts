// Tells whether a text is a session, and of which protocol, by its first lines.

import { textSnapshot } from '../text/snapshot.ts';
import { readLines } from './dialect/readLines.ts';
import type { DialectReading, ReadLinesOptions, notationNames } from './dialect/readLines.ts';
import type { Protocol } from './protocol.ts';

/**
 * The protocol of the session a text holds; undefined for a text that holds none of ours.
 * @param name the name of its file, which may tell the protocol where the words leave it open.
 */
export function sessionProtocol(text: string, name?: string): Protocol | undefined {
  return readLines(textSnapshot(text.slice(0, SAMPLE)), { name }).protocol;
}

/**
 * The protocol of a text that is the log of a session, and not one that quotes some dialogue between its paragraphs;
 * undefined for the latter, and where no session of ours is found.
 */
export function looksLikeSession(text: string, name?: string): Protocol | undefined {
  const { protocol, notation, lines } = readLines(textSnapshot(text.slice(0, SAMPLE)), { name });
  if (protocol === undefined || !QUOTED_NOTATIONS.has(notation)) return protocol;
  let said = 0;
  let noted = 0;
  for (let line = 0; line < lines.count; line++) {
    if (lines.speaker(line) !== 'note') said++;
    else if (lines.text(line).trim() !== '') noted++;
  }
  return said * SAID_OF >= (said + noted) * SAID ? protocol : undefined;
}

/** How the beginning of a text is read with the given options. */
export function foundReading(
  text: string,
  options: ReadLinesOptions,
): Pick<DialectReading, 'notation' | 'protocol'> {
  const { notation, protocol } = readLines(textSnapshot(text.slice(0, SAMPLE)), options);
  return { notation, protocol };
}

/** A notation that can be chosen: its id, and what people know it by. */
export type NotationName = (typeof notationNames)[number];

/** UTF-16 units: tools say much before they connect. */
const SAMPLE = 131_072;

/** Of so many lines that are not blank, so many are said. In documents about a protocol it is less than a quarter. */
const SAID = 3;
const SAID_OF = 10;

/** Marks that people write; those of a tool stand in what that tool has printed, which may say much besides. */
const QUOTED_NOTATIONS: ReadonlySet<string> = new Set([
  'c-s',
  'r-s',
  'm-i-s',
  'request-response',
  'client-server',
  'labels',
  'in-out',
  'arrow-long',
  'arrow',
  'angle-triple',
  'angle-double',
  'angle',
  'telnet',
  'bare',
]);
