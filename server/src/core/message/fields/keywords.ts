// Keywords, alone or in lists: tokens, language tags, newsgroups, addresses of hosts (RFC 2045 5.1, RFC 5646).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { commaList, readRest, word } from './rest.ts';

/** Reads one keyword. */
export function parseToken(s: Scanner): void {
  one(s, TOKEN);
}

/** Reads keywords with commas between them. */
export function parseTokenList(s: Scanner): void {
  listOf(s, TOKEN);
}

/** Reads language tags with commas between them, each perhaps with a weight: `en-GB, de;q=0.8`. */
export function parseLanguageList(s: Scanner): void {
  listOf(s, LANGUAGE);
}

/** Reads newsgroup names with commas between them (RFC 5536 3.1.4). */
export function parseNewsgroupList(s: Scanner): void {
  listOf(s, NEWSGROUP);
}

/** Reads an IP address, alone or in square brackets. */
export function parseIpAddress(s: Scanner): void {
  one(s, IP_ADDRESS);
}

/** Reads an MD5 digest: 16 octets in base64 (RFC 1864). */
export function parseContentMd5(s: Scanner): void {
  one(s, MD5);
}

function one(s: Scanner, shape: RegExp): void {
  s.cfws();
  const from = s.pos;
  if (!word(s, Kind.Token)) {
    if (s.atEnd) s.fault('value-missing', from, from);
  } else if (!shape.test(s.text.slice(from, s.pos))) {
    s.fault('token-syntax', from, s.pos, s.text.slice(from, Math.min(s.pos, from + MAX_DETAIL)));
  }
  readRest(s, 'token-syntax');
}

function listOf(s: Scanner, shape: RegExp): void {
  s.cfws();
  const start = s.pos;
  let count = 0;
  commaList(s, () => {
    const from = s.pos;
    if (!word(s, Kind.Token) || !shape.test(s.text.slice(from, s.pos))) {
      s.fault(
        'token-syntax',
        from,
        Math.max(s.pos, from + 1),
        s.text.slice(from, Math.min(s.pos, from + MAX_DETAIL)),
      );
    }
    count++;
    s.cfws();
    // A weight (RFC 9110) belongs to the element in front of it; any other semicolon stands for a comma.
    if (s.peek() === ';') {
      s.punctuation(';');
      s.cfws();
      if (WEIGHT.test(s.text.slice(s.pos, Math.min(s.end, s.pos + MAX_DETAIL)))) word(s, Kind.Token);
    }
  });
  if (count === 0) s.fault('value-missing', start, start);
}

const TOKEN = /^[^\0-\x20()<>@,;:\\"/[\]?=\x7f]+$/;
const LANGUAGE = /^(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)$/;
const NEWSGROUP = /^[^\0-\x20.:;<>@\x7f]+(?:\.[^\0-\x20.:;<>@\x7f]+)*$/;
const IP_ADDRESS = /^\[?(?:IPv6:)?(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)\]?$/i;
const MD5 = /^[A-Za-z0-9+/]{22}==$/;
const WEIGHT = /^q[ \t]*=/i;
const MAX_DETAIL = 40;
