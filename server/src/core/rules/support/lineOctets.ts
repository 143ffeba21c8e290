// How many octets a line has, for rules that do not know how the host decoded the file.

import { utf8Octets } from '../../text/octets.ts';

/**
 * The octets of a line without its line end: UTF-8, but one octet a character where every character is one of
 * Latin-1, for a file that is not UTF-8 is held so. Never more than the line has.
 */
export function lineOctets(text: string): number {
  return BEYOND_LATIN1.test(text) ? utf8Octets(text) : text.length;
}

const BEYOND_LATIN1 = /[^\0-\xff]/;
