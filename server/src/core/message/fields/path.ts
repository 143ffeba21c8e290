// Return-Path and its kin: one address in angle brackets, or an empty pair (RFC 5322 3.6.7, RFC 5321 4.1.2).

import { Kind } from '../../syntax/kinds.ts';
import { addressTokens, Token } from './addressTokens.ts';
import { writeAddrSpec, writeAngleAddr } from './addrSpec.ts';
import type { FieldParser } from './parser.ts';
import { TokenWriter } from './tokenWriter.ts';

/** Reads `<>`, `<local-part@domain>` or `<@route:local-part@domain>`; missing brackets are a fault. */
export const parsePath: FieldParser = (s, words) => {
  const w = new TokenWriter(s, addressTokens(s, words));
  w.writeTo(w.solid(0));
  w.open(Kind.Path);
  const { count } = w.tokens;
  if (w.i >= count) {
    s.fault('path-empty', s.pos, s.pos);
  } else if (w.kind(w.i) === Token.Less) {
    writeAngleAddr(w, true);
  } else {
    const start = s.pos;
    writeAddrSpec(w, count);
    s.fault('path-brackets', start, s.pos);
  }
  const rest = w.solid(w.i);
  w.writeComments(rest);
  w.close();
  if (rest < count) {
    w.writeTo(rest);
    s.fault('addr-text-after', s.pos, w.endOfSolid(rest, count));
    w.writeJunkTo(count);
  }
  w.writeTo(count);
};
