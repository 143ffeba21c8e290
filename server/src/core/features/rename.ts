// Rename and linked editing of a boundary: the parameter and its delimiter lines change together.

import type { MailDocument } from '../message/document.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import { hostEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import type { LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import { messageAt } from './locate.ts';
import { boundaryAt } from './names.ts';

/** What a rename gives: host edits in order, or a sentence why the new name cannot be. */
export type RenameResult = { readonly edits: readonly TextEdit[] } | { readonly problem: string };

/** What can be renamed at a host offset: its range and the present name; undefined where nothing can. */
export function renamable(
  document: MailDocument,
  offset: number,
): { at: TextRange; name: string } | undefined {
  const boundary = boundaryAt(document, offset);
  return boundary && { at: boundary.at, name: boundary.name };
}

/** Gives a boundary another name in all its places (RFC 2046 5.1.1). */
export function rename(document: MailDocument, offset: number, name: string): RenameResult {
  const boundary = boundaryAt(document, offset);
  const message = messageAt(document, offset);
  if (!boundary || !message) return { problem: 'There is no boundary here.' };
  const problem = name === boundary.name ? undefined : problemOf(message, boundary.multipart, name);
  if (problem !== undefined) return { problem };
  const [definition] = boundary.definitions;
  const quotes = !boundary.quoted && NEEDS_QUOTES.test(name);
  const edits = boundary.uses.map((use) => ({ ...use, insert: name }));
  if (definition) {
    edits.push({ ...definition, insert: quotes || (boundary.quoted && !boundary.text) ? `"${name}"` : name });
  }
  return { edits: hostEdits(message.lens, edits) };
}

/**
 * The places that an editor changes together while one types; undefined where typing in one of them could not be
 * repeated in the others as it is. A literal's count would become wrong with each key, so there is none inside one.
 */
export function linkedRanges(document: MailDocument, offset: number): readonly TextRange[] | undefined {
  const boundary = boundaryAt(document, offset);
  const literal = messageAt(document, offset)?.lens.insertion.literal;
  if (!boundary?.text || literal || boundary.uses.length > MAX_LINKED) return undefined;
  return [boundary.text, ...boundary.uses];
}

/** The characters of a boundary, for the word pattern of linked editing. */
export const boundaryPattern = "[0-9A-Za-z'()+_,\\-./:=?]+";

function problemOf(message: Part, multipart: Part, name: string): string | undefined {
  if (name === '') return 'A boundary needs at least one character.';
  if (name.length > MAX_BOUNDARY) return `A boundary has at most ${String(MAX_BOUNDARY)} characters.`;
  if (!BOUNDARY.test(name)) {
    return "A boundary has letters, digits, '()+_,-./:=? and spaces, and does not end with a space.";
  }
  for (const part of walkParts(message)) {
    if (part !== multipart && part.multipart?.boundary === name) {
      return 'Another multipart has this boundary.';
    }
  }
  return hasLine(message.lens, name) ? 'A line of the message already starts with this boundary.' : undefined;
}

/** Whether a line starts with `--` and the name: it would become a delimiter. */
function hasLine(lens: LineLens, name: string): boolean {
  const line = lens.lineAt(lens.from);
  if (!line) return false;
  do {
    const text = lens.snapshot.slice(line.content, Math.min(line.contentTo, line.content + name.length + 2));
    if (text === `--${name}`) return true;
  } while (line.nextDelimiter());
  return false;
}

/** RFC 2046 5.1.1. */
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=? ]*[0-9A-Za-z'()+_,\-./:=?]$/;
const MAX_BOUNDARY = 70;
/** RFC 2045 5.1: what is no token needs quotes in a parameter. */
const NEEDS_QUOTES = /[^0-9A-Za-z'+_\-.]/;
const MAX_LINKED = 2000;
