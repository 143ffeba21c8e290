// What folds in a transcript: sessions, mail transactions, commands with their replies, blocks of data, literals, long replies.

import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import { foldingRanges, MAX_FOLDS } from '../folding.ts';
import type { FoldingKind, FoldingRange } from '../folding.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { lastUnitOf } from './outcome.ts';
import { transactionsOf } from './transactions.ts';

/** The folding ranges in document order, at most one that starts in a line; where there are too many, the outermost. */
export function transcriptFolds(document: TranscriptDocument, limit = MAX_FOLDS): readonly FoldingRange[] {
  const { transcript, snapshot } = document;
  const folds = new Folds(snapshot, Math.min(limit, MAX_FOLDS));
  const { sessions } = transcript;
  if (sessions.length > 1) {
    for (const session of sessions) folds.lines('session', session, 0, session.numbers.length);
  }
  for (const session of sessions) transactions(folds, session);
  for (const session of sessions) exchanges(folds, session);
  for (const session of sessions) blocks(folds, session);
  for (const { kind, from, to } of folds.full ? [] : foldingRanges(document, limit)) {
    folds.add(kind, from, to);
  }
  return folds.inOrder();
}

function transactions(folds: Folds, session: Session): void {
  for (const { mail, last } of transactionsOf(session)) {
    if (folds.full) return;
    const reply = session.exchanges.answeredBy(last) ?? last;
    folds.lines('transaction', session, session.exchanges.get(mail).first, session.exchanges.get(reply).last);
  }
}

/** Commands up to their replies; pipelined ones would cross each other. */
function exchanges(folds: Folds, session: Session): void {
  const { exchanges: units } = session;
  for (let index = 0; index < units.count && !folds.full; index++) {
    if (units.kind(index) !== 'command') continue;
    const last = lastUnitOf(session, index);
    if (last > index) folds.lines('exchange', session, units.get(index).first, units.get(last).last);
  }
}

/** Units of several lines. A block of data folds below the line that asks for it. */
function blocks(folds: Folds, session: Session): void {
  const { exchanges: units } = session;
  for (let index = 0; index < units.count && !folds.full; index++) {
    const kind = units.kind(index);
    const { first, last } = units.get(index);
    if (kind === 'data') {
      // What stands in the first line of the block is the message's, whose header folds there.
      const before = index > 0 ? units.get(index - 1) : undefined;
      const above = before?.last === first ? before.first : first;
      folds.lines('data', session, above, last);
    } else if (last - first > 1) {
      folds.lines(KINDS[kind] ?? 'reply', session, first, last);
    }
  }
}

/** Collects folds, first come first kept: at most one for each line and `limit` in all. */
class Folds {
  readonly #snapshot: Snapshot;
  readonly #limit: number;
  readonly #byLine = new Map<number, FoldingRange>();

  constructor(snapshot: Snapshot, limit: number) {
    this.#snapshot = snapshot;
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#byLine.size >= this.#limit;
  }

  /** Adds a fold over the session's lines `[first, last)`. */
  lines(kind: FoldingKind, { all, numbers }: Session, first: number, last: number): void {
    if (last <= first) return;
    this.add(kind, all.content(numbers[first] ?? 0).from, all.content(numbers[last - 1] ?? 0).to);
  }

  add(kind: FoldingKind, from: number, to: number): void {
    if (this.full) return;
    const line = this.#snapshot.lineAt(from);
    if (this.#byLine.has(line) || this.#snapshot.lineAt(to) <= line) return;
    this.#byLine.set(line, { kind, from, to });
  }

  inOrder(): FoldingRange[] {
    return [...this.#byLine.values()].sort((a, b) => a.from - b.from || b.to - a.to);
  }
}

/** Commands and untagged responses have several lines where they have literals. */
const KINDS: Readonly<Record<string, FoldingKind | undefined>> = {
  command: 'literal',
  untagged: 'literal',
  note: 'reply',
};
