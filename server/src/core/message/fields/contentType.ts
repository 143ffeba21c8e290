// Content-Type: a media type and its parameters (RFC 2045 5.1).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { parseParameters } from './parameters.ts';

/** Reads `type/subtype` and parameters. */
export function parseContentType(s: Scanner): void {
  s.cfws();
  s.tree.open(Kind.ContentType, s.pos);
  const start = s.pos;
  if (!s.token(Kind.MediaType)) s.fault('type-missing', start, start);
  s.cfws();
  const slash = s.pos;
  if (s.punctuation('/')) {
    s.cfws();
    if (!s.token(Kind.MediaSubtype)) s.fault('subtype-missing', slash, s.pos);
  } else {
    s.fault('subtype-missing', start, slash);
  }
  parseParameters(s);
  s.tree.close(s.pos);
}
