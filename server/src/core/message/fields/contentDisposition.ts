// Content-Disposition: a disposition type and its parameters (RFC 2183 2).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { parameterAhead, parseParameters } from './parameters.ts';

/** Reads a disposition type and parameters. */
export function parseContentDisposition(s: Scanner): void {
  s.cfws();
  s.tree.open(Kind.ContentDisposition, s.pos);
  const start = s.pos;
  // `filename="a.pdf"` alone: the type was forgotten, the parameter is meant.
  const forgotten = parameterAhead(s, start);
  if (forgotten || !s.token(Kind.DispositionType)) s.fault('disposition-missing', start, start);
  parseParameters(s, forgotten);
  s.tree.close(s.pos);
}
