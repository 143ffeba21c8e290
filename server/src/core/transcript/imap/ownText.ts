// The text of a unit as its grammar reads it: lines that the log has folded are one line again.

import { parseImapCommand, parseImapResponse } from './grammar/index.ts';
import type { ImapSyntax } from './grammar/index.ts';
import { literalsOf } from './literals.ts';
import type { LiteralSpan } from './literals.ts';

/** A unit as read. Offsets are own offsets. */
export interface ImapUnitSyntax extends ImapSyntax {
  readonly literals: readonly LiteralSpan[];
}

/**
 * Reads a command or response with its literals, as the framing has cut them.
 * @param noted true where remarks stand in it.
 */
export function readImapUnit(text: string, speaker: 'client' | 'server', noted = false): ImapUnitSyntax {
  const literals = literalsOf(text, speaker, noted);
  const lengths = literals.map(({ from, to, end }) => (end === 'open' ? text.length : to - from));
  const parse = speaker === 'client' ? parseImapCommand : parseImapResponse;
  return { ...parse(unfolded(text, literals), { literals: lengths }), literals };
}

/** Spaces for the line ends outside literals: offsets stay what they are. */
function unfolded(text: string, literals: readonly LiteralSpan[]): string {
  if (!text.includes('\r\n')) return text;
  let at = 0;
  const pieces: string[] = [];
  for (const { from, to } of literals) {
    const mark = Math.max(at, from - LINE_END);
    pieces.push(unfold(text.slice(at, mark)), text.slice(mark, to));
    at = to;
  }
  pieces.push(unfold(text.slice(at)));
  return pieces.join('');
}

function unfold(text: string): string {
  return text.replace(/\r\n[ \t]*/g, (end) => ' '.repeat(end.length));
}

const LINE_END = 2;
