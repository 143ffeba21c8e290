// Numbers: integers, and the enhanced status codes of delivery reports (RFC 3463 2).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { readRest } from './rest.ts';

/** Reads a decimal number, perhaps with a sign. */
export function parseInteger(s: Scanner): void {
  s.cfws();
  const from = s.pos;
  if (s.atEnd) s.fault('value-missing', from, from);
  s.leaf(INTEGER, Kind.Number);
  readRest(s, 'number-syntax');
}

/** Reads `class.subject.detail`. */
export function parseStatusCode(s: Scanner): void {
  s.cfws();
  const from = s.pos;
  if (s.atEnd) s.fault('value-missing', from, from);
  let complete = true;
  for (let i = 0; i < 3; i++) {
    if (i > 0) complete = s.punctuation('.', Kind.Dot) && complete;
    complete = s.leaf(DIGITS, Kind.Number) && complete;
  }
  readRest(s, 'number-syntax', complete ? undefined : from);
}

const INTEGER = /[+-]?[0-9]+/y;
const DIGITS = /[0-9]{1,3}/y;
