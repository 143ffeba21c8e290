// Tells the sessions in one text apart: by the connection a line is on, a greeting, a note that one connects.

import { moved, movedBy } from '../../text/listEdit.ts';
import type { ListEdit } from '../../text/listEdit.ts';
import type { SessionLines } from '../lines.ts';
import type { Protocol } from '../protocol.ts';
import { readProtocol } from './evidence.ts';
import type { LineColumns } from './lineColumns.ts';
import { SessionEvidence } from './sessionEvidence.ts';
import type { SpokenBy } from './sessionEvidence.ts';
import { SessionFollower, sameState } from './sessionFollower.ts';
import type { SessionRuns, SessionState } from './sessionFollower.ts';
import { NumberLists, placeEdit } from './sessionNumbers.ts';

/** One session of a text, and its protocol: undefined for one that has no tables here. */
export interface DialectSession extends SessionLines {
  readonly protocol: Protocol | undefined;
  /**
   * The session it was in the reading that this one went on from: its number there, and what became of its places.
   * Undefined for a new session and for one whose protocol is another now.
   */
  readonly previous?: { readonly session: number; readonly edit: ListEdit } | undefined;
}

/** The sessions of one version of a text, with what the next one goes on from. */
export interface FoundSessions {
  readonly sessions: readonly DialectSession[];
  readonly rows: readonly SessionRow[];
  readonly states: readonly SessionState[];
  readonly lists: NumberLists;
  /** The first key that names no session. */
  readonly key: number;
}

/** A session as the versions of a text know it. */
interface SessionRow {
  readonly key: number;
  readonly numbers: Uint32Array;
  readonly said: SpokenBy;
}

/** What is known of all sessions before they are told apart. */
export interface SessionHints {
  /** The protocol of all of them. */
  readonly known: Protocol | undefined;
  /** True where a session of LMTP is one although the protocol is known to be SMTP. */
  readonly orLmtp: boolean;
  /** True where marks say that there is a session. */
  readonly marked: boolean;
  /** The protocol of a session, seen what its lines say. */
  readonly named: (protocol: Protocol | undefined) => Protocol | undefined;
}

/** The sessions of an earlier version, and what became of its lines. */
export interface SessionsBefore {
  readonly found: FoundSessions;
  readonly edit: ListEdit;
}

/** A session: lines it had in front of those that were followed, those, and lines it had behind them. */
interface Part {
  /** As it was; undefined for one that started among the lines that were followed. */
  readonly row: SessionRow | undefined;
  /** The number it had; undefined where it was none. */
  readonly session: number | undefined;
  readonly runs: SessionRuns | undefined;
}

/**
 * The sessions, in the order of their first lines. Every line is in one; a note is in the session it stands in.
 * @param before spares following the lines that were not edited.
 */
export function findSessions(
  lines: LineColumns,
  hints: SessionHints,
  before?: SessionsBefore,
): FoundSessions {
  const { found: old, edit } = before ?? NOTHING;
  const shift = movedBy(edit);
  const kept = old.states.filter(({ line }) => line <= edit.from);
  const start = kept.at(-1);
  const from = start?.line ?? 0;
  const started = start?.sessions ?? 0;
  const follower = new SessionFollower(lines, old.key, hints.known);
  if (start) follower.resume(start);
  const numberOf = new Map(old.rows.map(({ key }, session) => [key, session]));
  const stops = old.states.filter(({ line }) => line >= edit.oldTo);
  /** The keys of sessions that are those they were, by the keys they were given anew. */
  const keys = new Map<number, number>();
  const met = follower.follow(from, stops, shift, (state, there) => {
    keys.clear();
    return sameState(state, there, (key, other) => {
      const renamed = key >= old.key && (numberOf.get(other) ?? 0) >= started;
      if (renamed) keys.set(key, other);
      return renamed || key === other;
    });
  });
  if (!met) keys.clear();
  const oldTo = met?.there.line ?? Infinity;
  const ended = met?.there.sessions ?? old.rows.length;

  const followed = [...follower.touched.values()].filter(({ key }) => key >= old.key);
  const inner = innerParts(followed, keys, numberOf, { found: old, edit }, started, ended);
  const parts: Part[] = [
    ...old.rows
      .slice(0, started)
      .map((row, session) => ({ row, session, runs: follower.touched.get(row.key) })),
    ...inner,
    ...old.rows.slice(ended).map((row, index) => ({ row, session: ended + index, runs: undefined })),
  ];
  let { key } = follower;
  if (follower.waiting !== undefined) {
    // Notes behind all that is said are in the last session, or in one of their own.
    const last = parts.pop() ?? {
      row: undefined,
      session: old.rows.length > 0 ? 0 : undefined,
      runs: undefined,
    };
    const runs = last.runs ?? { key: last.row?.key ?? key++, runs: [] };
    runs.runs.push(follower.waiting, lines.count);
    parts.push({ ...last, runs });
  }

  const lists = new NumberLists(lines.count, old.lists);
  const evidence = new SessionEvidence(lines, hints.marked ? 1 : 2, sought(hints));
  const region = { from, oldTo, newTo: met?.line ?? lines.count };
  const edits: (ListEdit | undefined)[] = [];
  const rows = parts.map(({ row, session, runs }): SessionRow => {
    const numbers = lists.spliced(row?.numbers ?? NO_NUMBERS, from, runs?.runs ?? [], oldTo, shift);
    const before = session === undefined ? undefined : old.rows[session];
    const places = before && placeEdit(before.numbers, numbers, region, edit);
    edits.push(places);
    const said = before && places && saysTheSame(before.said, places) ? before.said : evidence.of(numbers);
    return { key: row?.key ?? runs?.key ?? 0, numbers, said };
  });
  const sessions = protocolsOf(rows, hints).map((protocol, index) => {
    const numbers = rows[index]?.numbers ?? NO_NUMBERS;
    const session = parts[index]?.session;
    const places = edits[index];
    const same = session !== undefined && old.sessions[session]?.protocol === protocol;
    if (!same || !places) return { all: lines, numbers, protocol };
    return { all: lines, numbers, protocol, previous: { session, edit: places } };
  });
  const more = started + inner.length - ended;
  const states = [
    ...kept,
    ...follower.states.map((state) => renamed(state, keys)),
    ...stops
      .filter(({ line }) => line >= oldTo)
      .map((state) => ({ ...state, line: state.line + shift, sessions: state.sessions + more })),
  ];
  return { sessions, rows, states, lists, key };
}

/** The sessions that started among the lines that were followed: those they were, as far as that can be told. */
function innerParts(
  followed: readonly SessionRuns[],
  keys: ReadonlyMap<number, number>,
  numberOf: ReadonlyMap<number, number>,
  { found: old, edit }: SessionsBefore,
  started: number,
  ended: number,
): Part[] {
  const left = new Set<number>();
  for (let session = started; session < ended; session++) left.add(session);
  for (const key of keys.values()) left.delete(numberOf.get(key) ?? -1);
  const byFirstLine = new Map<number, number>();
  for (const session of left) {
    const first = moved(edit, old.rows[session]?.numbers[0] ?? edit.from);
    if (first !== undefined) byFirstLine.set(first, session);
  }
  const inOrder = followed.length === ended - started;
  return followed.map((runs, index) => {
    const key = keys.get(runs.key);
    if (key !== undefined) {
      const session = numberOf.get(key);
      return { row: session === undefined ? undefined : old.rows[session], session, runs };
    }
    const session = inOrder ? started + index : byFirstLine.get(runs.runs[0] ?? -1);
    return {
      row: undefined,
      session: session !== undefined && left.delete(session) ? session : undefined,
      runs,
    };
  });
}

/** True where no edit touches the lines that were looked at. */
function saysTheSame({ looked }: SpokenBy, { from, oldTo, newTo }: ListEdit): boolean {
  return from >= looked || (from === oldTo && from === newTo);
}

/** What is asked of the lines of a session. */
function sought({ known, orLmtp }: SessionHints): 'nothing' | 'lmtp' | 'protocol' {
  if (known === undefined) return 'protocol';
  return orLmtp ? 'lmtp' : 'nothing';
}

/** A session too short to say its protocol has that of its neighbours. */
function protocolsOf(
  rows: readonly SessionRow[],
  { known, orLmtp, named }: SessionHints,
): (Protocol | undefined)[] {
  const usual = readProtocol(rows.find(({ said }) => readProtocol(said.spoken) !== undefined)?.said.spoken);
  return rows.map(({ said: { spoken } }) => {
    if (orLmtp && spoken === 'lmtp') return spoken;
    return named(known ?? (spoken === undefined ? usual : readProtocol(spoken)));
  });
}

function renamed(state: SessionState, keys: ReadonlyMap<number, number>): SessionState {
  if (keys.size === 0) return state;
  const open = Array.from(state.open, ([stream, session]) => {
    return [stream, { ...session, key: keys.get(session.key) ?? session.key }] as const;
  });
  return { ...state, open: new Map(open) };
}

const NO_NUMBERS = new Uint32Array(0);
const NOTHING: SessionsBefore = {
  found: { sessions: [], rows: [], states: [], lists: new NumberLists(0), key: 0 },
  edit: { from: 0, oldTo: 0, newTo: 0 },
};
