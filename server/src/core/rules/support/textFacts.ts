// What the octets of a text are like, for rules about charsets and pages; nothing of a long text is read twice.

import { bodyOctets, quotedBodyText, transferEncodingOf } from '../../message/body/bodyText.ts';
import { PLAIN_DECODER, decoderOf } from '../../message/body/decodedPieces.ts';
import { bodyFacts } from '../../message/body/facts.ts';
import { decodeLatin1 } from '../../message/body/octets.ts';
import { ownText } from '../../message/body/ownText.ts';
import { bodyReading } from '../../message/body/reading.ts';
import { NO_TEXT, openKey, searchPiece } from '../../message/body/search.ts';
import type { OpenText, SearchPattern } from '../../message/body/search.ts';
import { Utf8Check, utf8Piece } from '../../message/body/utf8Check.ts';
import type { Utf8Piece } from '../../message/body/utf8Check.ts';
import type { Part } from '../../message/part.ts';
import { isSurelyUnicode } from './mimeFixes.ts';
import { MAX_BODY, ownBodyStart } from './ownBody.ts';

/** Facts about the octets of a text part; of one that is not encoded, about its characters. */
export interface TextFacts {
  readonly empty: boolean;
  /** True where something is beyond US-ASCII. */
  readonly beyondAscii: boolean;
  /** True where all is printable US-ASCII, TAB, CR and LF; told only of base64. */
  readonly plain: boolean;
  /** True where there are octets 80 to 9F that windows-1252 has letters for. */
  readonly c1: boolean;
  /**
   * The first octets that are no UTF-8 (RFC 3629 3, 4), at most four, and where they stand in the host; of base64
   * the start of the body.
   */
  readonly notUtf8: { readonly octets: string; readonly at: number } | undefined;
  /** Distinct `cid:` addresses of a page, as they are written; bounded in number. */
  readonly cids: readonly string[];
  /** True where a base64 text is too long to be read to its end: decoding is not for free. */
  readonly cut: boolean;
}

/** The reading of `textFacts`. */
export const textFactsReading = bodyReading<TextFacts>(readText);

/** The facts of a text part, found at the first call. */
export function textFacts(part: Part): TextFacts {
  return textFactsReading.of(part);
}

/** True for a quoted-printable or base64 text that says exactly what its octets are; of others only the host knows. */
export function hasKnownOctets(part: Part): boolean {
  const encoding = transferEncodingOf(part);
  return (
    part.mediaType.type === 'text' &&
    (encoding === 'base64' || encoding === 'quoted-printable') &&
    bodyFacts(part).nonAscii.length === 0
  );
}

/** True where a text has something beyond US-ASCII. */
export function isBeyondAscii(part: Part): boolean {
  return hasKnownOctets(part) ? textFacts(part).beyondAscii : bodyFacts(part).nonAscii.length > 0;
}

/** True where a text that is beyond US-ASCII is known to be UTF-8. */
export function isUtf8(part: Part): boolean {
  return hasKnownOctets(part) ? textFacts(part).notUtf8 === undefined : isSurelyUnicode(part);
}

/** The beginning of a text: its octets, one character each, where they are known; else its characters. */
export function textStart(part: Part, length: number): string {
  if (!hasKnownOctets(part)) return ownBodyStart(part, length);
  // An escape has three characters for one octet; soft line breaks come on top.
  const limit = 6 * length;
  const octets =
    transferEncodingOf(part) === 'base64'
      ? decodeLatin1(bodyOctets(part, 'utf-8', limit))
      : quotedBodyText(part, limit);
  return octets.slice(0, length);
}

/** What the octets of one piece tell, and how the next piece goes on. */
interface PieceFacts extends Pick<TextFacts, 'empty' | 'beyondAscii' | 'plain' | 'c1' | 'cids'> {
  readonly utf8: Utf8Piece;
  readonly open: OpenText;
}

function* readText(part: Part): Generator<undefined, TextFacts> {
  const own = ownText(part);
  const base64 = transferEncodingOf(part) === 'base64';
  const page = part.mediaType.name === 'text/html';
  const utf8 = new Utf8Check();
  const cids = new Set<string>();
  const all = { empty: true, beyondAscii: false, plain: base64, c1: false };
  let decoder = hasKnownOctets(part) ? decoderOf(part) : PLAIN_DECODER;
  let open = NO_TEXT;
  let end = 0;
  const take = (facts: PieceFacts, start: number): void => {
    all.empty &&= facts.empty;
    all.beyondAscii ||= facts.beyondAscii;
    all.plain &&= facts.plain;
    all.c1 ||= facts.c1;
    for (const cid of facts.cids) if (cids.size < MAX_CIDS) cids.add(cid);
    utf8.add(facts.utf8, start);
    ({ open } = facts);
  };
  const pieceFacts = (octets: string, start: number, place: (index: number) => number): PieceFacts => ({
    ...octetFacts(octets, base64),
    ...(page ? pageFacts(open, octets, start === LAST) : NO_PAGE),
    utf8: utf8Piece(utf8.open(start === LAST ? end : start), octets, place),
  });
  const limit = base64 ? MAX_BODY : Infinity;
  let cut = false;
  for (const { segment, text: whole, start } of own.pieces()) {
    cut = start + whole.length > limit;
    const text = cut ? whole.slice(0, limit - start) : whole;
    const unfinished = utf8.open(start);
    const before = decoder;
    const key = [
      before.key,
      page,
      base64,
      unfinished.octets,
      unfinished.at,
      text.length,
      openKey(open),
    ].join();
    const found = segment.recall(readText, key, () => {
      const { octets, next, place } = before.piece(text, /[\r\n]$/.test(text));
      return { facts: pieceFacts(octets, start, place), next };
    });
    take(found.facts, start);
    decoder = found.next;
    end = start + text.length;
    if (cut) break;
    yield;
  }
  if (!cut) {
    take(
      pieceFacts(decoder.finish(), LAST, () => 0),
      end,
    );
  }
  const bad = utf8.finish(cut);
  return {
    ...all,
    cut,
    cids: [...cids],
    notUtf8: bad && { octets: bad.octets, at: base64 ? part.bodyFrom : own.toHost(bad.at) },
  };
}

function octetFacts(
  octets: string,
  base64: boolean,
): Pick<PieceFacts, 'empty' | 'beyondAscii' | 'plain' | 'c1'> {
  const beyondAscii = /[^\0-\x7f]/.test(octets);
  return {
    empty: octets === '',
    beyondAscii,
    plain: base64 && !beyondAscii && !NOT_PLAIN.test(octets),
    c1: beyondAscii && C1.test(octets),
  };
}

function pageFacts(open: OpenText, octets: string, last: boolean): Pick<PieceFacts, 'cids' | 'open'> {
  const { found, open: next } = searchPiece(CID, open, octets, last);
  return { cids: [...new Set(found.map(({ groups }) => groups[1] ?? ''))].slice(0, MAX_CIDS), open: next };
}

const NO_PAGE = { cids: [], open: NO_TEXT };
/** Stands for what is left behind the last piece. */
const LAST = -1;
const C1 = /[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]/;
/** Escape sequences of ISO-2022 charsets are ASCII octets too. */
const NOT_PLAIN = /[^\t\r\n -~]/;
const CID: SearchPattern = {
  pattern: /(?:=\s{0,9}["']?|url\(\s{0,9}["']?)\s{0,9}cid:([^"'\s()<>]{1,250})/gi,
  longest: 300,
  inLine: false,
};
const MAX_CIDS = 1000;
