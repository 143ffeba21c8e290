// What is known of the octets behind an open document, as long as its text is what they were decoded to.

import { OctetScan, decodeLatin1 } from '../core/index.ts';
import type { HostEncoding, OctetFacts, Snapshot } from '../core/index.ts';
import type { OpenDocument } from './documents.ts';
import type { OctetChunks } from './resources.ts';

/**
 * Reads the octets of a document that was opened or saved. They count only if the document has not changed meanwhile
 * and looks like them: an editor may open a file together with unsaved changes.
 */
export async function readFacts(document: OpenDocument, read: OctetChunks, now: () => number): Promise<void> {
  const { version, snapshot } = document;
  const current = (): boolean => document.version === version;
  const chunks = HAS_OCTETS.test(document.uri) ? await read(document.uri) : undefined;
  if (!chunks || !current()) return;
  const { facts, decoded, octets, same } = await factsOf(chunks, now, snapshot);
  if (!current()) return;
  // Characters are compared without line ends: an editor may hold others than the file.
  const apart = (length: number): number => length - 2 * facts.crlf - facts.lf - facts.cr;
  const characters = same ? apart(decoded) : await charactersOf(snapshot, facts, now);
  if (!current()) return;
  const looksLike = (length: number): boolean => apart(length) === characters;
  if (!looksLike(decoded) && !looksLike(octets)) return;
  document.setOctets(facts);
  // As many characters as octets: one for each of them.
  document.setHost(!facts.utf8 && looksLike(octets) ? 'latin1' : 'utf-8', false);
}

/** What an editor's name of an encoding means for the octets behind a text: one for each character, or UTF-8. */
export function hostEncodingOf(encoding: string): HostEncoding {
  return BYTEWISE.has(encoding.toLowerCase().replace(/[^a-z0-9]/g, '')) ? 'latin1' : 'utf-8';
}

/** What is known of the octets of a file. */
export interface Examined {
  readonly facts: OctetFacts;
  /** The length of the text in UTF-16 units when the octets are decoded as UTF-8, faults as U+FFFD. */
  readonly decoded: number;
  /** How many octets the file has. */
  readonly octets: number;
  /** Whether that text is the one they were compared with. */
  readonly same: boolean;
}

/** Looks at the octets of a file, in slices, and compares them with a text. */
export async function factsOf(
  chunks: AsyncIterable<Uint8Array>,
  now: () => number,
  text?: Snapshot,
): Promise<Examined> {
  const examination = new Examination(text);
  const pause = pauses(now);
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const octets = rest.length > 0 ? concatenated(rest, chunk) : chunk;
    const whole = octets.length - unfinished(octets);
    for (let at = 0; at < whole;) {
      const to = examination.next(octets, at, whole);
      examination.add(octets.subarray(at, to));
      at = to;
      const wait = pause();
      if (wait) await wait;
    }
    // A copy: the chunk is read into again.
    rest = octets.slice(whole);
  }
  if (rest.length > 0) examination.add(rest);
  return examination.result();
}

/** Takes a file's octets piece by piece; no piece ends inside a character or between CR and LF. */
class Examination {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #scan = new OctetScan();
  readonly #text: Snapshot | undefined;
  #bom = false;
  #utf8 = true;
  #same: boolean;
  #decoded = 0;
  #octets = 0;

  constructor(text: Snapshot | undefined) {
    this.#text = text;
    this.#same = text !== undefined;
  }

  /** Where the next piece from `at` ends. As long as the octets are the text, its segments say where their lines end. */
  next(octets: Uint8Array, at: number, end: number): number {
    const placed = this.#same ? this.#text?.segmentAt(this.#decoded) : undefined;
    let to = Math.min(end, at + (placed ? Math.max(LEAST, placed.to - this.#decoded) : CHUNK));
    if (octets[to - 1] === CR && octets[to] === LF && to < end) to++;
    return to < end ? to - unfinished(octets.subarray(at, to)) : to;
  }

  add(own: Uint8Array): void {
    const placed = this.#same ? this.#text?.segmentAt(this.#decoded) : undefined;
    let piece = this.#decoder.decode(own);
    // One character an octet, and none that stands for a fault: all of them are ASCII.
    if (piece.length === own.length && !piece.includes('\ufffd')) {
      this.#scan.add(piece, piece === placed?.segment.text ? placed.segment.lineEnds : undefined);
    } else {
      this.#scan.add(decodeLatin1(own));
      // Octets that are no UTF-8 give U+FFFD; a text may also hold one that was written.
      this.#utf8 &&= !piece.includes('\ufffd') || sameOctets(own, utf8Encoder.encode(piece));
    }
    if (this.#octets === 0 && piece.startsWith('\ufeff')) {
      this.#bom = true;
      piece = piece.slice(1);
    }
    this.#same &&= this.#text !== undefined && standsAt(this.#text, this.#decoded, piece);
    this.#decoded += piece.length;
    this.#octets += own.length;
  }

  result(): Examined {
    return {
      facts: this.#scan.facts({ bom: this.#bom, utf8: this.#utf8 }),
      decoded: this.#decoded,
      octets: this.#octets,
      same: this.#same && this.#decoded === this.#text?.length,
    };
  }
}

/** How many octets at the end may belong to what follows: a CR, or the start of a character (RFC 3629 3). */
function unfinished(octets: Uint8Array): number {
  const { length } = octets;
  if (octets[length - 1] === CR) return 1;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const octet = octets[length - back] ?? 0;
    if (octet < 0x80) return 0;
    if (octet >= 0xc0) return back < (octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** How many characters a text has apart from its line ends; NaN where it has not as many lines as the octets give. */
async function charactersOf(
  snapshot: Snapshot,
  { crlf, lf, cr }: OctetFacts,
  now: () => number,
): Promise<number> {
  let characters = snapshot.length;
  let lines = 1;
  const pause = pauses(now);
  for (let at = 0; at < snapshot.length;) {
    const { segment, to } = snapshot.segmentAt(at);
    lines += segment.lineEnds.length;
    characters -= segment.lineEnds.length + occurrences(segment.text, '\r\n');
    at = to;
    const wait = pause();
    if (wait) await wait;
  }
  return lines === crlf + lf + cr + 1 ? characters : NaN;
}

/** Whether `piece` stands in the text at `from`. */
function standsAt(text: Snapshot, from: number, piece: string): boolean {
  const end = from + piece.length;
  if (end > text.length) return false;
  for (let at = from; at < end;) {
    const placed = text.segmentAt(at);
    const to = Math.min(end, placed.to);
    if (placed.segment.text.slice(at - placed.from, to - placed.from) !== piece.slice(at - from, to - from)) {
      return false;
    }
    at = to;
  }
  return true;
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, index) => octet === b[index]);
}

function occurrences(text: string, needle: string): number {
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) count++;
  return count;
}

/** Asked often: after some milliseconds it gives something to wait for, so that messages are read. */
function pauses(now: () => number): () => Promise<void> | undefined {
  let end = now() + SLICE;
  return () => {
    if (now() < end) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        end = now() + SLICE;
        resolve();
      }, 0);
    });
  };
}

const utf8Encoder = new TextEncoder();
const CR = 13;
const LF = 10;
/** How many octets are decoded at once, at most and at least. */
const CHUNK = 65_536;
const LEAST = 4096;
/** Milliseconds. */
const SLICE = 10;

/** Resources that stand for a sequence of octets; an untitled document has none yet. */
const HAS_OCTETS = /^(?!untitled:)[a-z][a-z0-9+.-]*:/i;

/** Encodings by which each octet is one character; between 0x80 and 0x9F the second one differs from the first. */
const BYTEWISE = new Set(['iso88591', 'latin1', 'windows1252']);
