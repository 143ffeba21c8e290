// Content-Type: a media type and its parameters (RFC 2045 5.1).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { parseParameters } from './parameters.ts';

/** Reads `type/subtype` and parameters. */
export function parseContentType(s: Scanner): void {
  s.cfws();
  s.tree.open(Kind.ContentType, s.pos);
  const start = s.pos;
  if (!s.leaf(TYPE, Kind.MediaType)) s.fault('type-missing', start, start);
  const typeTo = s.pos;
  const odd = s.text.slice(start, typeTo).search(/[=?]/);
  if (odd >= 0) s.fault('type-character', start + odd, start + odd + 1, s.text.charAt(start + odd));
  s.cfws();
  const slash = s.pos;
  if (s.punctuation('/')) {
    s.cfws();
    const subtype = s.pos;
    if (!s.leaf(SUBTYPE, Kind.MediaSubtype)) s.fault('subtype-missing', slash, s.pos);
    else if (s.text.slice(subtype, s.pos).includes('/')) s.fault('type-character', subtype, s.pos, '/');
  } else {
    s.fault('subtype-missing', start, typeTo);
  }
  parseParameters(s);
  s.tree.close(s.pos);
}

/** A token (RFC 2045 5.1), and what stands where the type was forgotten: `name=value`. */
const TYPE = /[^\0-\x20()<>@,;:\\"/[\]\x7f]+/y;
/** A token (RFC 2045 5.1), and the second `/` some generators write. */
const SUBTYPE = /[^\0-\x20()<>@,;:\\"[\]?=\x7f]+/y;
