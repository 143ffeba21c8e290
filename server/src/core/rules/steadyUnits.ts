// Units that change nothing of what is known of a session, and what their findings depend on of that: most on very little.

import type { KeptRun } from '../transcript/exchange.ts';
import type { ExchangeSubject } from '../transcript/exchanges.ts';
import { changesNothing } from '../transcript/imap/sessionState.ts';
import type { ImapExchange, ImapSessionState } from '../transcript/imap/session.ts';
import { movedState, sameState } from '../transcript/stateUnits.ts';
import { moved } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';

/** What rules may ask of the state in front of a steady unit: it is the same for long stretches of a session. */
type Ground = Pick<ImapSessionState, 'capabilities' | 'enabled'>;

/**
 * Which units of one session were looked at and are steady: they change nothing whatever is known in front of them, and
 * the rules have asked for nothing but the ground they stand on. Where that is the same, their findings are.
 */
export class SteadyUnits {
  /** Of each number from 1 on, in the numbers of the session's units. */
  #grounds: readonly Ground[] = [];
  /** Of each unit the number of its ground; 0 for one that is not steady, or was not looked at. */
  #standOn = new Uint8Array(0);
  readonly #watched = new WatchedState();
  /** The state that was asked about last, and the number of its ground. */
  #last: { readonly state: unknown; readonly ground: number } | undefined;

  /** Has a unit looked at, and takes down whether it is steady. @param count how many units the session has. */
  look<T>(subject: ExchangeSubject, count: number, look: (subject: ExchangeSubject) => T): T {
    if (subject.protocol !== 'imap' || subject.usual || !changesNothing(subject)) {
      this.#standOn[subject.exchange.index] = 0;
      return look(subject);
    }
    const { state, exchange } = subject;
    const found = look(this.#watched.over(subject));
    if (this.#standOn.length !== count) this.#standOn = grown(this.#standOn, count);
    this.#standOn[exchange.index] = this.#watched.asked ? 0 : this.#newGroundOf(state);
    return found;
  }

  /** Whether a unit was looked at in a state that differs from this one in nothing that counts. */
  holds(unit: number, state: unknown): boolean {
    const ground = this.#standOn[unit] ?? 0;
    return ground !== 0 && ground === this.#groundOf(state as ImapSessionState);
  }

  /** Goes to the next version of the session, which has `count` units. @param kept those of the edit that are what they were. */
  follow(edit: ListEdit, count: number, kept: readonly KeptRun[]): void {
    this.#last = undefined;
    if (this.#standOn.length === 0) return;
    const { from, oldTo, newTo } = edit;
    const before = this.#standOn;
    if (oldTo === newTo && kept.length === 0) before.fill(0, from, newTo);
    else {
      const next = new Uint8Array(count);
      next.set(before.subarray(0, from));
      for (const run of kept) next.set(before.subarray(run.from, run.to), run.from + run.by);
      next.set(before.subarray(oldTo), newTo);
      this.#standOn = next;
    }
    this.#grounds = this.#grounds.map((each) => movedState(each, (unit) => moved(edit, unit) ?? GONE));
  }

  /** The number of the ground that a state gives; 0 for one that no unit stands on. */
  #groundOf(state: ImapSessionState): number {
    if (this.#last?.state !== state) {
      const { capabilities, enabled } = state;
      const own: Ground = { capabilities, enabled };
      const ground = 1 + this.#grounds.findIndex((each) => sameState(own, each, (unit) => unit));
      this.#last = { state, ground };
    }
    return this.#last.ground;
  }

  #newGroundOf(state: ImapSessionState): number {
    const known = this.#groundOf(state);
    if (known > 0 || this.#grounds.length >= MAX_GROUNDS) return known;
    const { capabilities, enabled } = state;
    this.#grounds = [...this.#grounds, { capabilities, enabled }];
    this.#last = { state, ground: this.#grounds.length };
    return this.#grounds.length;
  }
}

/** A state that tells whether anything was asked but the ground: one for all units, that of the unit looked at last. */
class WatchedState {
  asked = false;
  #state: ImapSessionState | undefined;
  #view: ImapSessionState | undefined;

  /** The unit with this state for its own. */
  over(subject: ImapExchange): ImapExchange {
    this.asked = false;
    this.#state = subject.state;
    this.#view ??= this.#viewOf(subject.state);
    return { ...subject, state: this.#view };
  }

  /** @param like any state: all have the same properties. */
  #viewOf(like: ImapSessionState): ImapSessionState {
    const view = {};
    for (const name of Object.keys(like) as (keyof ImapSessionState)[]) {
      const get = (): unknown => {
        if (!GROUND.has(name)) this.asked = true;
        return this.#state?.[name];
      };
      Object.defineProperty(view, name, { enumerable: true, get });
    }
    return view as ImapSessionState;
  }
}

function grown(column: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(count);
  next.set(column.subarray(0, count));
  return next;
}

const GROUND: ReadonlySet<keyof ImapSessionState> = new Set(['capabilities', 'enabled']);
/** More are not told apart: a session has two or three. */
const MAX_GROUNDS = 15;
/** The number of a unit that was edited: that of no unit. */
const GONE = -2;
