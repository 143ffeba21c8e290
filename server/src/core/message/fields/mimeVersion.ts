// MIME-Version: two numbers and a dot, comments anywhere (RFC 2045 4).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads `1.0`. */
export function parseMimeVersion(s: Scanner): void {
  s.cfws();
  s.tree.open(Kind.MimeVersion, s.pos);
  const start = s.pos;
  const major = s.leaf(DIGITS, Kind.Number);
  s.cfws();
  const dot = s.punctuation('.', Kind.Dot);
  s.cfws();
  const minor = s.leaf(DIGITS, Kind.Number);
  const to = s.pos;
  s.cfws();
  const rest = s.pos;
  while (!s.atEnd) if (!s.cfws()) s.take(Kind.Junk, Math.max(s.pos + 1, s.match(WORD)));
  if (!major || !dot || !minor || s.pos > rest) {
    s.fault('mime-version-syntax', start, s.pos > rest ? s.pos : to);
  }
  s.tree.close(s.pos);
}

const DIGITS = /[0-9]+/y;
const WORD = /[^ \t\r\n(]+/y;
