// Received-SPF: a result, a comment and key-value pairs (RFC 7208 9.1).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads `result (comment) key=value; key=value`. */
export function parseReceivedSpf(s: Scanner): void {
  s.cfws();
  const from = s.pos;
  s.tree.open(Kind.ReceivedSpf, from);
  if (s.atEnd) s.fault('value-missing', from, from);
  else if (!s.leaf(KEY, Kind.AuthResult) || !RESULT.test(s.text.slice(from, s.pos))) {
    s.fault('spf-result', from, Math.max(s.pos, from + 1));
  }
  while (!s.atEnd) {
    if (s.cfws() || s.punctuation(';')) continue;
    pair(s);
  }
  s.tree.close(s.pos);
}

function pair(s: Scanner): void {
  const from = s.pos;
  s.tree.open(Kind.AuthProperty, from);
  s.leaf(KEY, Kind.PropertyName);
  s.cfws();
  if (s.punctuation('=')) {
    s.cfws();
    s.tree.open(Kind.PropertyValue, s.pos);
    // Addresses ought to stand in quotes; nobody writes them so.
    if (!s.quotedString()) s.leaf(VALUE, Kind.Token);
    s.tree.close(s.pos);
  } else {
    if (s.pos === from) s.take(Kind.Junk, from + 1);
    s.fault('spf-pair', from, s.pos);
  }
  s.tree.close(s.pos);
}

const KEY = /[^ \t\r\n;=("]+/y;
const VALUE = /[^ \t\r\n;("]+/y;
/** RFC 7208 2.6, and `unknown` of the drafts before it. */
const RESULT = /^(?:pass|fail|softfail|neutral|none|temperror|permerror|error|unknown)$/i;
