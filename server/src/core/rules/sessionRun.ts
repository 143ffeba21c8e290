// The findings of scope `exchange` of one session, kept from version to version: what an edit cannot have changed stays.

import { exchangesOf, resume } from '../transcript/exchanges.ts';
import type { ExchangeSubject } from '../transcript/exchanges.ts';
import type { PreviousSession, Session } from '../transcript/exchange.ts';
import type { SyntaxCache } from '../transcript/syntaxCache.ts';
import type { ResumedUnits } from '../transcript/units.ts';
import type { Finding } from './finding.ts';
import type { TextMove } from './findingMove.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { PendingEdits } from './pendingEdits.ts';
import type { ScopedSubject } from './subjects.ts';
import { SteadyUnits } from './steadyUnits.ts';
import { ENDS_LOOK, saysEnds } from './support/wireEnds.ts';
import { UnitFindings } from './unitFindings.ts';
import type { UnitFinding } from './unitFindings.ts';

/** How a check runs: what it calls for a subject, and when it gives up. */
export interface CheckTools {
  /** All findings of a subject. */
  readonly check: (subject: ScopedSubject) => readonly Finding[];
  /** The same, those of each rule when they are asked for. */
  readonly checkByRule: (subject: ScopedSubject) => Iterable<readonly Finding[]>;
  readonly cancelled: () => boolean;
}

/** Units that are being looked at. */
interface Under {
  readonly from: number;
  /** The first that was not looked at. */
  at: number;
  readonly to: number;
  readonly units: Iterator<ExchangeSubject>;
  /** Set where the units are those that an edit may have changed. */
  readonly resumed: ResumedUnits<ExchangeSubject> | undefined;
  readonly found: UnitFinding[];
}

/** Looks at the units of a session, and of its later versions. */
export class SessionRun {
  readonly found = new UnitFindings();
  #session: Session;
  readonly #edits = new PendingEdits();
  readonly #steady = new SteadyUnits();
  #under: Under | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  get session(): Session {
    return this.#session;
  }

  /**
   * Goes to the next version of the session.
   * @param move what became of the text, that of the edited units taken for edited.
   * @param text what became of it; undefined for nothing.
   */
  follow(next: Session, previous: PreviousSession, move: TextMove, text: TextMove | undefined): void {
    const { edit, kept = [], repaired } = previous;
    const before = this.#session;
    this.#stop(edit);
    this.found.follow(edit, move, { runs: kept, move: text });
    this.#steady.follow(edit, next.exchanges.count, kept);
    this.#session = next;
    if (!isAlike(before, next, edit.from)) {
      this.#edits.clear();
      this.found.need(0, Infinity);
      return;
    }
    for (const unit of repaired) this.found.need(unit, unit + 1);
    this.#needWaiting(repaired[0] ?? edit.from, edit.from);
    this.found.need(behindSaid(next, edit.from, -REACH), edit.from);
    this.found.need(edit.newTo, behindSaid(next, edit.newTo, REACH));
    for (const { from, to, by } of kept) {
      this.found.need(from + by, behindSaid(next, from + by, REACH));
      this.found.need(behindSaid(next, to + by, -REACH), to + by);
    }
    this.#edits.add(previous);
  }

  /** Looks at the units that are left; false where it was cancelled. */
  run(syntax: SyntaxCache, tools: CheckTools): boolean {
    for (;;) {
      this.#under ??= this.#start(syntax);
      const under = this.#under;
      if (!under) return true;
      while (under.at < under.to) {
        const next = under.units.next();
        if (next.done === true) break;
        const subject = next.value;
        const { index, from } = subject.exchange;
        if (index >= under.to) break;
        const findings = this.#steady.look(subject, this.#session.exchanges.count, (each) =>
          tools.check({ scope: 'exchange', subject: each, base: from, key: undefined }),
        );
        if (findings.length > 0) under.found.push({ unit: index, findings });
        under.at = index + 1;
        if (tools.cancelled()) return false;
      }
      this.#finish(under);
    }
  }

  /**
   * While commands wait, rules about what is said ask whether those have been answered. A response without a tag, of
   * which there may be 100,000, does not.
   */
  #needWaiting(from: number, to: number): void {
    const { exchanges } = this.#session;
    let start = from;
    let end = from;
    for (let unit = from; unit < to; unit++) {
      if (exchanges.kind(unit) === 'untagged') continue;
      if (unit > end + REACH) {
        this.found.need(start, end);
        start = unit;
      }
      end = unit + 1;
    }
    this.found.need(start, end);
  }

  #start(syntax: SyntaxCache): Under | undefined {
    const session = this.#session;
    const edit = this.#edits.first;
    if (edit) {
      const steady = (unit: number, state: unknown): boolean => this.#pass(unit, state);
      const resumed = resume(session, syntax, edit, true, steady);
      const { first } = resumed;
      const to = Math.max(first, this.#edits.border);
      return { from: first, at: first, to, units: resumed[Symbol.iterator](), resumed, found: [] };
    }
    const { count } = session.exchanges;
    const left = this.found.next;
    if (!left) return undefined;
    if (left.from >= count) {
      this.found.done(left.from, Infinity, []);
      return this.#start(syntax);
    }
    const to = Math.min(left.to, count);
    const units = exchangesOf(session, syntax, left.from, true)[Symbol.iterator]();
    return { from: left.from, at: left.from, to, units, resumed: undefined, found: [] };
  }

  /** Keeps what was found for a unit that need not be looked at; false for one that is to be. */
  #pass(unit: number, state: unknown): boolean {
    const under = this.#under;
    // Now and then one is looked at all the same, for only then a run ends that takes long.
    if (!under || unit >= under.to || unit % STEP === 0) return false;
    if (this.found.isLeft(unit) || !this.#steady.holds(unit, state)) return false;
    const known = this.found.of(unit);
    if (known) under.found.push(known);
    under.at = unit + 1;
    return true;
  }

  #finish({ from, to, resumed, found }: Under): void {
    this.#under = undefined;
    const met = resumed?.sameFrom;
    const end = met ?? to;
    this.found.done(from, end, found);
    if (!resumed) return;
    if (met === undefined) {
      this.#edits.join();
      return;
    }
    this.#edits.done();
    // Rules look back a little, too.
    this.found.need(end, behindSaid(this.#session, end, REACH));
  }

  /** Gives up what is under way; what was found counts for this version. */
  #stop(edit: ListEdit): void {
    const under = this.#under;
    if (!under) return;
    this.#under = undefined;
    this.found.done(under.from, under.at, under.found);
    // The next run may end in front of units that were found to be other than before.
    if (under.resumed && !this.#edits.passed(under.at, edit)) this.found.need(under.from, under.at);
  }
}

/** Whether two versions of a session, the same up to unit `edited`, are read in the same way. */
function isAlike(before: Session, next: Session, edited: number): boolean {
  return (
    before.protocol === next.protocol &&
    before.startsWithGreeting === next.startsWithGreeting &&
    (edited >= ENDS_LOOK ||
      (saysEnds(before, 'client') === saysEnds(next, 'client') &&
        saysEnds(before, 'server') === saysEnds(next, 'server')))
  );
}

/** The number of the unit that is so many units away, remarks not counted. */
export function behindSaid({ exchanges }: Session, unit: number, count: number): number {
  const step = Math.sign(count);
  let at = unit;
  for (let left = Math.abs(count); left > 0; at += step) {
    const next = step < 0 ? at - 1 : at;
    if (next < 0 || next >= exchanges.count) break;
    if (exchanges.kind(next) !== 'note') left--;
  }
  return at;
}

/** Units. */
const STEP = 1024;
/** How many units around a unit a rule may look at besides what belongs to it, remarks not counted. */
export const REACH = 6;
