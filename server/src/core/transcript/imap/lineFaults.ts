// Which faults of a line's grammar count: how strict depends on what the other side made of the line.

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { LineFault } from '../lineScanner.ts';
import { imapFaults } from './grammar/faults.ts';
import type { ImapFault, ImapFaultCode } from './grammar/faults.ts';
import type { ImapSyntax } from './grammar/index.ts';
import type { StatusWord } from './status.ts';

/** A fault as rules report it; `lenient:` in front where deployed software reads the line all the same. */
export type ImapLineFaultCode = ImapFaultCode | `lenient:${ImapFaultCode}`;

/**
 * The faults of a line, the first one of its form and all those of values.
 * @param cut true where the log ends in the middle of this line, or may do so.
 * @param status how the server answered the command: one that it took is at most a deviation, one that it called bad
 *   is wrong where it deviates.
 */
export function lineFaults(
  { faults, tree }: ImapSyntax,
  status: StatusWord | undefined,
  { text, cut }: { readonly text: string; readonly cut: boolean },
): readonly LineFault<ImapLineFaultCode>[] {
  // A tag alone: what is missing is the command.
  if (faults.length === 0 || /^[^\s*+]+\s*$/.test(text)) return NONE;
  const found: LineFault<ImapLineFaultCode>[] = [];
  let broken = false;
  for (const fault of faults) {
    if (fault.code === 'elision' || isMasked(text, fault.from)) break;
    // The last word of a response may have been longer.
    if (cut && (text.startsWith('* ') ? fault.to : fault.from) >= text.length) break;
    if (fault.code === 'space-extra' && /[\r\n]/.test(text.slice(fault.from - 1, fault.to + 1))) continue;
    // The log has left the octets out, and the line end with them.
    if (fault.code === 'literal-line' && /^[ )]*$/.test(text.slice(fault.from))) break;
    if (isToldElsewhere(fault, text)) continue;
    const value = VALUES.has(fault.code);
    // Behind the first fault of form it is not sure what the rest was meant to be.
    if (broken && !fault.lenient) continue;
    const taken = status === 'OK' && !NEVER.has(fault.code);
    const lenient = taken || (fault.lenient && status !== 'BAD');
    broken ||= !value && !fault.lenient;
    found.push(lineFault(fault, tree.root, lenient));
  }
  return found;
}

/** UIDs and mod-sequences that a server gives have rules of their own. */
function isToldElsewhere({ code, from }: ImapFault, text: string): boolean {
  if (code !== 'zero' && code !== 'number-too-large') return false;
  return (
    text.startsWith('* ') &&
    /[ ([](?:UID |MODSEQ \(|HIGHESTMODSEQ )$/i.test(text.slice(Math.max(0, from - 20), from))
  );
}

function lineFault(fault: ImapFault, root: SyntaxNode, lenient: boolean): LineFault<ImapLineFaultCode> {
  const code = placeOf(fault, root) ?? fault.code;
  return {
    code: lenient ? `lenient:${code}` : code,
    from: fault.from,
    to: fault.to,
    detail: imapFaults[fault.code].meaning,
  };
}

/** What a fault inside a body structure or an envelope is about is that structure. */
function placeOf({ code, from }: ImapFault, root: SyntaxNode): ImapFaultCode | undefined {
  for (const [kind, place, only] of PLACES) {
    if (only === undefined ? OWN.has(code) : only !== code) continue;
    if (root.descendants(kind).some((node) => node.from < from && from <= node.to)) return place;
  }
  return undefined;
}

/** What can only be meant as something of the kind around it: the grammar knows no more than that it is unexpected. */
const PLACES: readonly (readonly [number, ImapFaultCode, ImapFaultCode?])[] = [
  [Kind.BodyStructure, 'body-structure'],
  [Kind.Envelope, 'envelope'],
  [Kind.FlagList, 'flag', 'text-unexpected'],
  [Kind.FlagList, 'flag', 'escape'],
  [Kind.Section, 'section', 'text-unexpected'],
];
/** Faults that are what they are wherever they stand. */
const OWN: ReadonlySet<ImapFaultCode> = new Set([
  'literal8',
  'nul',
  'quote-unclosed',
  'escape',
  'body-part-empty',
  'address-list-empty',
]);
/** Faults in a word or number that do not change what follows. */
const VALUES: ReadonlySet<ImapFaultCode> = new Set([
  'zero',
  'number-too-large',
  'eight-bit',
  'literal8',
  'modified-utf7',
  'modified-utf7-ascii',
  'sequence-set',
  'date-day',
  'escape',
  'partial-empty',
  'body-part-empty',
  'address-list-empty',
]);
/** Values that mean nothing, whatever a server made of them. */
const NEVER: ReadonlySet<string> = new Set([
  'zero',
  'number-too-large',
  'modified-utf7',
  'date',
  'flag',
  'nul',
  'quote-unclosed',
]);
/** True where a log wrote asterisks in the place of a secret; one or two are a wildcard where no secret stands. */
function isMasked(text: string, at: number): boolean {
  const asterisks = MASK.exec(text.slice(at, at + MASKED))?.[1]?.length ?? 0;
  return asterisks > 2 || (asterisks > 0 && SECRET.test(text));
}

const MASK = /^"?(\*+)"?(?: |$)/;
const SECRET = /^\S+ (?:LOGIN|AUTHENTICATE) /i;
const MASKED = 40;
const NONE: readonly LineFault<ImapLineFaultCode>[] = [];
