// What an embedder has, a text or the octets of a file, as the source of a document.

import { decodeLatin1, looksLikeMbox, octetFacts, textSnapshot } from '../core/index.ts';
import type { MailSource } from '../core/index.ts';

/** A message or mailbox file: its octets, or a text they were decoded to. */
export type MailInput = string | Uint8Array;

/** What the input holds; `auto` finds out by how it starts. */
export type MailFormat = 'message' | 'mbox' | 'auto';

/**
 * The source of a document for `MailService.open` and `OpenMail.update`.
 *
 * Octets of valid UTF-8 are decoded as such, any others so that each octet is one character (ISO-8859-1); a byte
 * order mark is not part of the text. The rules about octets (line ends, NUL, 8-bit headers) need octets: they find
 * nothing in a text.
 */
export function mailSource(input: MailInput, format: MailFormat = 'auto'): MailSource {
  const { text, octets } = typeof input === 'string' ? { text: input, octets: undefined } : decode(input);
  return {
    snapshot: textSnapshot(text),
    octets,
    format: format === 'auto' ? (looksLikeMbox(text) ? 'mbox' : 'message') : format,
  };
}

function decode(octets: Uint8Array): { text: string; octets: MailSource['octets'] } {
  const bom = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf;
  const body = bom ? octets.subarray(3) : octets;
  const unicode = decodeUtf8(body);
  const text = unicode ?? decodeLatin1(body);
  // Places are wanted in the text's own units, so the text stands for the octets here.
  return { text, octets: octetFacts(text, { bom, utf8: unicode !== undefined }) };
}

/** The text of octets that are UTF-8; undefined for others. */
function decodeUtf8(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}
