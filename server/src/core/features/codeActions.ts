// Quick fixes, and the fix of everything that has one safe answer.

import { createDocument } from '../message/document.ts';
import type { MailDocument } from '../message/document.ts';
import type { ResolvedConfig } from '../rules/config.ts';
import type { FixableFinding, Finding } from '../rules/finding.ts';
import { RuleRunner } from '../rules/run.ts';
import type { RunnerPorts } from '../rules/run.ts';
import { applyEdits, hostEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { identityLens } from '../text/lens.ts';
import type { LineLens } from '../text/lens.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { EditHistory } from './editHistory.ts';
import { messageAt } from './locate.ts';
import { ownMessage } from './ownMessage.ts';

/** A repair of one finding, ready for the host document. */
export interface QuickFix {
  readonly title: string;
  readonly finding: Finding;
  /** Host edits in order, not overlapping. */
  readonly edits: readonly TextEdit[];
  /** True where there is one right answer and nothing can be lost. */
  readonly safe: boolean;
}

/** The quick fixes of findings: those of a message written through its lens, those of a session as they are. */
export function quickFixes(document: MailDocument, fixable: readonly FixableFinding[]): readonly QuickFix[] {
  const whole = identityLens(document.snapshot);
  return fixable.flatMap(({ finding, fixes }) => {
    const ofMessage = finding.rule.startsWith('message/');
    const lens = ofMessage ? messageAt(document, finding.from)?.lens : whole;
    if (!lens || !hasOwnLines(lens)) return [];
    return fixes.map(({ title, edits, safe }) => ({ title, finding, edits: hostEdits(lens, edits), safe }));
  });
}

/**
 * All safe fixes, applied again and again until nothing changes or `MAX_ROUNDS` is reached: a fix may free the way
 * for another. In each round the first of overlapping fixes wins. The rules of scope `octets` take no part, because
 * the octets of a text that is being changed are not known.
 * @returns host edits in order, not overlapping; empty where there is nothing to fix.
 */
export function fixAll(
  document: MailDocument,
  config: ResolvedConfig,
  ports: RunnerPorts,
): readonly TextEdit[] {
  return Array.from(document.messages).flatMap(({ lens }) =>
    hasOwnLines(lens) ? fixMessage(lens, config, ports) : [],
  );
}

/**
 * Whether a message's lines end as lines of the document do. Where a log writes them as strings of a programming
 * language, or as values of JSON, what is new would have to be written so too.
 */
function hasOwnLines({ insertion: { lineEnd, prefix } }: LineLens): boolean {
  return LINE_ENDS.has(lineEnd) && !/["']$/.test(prefix);
}

const LINE_ENDS = new Set(['\n', '\r\n', '\r']);

/** The rounds run on the message's own text, so that a lens has to carry only their sum into the host. */
function fixMessage(lens: LineLens, config: ResolvedConfig, ports: RunnerPorts): readonly TextEdit[] {
  const own = ownMessage(lens);
  const history = new EditHistory(own.text.length);
  let { text } = own;
  for (let round = 0; round < MAX_ROUNDS && ports.cancelled?.() !== true; round++) {
    const snapshot = textSnapshot(text);
    const whole = identityLens(snapshot);
    const found = new RuleRunner().fixes(
      createDocument({ snapshot, lenses: [whole] }),
      config,
      everything(text),
      ports,
    );
    const edits = hostEdits(whole, safeEdits(found));
    if (edits.length === 0) break;
    history.apply(edits);
    text = applyEdits(text, edits);
  }
  return hostEdits(
    lens,
    history.edits().map((edit) => own.toHost(edit)),
  );
}

/** The edits of the first safe fix of each finding that gets in nobody's way, in order. */
function safeEdits(found: readonly FixableFinding[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of found) {
    const edits = fixes.find(({ safe }) => safe)?.edits ?? [];
    if (edits.some((edit) => collides(taken, edit))) continue;
    // Findings come in order, so this nearly always adds at the end.
    for (const edit of edits) taken.splice(placeOf(taken, edit), 0, edit);
  }
  return taken;
}

/** Two insertions at one place collide too: two rules may both add the same missing line. */
function collides(taken: readonly TextEdit[], edit: TextEdit): boolean {
  const place = placeOf(taken, edit);
  const before = taken[place - 1];
  const after = taken[place];
  return (
    (before !== undefined && (before.to > edit.from || before.from === edit.from)) ||
    (after !== undefined && after.from < edit.to)
  );
}

/** How many of the edits, which are in order, start at or before this one. */
function placeOf(taken: readonly TextEdit[], edit: TextEdit): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((taken[middle]?.from ?? 0) <= edit.from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function everything(text: string): { from: number; to: number } {
  return { from: 0, to: text.length };
}

/** Rules whose fixes undo each other would go on for ever. */
const MAX_ROUNDS = 10;
