// What was last told of a document: most of it is true of the next version as well, and is not made again.

import type { Diagnostic } from 'vscode-languageserver';

import { textChange } from '../core/index.ts';
import type { Finding, Snapshot } from '../core/index.ts';
import type { ServerContext } from './context.ts';
import { movedDiagnostic, toDiagnostic } from './diagnostic.ts';
import type { OpenDocument } from './documents.ts';

/** The diagnostics of one document, from version to version. */
export class ToldDiagnostics {
  #snapshot: Snapshot | undefined;
  #findings: readonly Finding[] = [];
  #items: readonly Diagnostic[] = [];

  /**
   * The diagnostics of findings in the document's current version: those of the last time where a finding stands where
   * it stood.
   * @param findings in an order that is much as it was.
   */
  next(context: ServerContext, document: OpenDocument, findings: readonly Finding[]): Diagnostic[] {
    const { snapshot } = document;
    const stays = this.#snapshot ? standing(this.#snapshot, snapshot) : never;
    const before = this.#findings;
    let at = 0;
    const items = findings.map((finding) => {
      const found = placeOf(before, at, finding);
      if (found < 0) return toDiagnostic(context, document, finding);
      at = found + 1;
      const known = before[found];
      const item = this.#items[found];
      if (!known || !item || !isAlike(known, finding)) return toDiagnostic(context, document, finding);
      return stays(known, finding) ? item : movedDiagnostic(context, document, finding, item);
    });
    this.#snapshot = snapshot;
    this.#findings = findings;
    this.#items = items;
    return items;
  }
}

/** True where two lists say the same. */
export function areSame(one: readonly Diagnostic[], other: readonly Diagnostic[]): boolean {
  return (
    one.length === other.length &&
    one.every((item, at) => item === other[at] || JSON.stringify(item) === JSON.stringify(other[at]))
  );
}

/** Where the same finding, perhaps moved, stood among those of before, not far behind `at`; -1 where it did not. */
function placeOf(before: readonly Finding[], at: number, { data }: Finding): number {
  const end = Math.min(before.length, at + NEAR);
  // One that was moved keeps its data.
  for (let index = at; index < end; index++) if (before[index]?.data === data) return index;
  return -1;
}

function isAlike(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.messageId === other.messageId &&
    one.severity === other.severity &&
    one.related.length === other.related.length &&
    one.related.every(({ messageId, data }, at) => {
      const place = other.related[at];
      return place?.messageId === messageId && place.data === data;
    })
  );
}

/** Tells whether a finding has the lines and characters in one version that it had in the one before. */
function standing(before: Snapshot, after: Snapshot): (known: Finding, finding: Finding) => boolean {
  const change = textChange(before, after);
  if (!change) return (known, finding) => isMovedBy(known, finding, 0);
  const { from, oldTo, newTo } = change;
  const sameLines = before.lineAt(oldTo) === after.lineAt(newTo);
  // Behind the line in which the change ends; a line end itself may have changed.
  const behind = sameLines ? before.lineStart(before.lineAt(oldTo) + 1) : Infinity;
  const inFront = (at: { readonly to: number }): boolean => at.to < from;
  const isBehind = (at: { readonly from: number }): boolean => at.from > behind;
  return (known, finding) =>
    (inFront(known) && known.related.every(inFront) && isMovedBy(known, finding, 0)) ||
    (isBehind(known) && known.related.every(isBehind) && isMovedBy(known, finding, newTo - oldTo));
}

function isMovedBy(known: Finding, finding: Finding, by: number): boolean {
  return (
    finding.from === known.from + by &&
    finding.to === known.to + by &&
    known.related.every((place, at) => {
      const now = finding.related[at];
      return now?.from === place.from + by && now.to === place.to + by;
    })
  );
}

const never = (): boolean => false;

/** How many findings may have come to an end in one place without those behind being made anew. */
const NEAR = 16;
