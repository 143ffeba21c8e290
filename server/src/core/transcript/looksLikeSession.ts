// Tells whether a text is a session, and of which protocol, by its first lines.

import { textSnapshot } from '../text/snapshot.ts';
import { readLines } from './dialect/readLines.ts';
import type { Protocol } from './protocol.ts';

/**
 * The protocol of the session a text holds; undefined for a text that holds none of ours.
 * @param name the name of its file, which may tell the protocol where the words leave it open.
 */
export function sessionProtocol(text: string, name?: string): Protocol | undefined {
  return readLines(textSnapshot(text.slice(0, SAMPLE)), { name }).protocol;
}

/** UTF-16 units: tools say much before they connect. */
const SAMPLE = 131_072;
