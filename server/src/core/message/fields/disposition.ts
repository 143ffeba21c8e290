// The Disposition field of a disposition notification (RFC 8098 3.2.6).

import type { Scanner } from '../scanner.ts';
import { readRest } from './rest.ts';

/** Reads `action-mode/sending-mode; disposition-type/modifier,modifier`. */
export function parseDisposition(s: Scanner): void {
  s.cfws();
  const from = s.pos;
  if (s.atEnd) {
    s.fault('value-missing', from, from);
    return;
  }
  const modes = pair(s, true);
  const separator = s.punctuation(';');
  s.cfws();
  const type = pair(s, false);
  while (s.punctuation(',')) {
    s.cfws();
    s.token();
    s.cfws();
  }
  if (!modes || !separator || !type) s.fault('token-syntax', from, s.pos);
  readRest(s, 'token-syntax');
}

/** `first/second`; the second may be missing where it is not required. */
function pair(s: Scanner, required: boolean): boolean {
  const first = s.token();
  s.cfws();
  if (!s.punctuation('/')) return first && !required;
  s.cfws();
  const second = s.token();
  s.cfws();
  return first && second;
}
