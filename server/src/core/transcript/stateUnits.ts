// Compares states of two versions of a session, whose units have other numbers, and gives a state the newer numbers.

import { Tree } from '../syntax/tree.ts';
import { NumberMap } from './pop3/numberMap.ts';
import { NumberSet } from './pop3/numberSet.ts';
import { UidMap } from './pop3/uidMap.ts';
import { Waiting } from './pop3/waiting.ts';
import type { Pop3Said } from './pop3/waiting.ts';

/** The new number of an old unit; undefined for one that was edited. */
export type UnitOf = (unit: number) => number | undefined;

/**
 * Whether a state says the same as one of an older version.
 * @param old in the numbers of the older version.
 */
export function sameState(state: unknown, old: unknown, unitOf: UnitOf, key = ''): boolean {
  if (typeof old === 'number' && UNITS.has(key)) return state === unitOf(old);
  // An object that both share is from in front of the edit, and so are the units it names.
  if (state === old) return true;
  if (!isObject(state) || !isObject(old)) return false;
  const same = (one: unknown, other: unknown): boolean => sameState(one, other, unitOf, key);
  if (Array.isArray(state)) {
    return (
      Array.isArray(old) && state.length === old.length && state.every((each, at) => same(each, old[at]))
    );
  }
  if (state instanceof Map) {
    if (!(old instanceof Map) || state.size !== old.size) return false;
    return [...state].every(([name, value]) => old.has(name) && same(value, old.get(name)));
  }
  if (state instanceof Set) {
    return old instanceof Set && state.size === old.size && [...state].every((each) => old.has(each));
  }
  if (state instanceof Waiting) {
    return old instanceof Waiting && state.length === old.length && same(state.commands, old.commands);
  }
  if (state instanceof NumberSet) return old instanceof NumberSet && state.equals(old);
  if (state instanceof UidMap) return old instanceof UidMap && state.equals(old);
  if (state instanceof NumberMap) return old instanceof NumberMap && state.equals(old, same);
  const names = Object.keys(state);
  return (
    names.length === Object.keys(old).length &&
    names.every((name) => FOLLOWS.has(name) || sameState(state[name], old[name], unitOf, name))
  );
}

/**
 * A state with other unit numbers; what names no unit that has moved is shared with the old one.
 * @param known what objects have become: for states that share objects, so that they share them again.
 */
export function movedState<T>(
  state: T,
  unitOf: (unit: number) => number,
  known = new Map<object, object>(),
): T {
  const values = (value: unknown, key: string): unknown => {
    if (typeof value === 'number') return UNITS.has(key) ? unitOf(value) : value;
    if (!isObject(value) || isCollection(value)) return value;
    if (value instanceof Waiting) return Waiting.of(object(value.commands, key) as readonly Pop3Said[]);
    let next = known.get(value);
    if (!next) known.set(value, (next = object(value, key)));
    return next;
  };
  const object = (value: object, key: string): object => {
    if (Array.isArray(value)) {
      const list: readonly unknown[] = value;
      const next = list.map((each) => values(each, key));
      return next.every((each, at) => each === list[at]) ? list : next;
    }
    const changes = Object.entries(value).filter(
      ([name, each]) => !FOLLOWS.has(name) && values(each, name) !== each,
    );
    if (changes.length === 0) return value;
    return { ...value, ...Object.fromEntries(changes.map(([name, each]) => [name, values(each, name)])) };
  };
  return values(state, '') as T;
}

/** Frees what a state that is kept holds of other lines: trees are made many in one block. */
export function alone(state: unknown): void {
  if (!isObject(state) || isCollection(state)) return;
  if (state instanceof Waiting) {
    state.alone(alone);
    return;
  }
  if (state['tree'] instanceof Tree) state['tree'].alone();
  else for (const [name, each] of Object.entries(state)) if (name !== 'row') alone(each);
}

/** What names no units. */
function isCollection(value: object): boolean {
  return (
    value instanceof Map ||
    value instanceof Set ||
    value instanceof NumberMap ||
    value instanceof NumberSet ||
    value instanceof UidMap
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Where states name units of their session. */
const UNITS: ReadonlySet<string> = new Set(['index', 'idling', 'repliedAt', 'capabilitiesFrom']);
/** What follows from the unit that is named beside it, and names none itself. */
const FOLLOWS: ReadonlySet<string> = new Set(['syntax', 'reply', 'row']);
