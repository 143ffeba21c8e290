// What a message needs of the server it is sent to: its octets, its lines, its size.

import { decodeUtf8, hostOctets } from '../../message/body/octets.ts';
import type { HostEncoding } from '../../message/body/octets.ts';
import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { utf8Octets, wireOctets } from '../../text/octets.ts';
import type { Segment } from '../../text/segment.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { LineEdit, SendNeeds } from './sendTypes.ts';

/** Works out the needs of a message that is a whole document. Linear; what did not change is not read again. */
export function needsOf(
  message: Part,
  host: HostEncoding,
  edits: readonly LineEdit[],
  addresses: readonly string[],
): SendNeeds {
  const { snapshot } = message.lens;
  let size = 0;
  let eightBit = false;
  let binary = walkParts(message).some((part) => part.transferEncoding === 'binary');
  let open = 0;
  for (let at = 0; at < snapshot.length;) {
    const { segment, to } = snapshot.segmentAt(at);
    const facts = segment.recall(segmentFacts, host, () => segmentFacts(segment, host));
    size += facts.size;
    eightBit ||= facts.eightBit;
    binary ||= facts.nul || facts.longest > MAX_LINE || open + facts.first > MAX_LINE;
    open = facts.wholeLine ? facts.last : open + facts.last;
    at = to;
  }
  // A last line without an end may go on over several segments.
  binary ||= open > MAX_LINE;
  return {
    eightBit,
    binary,
    smtputf8: hasUtf8Header(message, host) || addresses.some(hasUtf8Local),
    tlsOptional: /^no$/i.test(message.field('tls-required')?.value ?? ''),
    size: size + edits.reduce((sum, edit) => sum + growth(snapshot, host, edit), 0),
  };
}

interface SegmentFacts {
  readonly size: number;
  readonly eightBit: boolean;
  readonly nul: boolean;
  /** Octets without line ends: of the first line, of the longest inside, of what follows the last line end. */
  readonly first: number;
  readonly longest: number;
  readonly last: number;
  /** True where the segment holds a line end. */
  readonly wholeLine: boolean;
}

function segmentFacts(segment: Segment, host: HostEncoding): SegmentFacts {
  const { text, lineEnds } = segment;
  const eightBit = NON_ASCII.test(text);
  const octets = (from: number, to: number): number =>
    eightBit && host === 'utf-8' ? utf8Octets(text.slice(from, to)) : to - from;
  let first = 0;
  let longest = 0;
  let from = 0;
  for (const [index, to] of lineEnds.entries()) {
    const end = text.charCodeAt(to - 1) === LF && text.charCodeAt(to - 2) === CR ? to - 2 : to - 1;
    // No character has more than three octets a unit: most lines need not be counted.
    const length = 3 * (end - from) > MAX_LINE ? octets(from, end) : end - from;
    if (index === 0) first = length;
    else if (length > longest) longest = length;
    from = to;
  }
  const last = octets(from, text.length);
  const lineEndOctets = wireOctets(text) - utf8Octets(text);
  return {
    size: octets(0, text.length) + lineEndOctets,
    eightBit,
    nul: segment.first('\0') >= 0,
    first: lineEnds.length === 0 ? last : first,
    longest,
    last,
    wholeLine: lineEnds.length > 0,
  };
}

/** RFC 6531 3.3: UTF-8 in the header of the message or of a part. Raw octets that are no UTF-8 are helped by nothing. */
function hasUtf8Header(message: Part, host: HostEncoding): boolean {
  return walkParts(message).some(({ header, lens }) => {
    const text = lens.snapshot.slice(header.from, header.to);
    if (!NON_ASCII.test(text)) return false;
    return host === 'utf-8' || decodeUtf8(hostOctets(text, host), true) !== undefined;
  });
}

function hasUtf8Local(address: string): boolean {
  return NON_ASCII.test(address.slice(0, address.lastIndexOf('@')));
}

/** How many octets an edit adds: each line counts with its CRLF. */
function growth(snapshot: Snapshot, host: HostEncoding, { line, remove, insert }: LineEdit): number {
  let octets = insert.reduce((sum, text) => sum + utf8Octets(text) + 2, 0);
  for (let i = line; i < line + remove; i++) {
    const to = i + 1 < snapshot.lineCount ? snapshot.lineStart(i + 1) : snapshot.length;
    const text = snapshot.slice(snapshot.lineStart(i), to).replace(/[\r\n]+$/, '');
    octets -= (host === 'utf-8' ? utf8Octets(text) : text.length) + 2;
  }
  return octets;
}

/** RFC 5321 4.5.3.1.6: octets of a line without its end. */
const MAX_LINE = 998;
const NON_ASCII = /[^\0-\x7f]/;
const LF = 10;
const CR = 13;
