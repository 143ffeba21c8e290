// URIs: one that may be folded anywhere (RFC 2557 4.2), and the lists of mailing list fields (RFC 2369 2).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads one URI; the white space in it is folding only (RFC 2017 3.1). */
export function parseUri(s: Scanner): void {
  s.fws();
  const from = s.pos;
  if (s.atEnd) s.fault('value-missing', from, from);
  s.tree.open(Kind.Uri, from);
  const quoted = s.quotedString();
  while (!s.atEnd && !quoted) if (!s.fws()) s.take(Kind.Token, Math.max(s.pos + 1, s.match(WORD)));
  s.tree.close(s.pos);
}

/** Reads `<uri>, <uri> (comment)`, or the `NO` of List-Post (RFC 2369 3.4). */
export function parseListUris(s: Scanner): void {
  s.cfws();
  const from = s.pos;
  s.tree.open(Kind.UriList, from);
  if (s.atEnd) s.fault('value-missing', from, from);
  while (!s.atEnd) {
    if (s.cfws() || s.punctuation(',')) continue;
    if (s.peek() === '<') bracketed(s);
    else bare(s, from);
  }
  s.tree.close(s.pos);
}

function bracketed(s: Scanner): void {
  const from = s.pos;
  s.tree.open(Kind.Uri, from);
  s.punctuation('<');
  // RFC 2369 2: white space inside the brackets is to be ignored.
  while (!s.atEnd && s.peek() !== '>' && s.peek() !== '<') {
    if (!s.fws()) s.take(Kind.Token, Math.max(s.pos + 1, s.match(INSIDE)));
  }
  if (!s.punctuation('>')) s.fault('uri-brackets', from, s.pos);
  s.tree.close(s.pos);
}

/** A URI without brackets, the keyword `NO`, or text that should be a comment. */
function bare(s: Scanner, start: number): void {
  const from = s.pos;
  const to = Math.max(from + 1, s.match(BARE));
  const text = s.text.slice(from, to);
  if (SCHEME.test(text)) {
    s.tree.open(Kind.Uri, from);
    s.take(Kind.Token, to);
    s.tree.close(to);
    s.fault('uri-brackets', from, to);
    return;
  }
  s.take(Kind.Token, to);
  if (from !== start || text.toUpperCase() !== 'NO') s.fault('uri-text', from, to);
}

const WORD = /[^ \t\r\n]+/y;
const INSIDE = /[^ \t\r\n<>]+/y;
const BARE = /[^ \t\r\n<(,]+/y;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
