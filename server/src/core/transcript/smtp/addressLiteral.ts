// Address literals in commands (RFC 5321 4.1.3): `[192.0.2.1]`, `[IPv6:2001:db8::1]`, or one with another tag.

import { literalProblem } from '../../message/views/addressChecks.ts';

/** True for a literal that its grammar allows, brackets included. Servers read a `::` of one group too. */
export function isAddressLiteral(text: string): boolean {
  const content = SHAPE.exec(text)?.[1];
  return content !== undefined && !BROKEN.has(literalProblem(content) ?? '');
}

/** RFC 5321 4.1.3: `dcontent` is any visible character but brackets and the backslash. */
const SHAPE = /^\[([!-Z^-~]+)\]$/;
const BROKEN: ReadonlySet<string> = new Set(['literal-ipv4', 'literal-ipv6', 'literal-untagged']);
