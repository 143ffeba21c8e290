// Content-Transfer-Encoding: one mechanism (RFC 2045 6.1).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads the name of a transfer encoding. */
export function parseContentTransferEncoding(s: Scanner): void {
  s.cfws();
  s.tree.open(Kind.ContentTransferEncoding, s.pos);
  const start = s.pos;
  if (!s.token(Kind.Mechanism)) s.fault('mechanism-missing', start, start);
  s.cfws();
  const rest = s.pos;
  while (!s.atEnd) if (!s.cfws()) s.take(Kind.Junk, Math.max(s.pos + 1, s.match(WORD)));
  if (s.pos > rest) s.fault('mechanism-text-after', rest, s.pos);
  s.tree.close(s.pos);
}

const WORD = /[^ \t\r\n(]+/y;
