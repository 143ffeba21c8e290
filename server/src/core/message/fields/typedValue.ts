// A type, a semicolon and a value, as delivery reports write addresses, hosts and diagnostics (RFC 3464 2.1.2).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads `type; value`. The value is free text: a diagnostic code is what a server said. */
export function parseTypedValue(s: Scanner): void {
  s.cfws();
  const from = s.pos;
  s.tree.open(Kind.TypedValue, from);
  if (s.atEnd) s.fault('value-missing', from, from);
  const typed = TYPE_AHEAD.test(s.text.slice(from, Math.min(s.end, from + LOOKAHEAD)));
  if (typed) {
    s.token(Kind.ValueType);
    s.cfws();
    s.punctuation(';');
    s.fws();
    if (s.atEnd) s.fault('value-missing', s.pos, s.pos);
  } else if (!s.atEnd) {
    s.fault('typed-value-semicolon', from, s.match(LINE));
  }
  while (!s.atEnd) if (!s.fws()) s.take(Kind.UnstructuredText, Math.max(s.pos + 1, s.match(LINE)));
  s.tree.close(s.pos);
}

const TYPE_AHEAD = /^[^\0-\x20()<>@,;:\\"/[\]?=\x7f]+[ \t]*;/;
const LOOKAHEAD = 100;
const LINE = /[^\r\n]+/y;
