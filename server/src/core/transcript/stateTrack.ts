// What is known of a session at some of its places, kept so that a fold can start near any place, and after an edit.

import type { PreviousSession, Session } from './exchange.ts';
import { composed, moved, movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { alone, movedState, sameState } from './stateUnits.ts';

/** A place whose state is known: that in front of unit `index`. */
export interface Checkpoint<State> {
  readonly index: number;
  readonly state: State;
}

/** Edits in the order they were made, the last one first. States learn of them when they are asked for. */
interface Moves {
  readonly edit: ListEdit;
  readonly before: Moves | undefined;
  readonly length: number;
}

/** How a session came out of an older one. */
export interface Descent {
  /** What became of the units. */
  readonly edit: ListEdit;
  /** The first unit behind the edit from which on nothing looks back at the edit but by the state in front of it. */
  readonly settled: number;
}

/**
 * States in front of some units of one session, in order. After an edit of the document the session of the new version
 * has a track of its own, which starts with what still holds of the older one: states in front of the edit at once;
 * those behind it as soon as a fold has come to one of them and found the same state.
 */
export class StateTrack<State> {
  #at: number[] = [];
  #states: State[] = [];
  /** Of each state, the moves that the unit numbers in it have made. */
  #made: (Moves | undefined)[] = [];
  /** The moves that the session's units have made. */
  #moves: Moves | undefined;
  /** Where states behind an edit may still hold; its moves are those of this one. */
  #older: { readonly track: StateTrack<State>; readonly descent: Descent } | undefined;
  /** Stands for this track where it must not be held. */
  readonly #self = {};
  /** The track that `#older` was at first, and the unit from which on its states held. */
  #origin: object | undefined;
  #metAt: number | undefined;
  /** How many units stand between two states that are kept: an edit is followed at least so far. */
  readonly #interval: number;
  /** How often states were compared in vain, and where the next comparison is worth its time. */
  #vain = 0;
  #nextTry = 0;

  constructor(interval: number) {
    this.#interval = interval;
  }

  /** The track of a session that came out of an older one. */
  static after<State>(older: StateTrack<State>, descent: Descent): StateTrack<State> {
    const track = new StateTrack<State>(older.#interval);
    const count = older.#place(descent.edit.from) + 1;
    track.#at = older.#at.slice(0, count);
    track.#states = older.#states.slice(0, count);
    track.#made = older.#made.slice(0, count);
    track.#moves = older.#moves;
    // A version that nobody has looked at behind its edit has nothing of its own to hand on.
    track.#older = older.#older
      ? { track: older.#older.track, descent: joined(older.#older.descent, descent) }
      : { track: older, descent };
    track.#origin = track.#older.track.#self;
    return track;
  }

  /** The last place at or in front of a unit whose state is known; undefined where there is none. */
  before(index: number): Checkpoint<State> | undefined {
    const place = this.#place(index);
    return place < 0 ? undefined : { index: this.#at[place] ?? 0, state: this.#state(place) };
  }

  /**
   * Takes down the state in front of a unit, where none near it is kept.
   * @param dear true where the way from the one in front of it is long.
   * @returns true where what was known behind an edit turns out to hold: then more is known than before.
   */
  note(index: number, state: State, dear: boolean): boolean {
    const older = this.#older;
    if (
      older &&
      index >= this.#nextTry &&
      older.track.#has(older.descent, index) &&
      this.#meet(index, state)
    ) {
      return true;
    }
    const last = this.#at.at(-1);
    if (last === undefined || index - last >= this.#interval || (dear && index > last)) {
      alone(state);
      this.#at.push(index);
      this.#states.push(state);
      this.#made.push(this.#moves);
    }
    return false;
  }

  /**
   * As `note` for units that change nothing: the state in front of those behind `from`, up to that in front of `to`.
   */
  passed(from: number, to: number, state: State): boolean {
    const older = this.#older;
    if (!older || to < this.#nextTry) return false;
    const { track, descent } = older;
    const shift = movedBy(descent.edit);
    const first = Math.max(from, descent.settled, this.#nextTry) - shift;
    const at = track.#at[track.#place(first - 1) + 1];
    // The others of them have the same state.
    return at !== undefined && at + shift <= to && this.#meet(at + shift, state);
  }

  /** Takes over what was known behind an edit where that has this state. */
  #meet(index: number, state: State): boolean {
    const older = this.#older;
    if (!older) return false;
    if (older.track.#meets(older.descent, index, state)) {
      this.#adopt(older.track, older.descent.edit, index);
      return true;
    }
    // An edit that changes what follows changes mostly all of it.
    this.#vain++;
    this.#nextTry = index + this.#interval * (this.#vain >>> 2);
    return false;
  }

  /** Keeps the state in front of a unit, whatever stands near it: a later version is expected to meet it there. */
  expect(index: number, state: State): void {
    const place = this.#place(index);
    if (this.#at[place] === index) return;
    alone(state);
    this.#at.splice(place + 1, 0, index);
    this.#states.splice(place + 1, 0, state);
    this.#made.splice(place + 1, 0, this.#moves);
  }

  /** Says that all units were passed: what was known before the edit is of no use any more. */
  finish(): void {
    this.#older = undefined;
  }

  /**
   * Whether a fold over this session, which has come to `index`, is where all goes on as in an older session. Only for a
   * fold that has told of each state (`note`).
   */
  isSettled(older: StateTrack<State>, descent: Descent, index: number, state: State): boolean {
    if (this.#origin === older.#self) return this.#metAt !== undefined && index >= this.#metAt;
    return older.#meets(descent, index, state);
  }

  /**
   * Whether a younger session, which has this state in front of unit `index`, goes on from there as this one did: it had
   * the same state there before the edit.
   */
  #meets(descent: Descent, index: number, state: State): boolean {
    const { edit } = descent;
    if (!this.#has(descent, index)) return false;
    const old = this.#state(this.#place(index - movedBy(edit)));
    return sameState(state, old, (unit) => moved(edit, unit));
  }

  /** Whether the state that stood where `index` is now is known, and all behind it is as it was. */
  #has({ edit, settled }: Descent, index: number): boolean {
    const old = index - movedBy(edit);
    return index >= settled && this.#at[this.#place(old)] === old;
  }

  /** Takes over what the older session has from unit `index` on, where the states meet. */
  #adopt(older: StateTrack<State>, edit: ListEdit, index: number): void {
    const shift = movedBy(edit);
    const length = (older.#moves?.length ?? 0) + 1;
    const moves = shift === 0 ? older.#moves : { edit, before: older.#moves, length };
    const own = this.#place(index - 1) + 1;
    const behind = older.#place(index - shift);
    // What this session has found out itself is in its own numbers.
    const made = this.#made
      .slice(0, own)
      .map((each, place) => ((this.#at[place] ?? 0) > edit.from ? moves : each));
    this.#at = [...this.#at.slice(0, own), ...older.#at.slice(behind).map((at) => at + shift)];
    this.#states = [...this.#states.slice(0, own), ...older.#states.slice(behind)];
    this.#made = [...made, ...older.#made.slice(behind)];
    this.#moves = moves;
    this.#older = undefined;
    this.#metAt = index;
    if (length > MAX_MOVES) this.#settle();
  }

  /** Tells all states of the moves they have not made. */
  #settle(): void {
    const known = new Map<object, object>();
    this.#states = this.#states.map((_state, place) => this.#state(place, known));
    this.#made.fill(undefined);
    this.#moves = undefined;
  }

  /** A state in this session's unit numbers. */
  #state(place: number, known?: Map<object, object>): State {
    // Places come from searches in the columns, which are equally long.
    let state = this.#states[place] as State;
    const left: ListEdit[] = [];
    for (let moves = this.#moves; moves && moves !== this.#made[place]; moves = moves.before) {
      left.push(moves.edit);
    }
    if (left.length === 0) return state;
    state = movedState(state, (unit) => left.reduceRight((at, edit) => moved(edit, at) ?? at, unit), known);
    this.#states[place] = state;
    this.#made[place] = this.#moves;
    return state;
  }

  /** The last place at or in front of a unit; -1 where there is none. */
  #place(index: number): number {
    let low = 0;
    let high = this.#at.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#at[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const INTERVAL = 64;
/** Commands and replies of POP3 are the shortest, and soon read again: states must not take more room than they do. */
const WIDE_INTERVAL = 128;
const MAX_MOVES = 64;

function joined(first: Descent, { edit, settled }: Descent): Descent {
  const both = composed(first.edit, edit);
  const early = moved(edit, first.settled) ?? edit.newTo;
  return { edit: both, settled: Math.max(both.newTo, settled, early) };
}

const tracks = new WeakMap<Session, StateTrack<unknown>>();

/** The track of a session; its states are those of the session's protocol. */
export function trackOf<State>(session: Session): StateTrack<State> {
  let track = tracks.get(session);
  if (!track) {
    const older = session.previous && tracks.get(session.previous.session);
    const descent = session.previous && descentOf(session, session.previous);
    track = older && descent ? StateTrack.after(older, descent) : new StateTrack(intervalOf(session));
    tracks.set(session, track);
  }
  return track as StateTrack<State>;
}

function intervalOf({ protocol }: Session): number {
  return protocol === 'pop3' ? WIDE_INTERVAL : INTERVAL;
}

/** How a session came out of its earlier version; undefined where nothing is left of what was known of that. */
export function descentOf(
  session: Session,
  { session: older, edit, repaired }: PreviousSession,
): Descent | undefined {
  if (older.startsWithGreeting !== session.startsWithGreeting) return undefined;
  let settled = Math.max(edit.newTo, (repaired.at(-1) ?? -1) + 1);
  // The reply to AUTH or AUTHENTICATE is read with the dialogue in front of it.
  const dialogues = (each: Session, to: number, command: (unit: number) => number | undefined): void => {
    const { exchanges } = each;
    let unit = exchanges.nextOfDialogue(edit.from, to);
    for (; unit < to; unit = exchanges.nextOfDialogue(unit + 1, to)) {
      const asked = exchanges.repliesTo(unit);
      const reply = session.exchanges.answeredBy(command(asked ?? -1) ?? -1);
      if (reply !== undefined) settled = Math.max(settled, reply + 1);
    }
  };
  dialogues(session, edit.newTo, (unit) => unit);
  dialogues(older, edit.oldTo, (unit) => moved(edit, unit));
  return { edit, settled };
}
