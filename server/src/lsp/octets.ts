// What is known of the octets behind an open document, as long as its text is what they were decoded to.

import { octetFacts } from '../core/index.ts';
import type { HostEncoding, OctetFacts, Snapshot } from '../core/index.ts';
import type { OpenDocument } from './documents.ts';
import type { ReadOctets } from './resources.ts';

/**
 * Reads the octets of a document that was opened or saved. They count only if the document has not changed meanwhile
 * and looks like them: an editor may open a file together with unsaved changes.
 */
export async function readFacts(document: OpenDocument, read: ReadOctets): Promise<void> {
  const { version } = document;
  const octets = HAS_OCTETS.test(document.uri) ? await read(document.uri) : undefined;
  if (!octets || document.version !== version) return;
  const { facts, decoded } = factsOf(octets);
  if (!looksLike(document.snapshot, facts, [decoded, octets.length])) return;
  document.setOctets(facts);
  // As many characters as octets: one for each of them.
  const bytewise = !facts.utf8 && looksLike(document.snapshot, facts, [octets.length]);
  document.setHost(bytewise ? 'latin1' : 'utf-8', false);
}

/** What an editor's name of an encoding means for the octets behind a text: one for each character, or UTF-8. */
export function hostEncodingOf(encoding: string): HostEncoding {
  return BYTEWISE.has(encoding.toLowerCase().replace(/[^a-z0-9]/g, '')) ? 'latin1' : 'utf-8';
}

export interface Examined {
  readonly facts: OctetFacts;
  /** The length of the text in UTF-16 units when the octets are decoded as UTF-8, faults as U+FFFD. */
  readonly decoded: number;
}

/** Looks at the octets of a file. */
export function factsOf(octets: Uint8Array): Examined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
  const bom = text.startsWith('\ufeff');
  // Octets that are no UTF-8 give U+FFFD; a text may also hold one that was written.
  const utf8 = !text.includes('\ufffd') || sameOctets(octets, new TextEncoder().encode(text));
  return { facts: octetFacts(octets, { bom, utf8 }), decoded: text.length - (bom ? 1 : 0) };
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, index) => octet === b[index]);
}

/** Whether the text has as many lines, and as many characters in them, as the octets give. */
function looksLike(snapshot: Snapshot, { crlf, lf, cr }: OctetFacts, lengths: readonly number[]): boolean {
  if (snapshot.lineCount !== crlf + lf + cr + 1) return false;
  const own = octetFacts(snapshot.slice(0, snapshot.length), { bom: false, utf8: true });
  const characters = snapshot.length - 2 * own.crlf - own.lf - own.cr;
  return lengths.some((length) => length - 2 * crlf - lf - cr === characters);
}

/** Resources that stand for a sequence of octets; an untitled document has none yet. */
const HAS_OCTETS = /^(?!untitled:)[a-z][a-z0-9+.-]*:/i;

/** Encodings by which each octet is one character; between 0x80 and 0x9F the second one differs from the first. */
const BYTEWISE = new Set(['iso88591', 'latin1', 'windows1252']);
