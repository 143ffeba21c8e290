// Folds the units of a session: what one protocol's machine needs to say for that, and how a fold starts in the middle.

import type { AnyExchange, PreviousSession, Session } from './exchange.ts';
import { movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { descentOf, trackOf } from './stateTrack.ts';
import type { Descent } from './stateTrack.ts';
import type { SyntaxCache } from './syntaxCache.ts';

/** A protocol's machine: a state in front of each unit, and how the unit changes it. States are plain and immutable. */
export interface Machine<State, View extends AnyExchange & { readonly state: State }> {
  initial(session: Session): State;
  /** A unit with what is known in front of it. */
  view(session: Session, index: number, state: State, cache: SyntaxCache): View;
  step(state: State, view: View): State;
  /**
   * The first unit at or behind one that may change the state, or that a rule about single units may have something to say
   * of. Left out where no unit is known to be none.
   */
  behindQuiet?(session: Session, index: number): number;
  /**
   * True where reading units of an earlier version once more is cheap, against checking those behind an edit by the rules,
   * and leaves nothing behind.
   */
  readonly rereads?: boolean;
}

/** Says of a unit that it changes nothing, and that nobody wants to look at it in this state. */
export type Steady = (unit: number, state: unknown) => boolean;

/**
 * The units of a session from number `from` on, each with what is known in front of it.
 * @param quiet whether to leave out those that nothing is to be said of, as far as they are known.
 * @param steady others that are left out.
 */
export function* unitsOf<State, View extends AnyExchange & { readonly state: State }>(
  machine: Machine<State, View>,
  session: Session,
  cache: SyntaxCache,
  from = 0,
  quiet = false,
  steady?: (unit: number, state: State) => boolean,
): Generator<View> {
  const track = trackOf<State>(session);
  const { count } = session.exchanges;
  let state = stateBefore(machine, session, cache, Math.min(from, count));
  for (let index = Math.min(from, count); index < count; index++) {
    track.note(index, state, isLong(session, index - 1));
    const loud = quiet ? behindQuiet(machine, session, index, count) : index;
    if (loud > index) {
      track.passed(index, loud, state);
      index = loud;
      if (index === count) break;
      track.note(index, state, false);
    }
    if (steady?.(index, state) === true) continue;
    const view = machine.view(session, index, state, cache);
    yield view;
    state = machine.step(state, view);
  }
  track.finish();
}

/** What is known in front of a unit. */
export function stateBefore<State, View extends AnyExchange & { readonly state: State }>(
  machine: Machine<State, View>,
  session: Session,
  cache: SyntaxCache,
  unit: number,
): State {
  const track = trackOf<State>(session);
  const start = (): { index: number; state: State } =>
    track.before(unit) ?? { index: 0, state: machine.initial(session) };
  let { index, state } = start();
  while (index < unit) {
    const loud = behindQuiet(machine, session, index, unit);
    if (loud > index) {
      const met = track.passed(index, loud, state);
      index = loud;
      if (met) ({ index, state } = start());
      continue;
    }
    state = machine.step(state, machine.view(session, index, state, cache));
    index++;
    if (track.note(index, state, isLong(session, index - 1))) ({ index, state } = start());
  }
  return state;
}

/** The first unit that is not passed without a look, `to` at most. */
function behindQuiet<State, View extends AnyExchange & { readonly state: State }>(
  machine: Machine<State, View>,
  session: Session,
  index: number,
  to: number,
): number {
  return Math.min(to, machine.behindQuiet?.(session, index) ?? index);
}

/** Whether a unit takes long to pass once more. */
function isLong({ exchanges }: Session, index: number): boolean {
  return index >= 0 && exchanges.last(index) - exchanges.first(index) > MAX_LINES;
}

/** The units of a session that an edit has touched, and how far what it changed reaches. */
export class ResumedUnits<View extends AnyExchange> implements Iterable<View> {
  /** The first unit that is yielded: those in front of it are what they were, and known in the same state. */
  readonly first: number;
  #sameFrom: number | undefined;
  readonly #run: (met: (index: number) => void) => Generator<View>;

  constructor(first: number, run: (met: (index: number) => void) => Generator<View>) {
    this.first = first;
    this.#run = run;
  }

  /**
   * Once all units were taken: the number of the unit from which on all are as they were, moved by the edit, each in the
   * same state. The number of units where there is none.
   */
  get sameFrom(): number | undefined {
    return this.#sameFrom;
  }

  [Symbol.iterator](): Generator<View> {
    return this.#run((index) => {
      this.#sameFrom = index;
    });
  }
}

/** The units of a session that may differ from those of its earlier version, by their own text or by their state. */
export function resumedUnits<State, View extends AnyExchange & { readonly state: State }>(
  machine: Machine<State, View>,
  session: Session,
  cache: SyntaxCache,
  previous: PreviousSession,
  quiet = false,
  steady?: Steady,
): ResumedUnits<View> {
  const descent = descentOf(session, previous);
  const older = trackOf<State>(previous.session);
  const first = descent ? firstTouched(session, descent.edit) : 0;
  return new ResumedUnits(first, function* (met) {
    const track = trackOf<State>(session);
    if (descent && machine.rereads === true) expectAt(machine, previous.session, cache, descent);
    const isSettled = (index: number, state: State): boolean =>
      descent !== undefined && track.isSettled(older, descent, index, state);
    // Where all goes on as before, no unit is to be passed any more.
    const passed = (index: number, state: State): boolean =>
      steady?.(index, state) === true && !isSettled(index, state);
    for (const view of unitsOf(machine, session, cache, first, quiet, passed)) {
      const { index } = view.exchange;
      if (isSettled(index, view.state)) {
        met(index);
        return;
      }
      yield view;
    }
    met(session.exchanges.count);
  });
}

/** Most edits change nothing that units behind them are judged by: the state there is looked up, to be met at once. */
function expectAt<State, View extends AnyExchange & { readonly state: State }>(
  machine: Machine<State, View>,
  older: Session,
  cache: SyntaxCache,
  { edit, settled }: Descent,
): void {
  const unit = settled - movedBy(edit);
  const track = trackOf<State>(older);
  const known = track.before(unit);
  if (unit > older.exchanges.count || !known || unit - known.index > MAX_REREAD) return;
  track.expect(unit, stateBefore(machine, older, cache, unit));
}

/** The unit in front of an edit may look ahead for what is said behind it; remarks are nothing said. */
function firstTouched({ exchanges }: Session, { from }: ListEdit): number {
  for (let index = Math.min(from, exchanges.count) - 1; index >= 0; index--) {
    if (exchanges.kind(index) !== 'note') return index;
  }
  return 0;
}

const MAX_LINES = 256;
/** Units that are read once more at most. */
const MAX_REREAD = 64;
