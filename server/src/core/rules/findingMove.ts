// Moves findings with the text behind an edit.

import type { ListEdit } from '../text/listEdit.ts';
import { movedBy } from '../text/listEdit.ts';
import type { Finding } from './finding.ts';

/** What became of a text. Offsets from `from` to `oldTo`, both ends included, stand at the edit: it may have changed them. */
export interface TextMove {
  readonly from: number;
  readonly oldTo: number;
  readonly newTo: number;
}

/** A move that takes in more of the old text. */
export function widened(move: TextMove, from: number, oldTo: number): TextMove {
  const end = Math.max(move.oldTo, oldTo);
  return { from: Math.min(move.from, from), oldTo: end, newTo: end + movedBy(move) };
}

/** Whether a finding names a place at the edit. */
export function isTouched({ from, to, related }: Finding, move: TextMove): boolean {
  return (
    atEdit(from, move) ||
    atEdit(to, move) ||
    related.some((at) => atEdit(at.from, move) || atEdit(at.to, move))
  );
}

/** A finding behind the edit; the same one where nothing of it moves. What stands at the edit is kept in the text. */
export function movedFinding(finding: Finding, move: TextMove): Finding {
  const { related } = finding;
  const from = movedOffset(finding.from, move);
  const to = movedOffset(finding.to, move);
  const places = related.length === 0 ? related : related.map((place) => movedPlace(place, move));
  if (from === finding.from && to === finding.to && places.every((place, at) => place === related[at])) {
    return finding;
  }
  return { ...finding, from, to, related: places };
}

/** Those that name no place at the edit. */
export function movedFindings(findings: readonly Finding[], move: TextMove): readonly Finding[] {
  return findings.filter((each) => !isTouched(each, move)).map((each) => movedFinding(each, move));
}

function movedPlace<T extends { readonly from: number; readonly to: number }>(place: T, move: TextMove): T {
  const from = movedOffset(place.from, move);
  const to = movedOffset(place.to, move);
  return from === place.from && to === place.to ? place : { ...place, from, to };
}

function atEdit(offset: number, { from, oldTo }: TextMove): boolean {
  return offset >= from && offset <= oldTo;
}

function movedOffset(offset: number, move: ListEdit): number {
  if (offset < move.from) return offset;
  if (offset > move.oldTo) return offset + movedBy(move);
  return Math.min(offset, move.newTo);
}
