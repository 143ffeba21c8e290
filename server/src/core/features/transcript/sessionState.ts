// What is known of a session in front of one of its units, found by folding from the start.

import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import { exchangesOf } from '../../transcript/exchanges.ts';
import type { ExchangeSubject } from '../../transcript/exchanges.ts';

/** A fold that can go on, with the last units it has passed: readers mostly stay near where they are. */
interface Fold {
  readonly units: Iterator<ExchangeSubject>;
  readonly passed: ExchangeSubject[];
}

const folds = new WeakMap<Session, Fold>();

/** A unit with what is known in front of it; undefined where its protocol has no machine. */
export function unitWithState(
  { syntax }: TranscriptDocument,
  session: Session,
  index: number,
): ExchangeSubject | undefined {
  let fold = folds.get(session);
  const first = fold?.passed[0]?.exchange.index ?? 0;
  if (!fold || index < first) {
    fold = { units: exchangesOf(session, syntax)[Symbol.iterator](), passed: [] };
    folds.set(session, fold);
  }
  for (;;) {
    const last = fold.passed.at(-1)?.exchange.index ?? -1;
    if (index <= last) return fold.passed.find(({ exchange }) => exchange.index === index);
    const next = fold.units.next();
    if (next.done === true) return undefined;
    fold.passed.push(next.value);
    if (fold.passed.length >= KEPT * 2) fold.passed.splice(0, KEPT);
  }
}

/** Units that are kept behind the last one asked for. */
const KEPT = 256;
