// A value with parameters in MIME's manner, or parameters alone (RFC 3834 5, RFC 8098 2.2).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { parameterAhead, parseParameters } from './parameters.ts';
import { word } from './rest.ts';

/** Reads `value; name=value`, or `name=value; name=value`. */
export function parseTokenParameters(s: Scanner): void {
  s.cfws();
  const from = s.pos;
  const alone = parameterAhead(s, s.pos);
  if (s.atEnd) s.fault('value-missing', from, from);
  // A value can be a path, an address, or several words.
  if (!alone) {
    while (!s.atEnd && s.peek() !== ';') {
      if (!s.quotedString() && !word(s, Kind.Token) && !s.cfws()) s.take(Kind.Token, s.pos + 1);
    }
  }
  parseParameters(s, alone);
}
