// Which units of a session carry a message, found once and kept from version to version.

import type { CarriedLines, CarriedUnits } from './carried.ts';
import type { Session } from './exchange.ts';
import { imapLines, imapMessages } from './imap/messages.ts';
import { movedBy } from '../text/listEdit.ts';
import { pop3Lines, pop3Messages } from './pop3/messages.ts';
import type { Protocol } from './protocol.ts';
import { finished } from './steps.ts';
import type { Steps } from './steps.ts';
import { smtpGroup, smtpLines, smtpMessages } from './smtp/messages.ts';

/** The messages of one session. */
export interface CarriedList {
  /** In the order of their units. */
  readonly messages: readonly CarriedUnits[];
  /** The units `[from, to)` that were searched anew: a message outside of them is the one of the version before. */
  readonly from: number;
  readonly to: number;
}

/** The messages of a session; those of the version before are used where its list was asked for. */
export function carriedIn(session: Session): CarriedList {
  let list = lists.get(session);
  if (!list) {
    list = finished(listAfter(session)) ?? listOf(session);
    lists.set(session, list);
  }
  return list;
}

/** Takes over the messages that the version before has found, if it has. */
export function followCarried(session: Session): void {
  finished(carriedSteps(session));
}

/** As `followCarried`, in steps. */
export function* carriedSteps(session: Session): Steps<void> {
  if (lists.has(session)) return;
  const list = yield* listAfter(session);
  if (list) lists.set(session, list);
}

/** The lines of a message; undefined where there are none. */
export function carriedLines(session: Session, message: CarriedUnits): CarriedLines | undefined {
  return carriers[session.protocol].lines(session, message);
}

function listOf(session: Session): CarriedList {
  const to = session.exchanges.count;
  const messages = carriers[session.protocol].find(session, 0, to).filter((each) => isPlain(session, each));
  return { messages, from: 0, to };
}

/** The messages that `carriedIn` leaves out, since their lines are written with escapes. Not kept: ask seldom. */
export function escapedIn(session: Session): readonly CarriedUnits[] {
  const { exchanges, protocol } = session;
  return carriers[protocol].find(session, 0, exchanges.count).filter((each) => !isPlain(session, each));
}

/** What is written with escapes is no text of the document. */
function isPlain(session: Session, message: CarriedUnits): boolean {
  const { places = [] } = carriedLines(session, message) ?? {};
  return places.length > 0 && places.every((place) => session.all.plain(session.numbers[place] ?? 0));
}

function* listAfter(session: Session): Steps<CarriedList | undefined> {
  const { previous, protocol } = session;
  const old = previous && lists.get(previous.session);
  if (!old || previous.session.protocol !== protocol) return undefined;
  const { find, group } = carriers[protocol];
  const { edit } = previous;
  const [from, to] = group?.(session, edit.from, edit.newTo) ?? [edit.from, edit.newTo];
  const by = movedBy(edit);
  const first = lowerBound(old.messages, from);
  const found: CarriedUnits[] = [];
  const kept = group ? [] : (previous.kept ?? []);
  let at = from;
  for (const run of [...kept, { from: to, to, by: 0 }]) {
    // Where a message takes several units, all of them are asked about at once.
    const step = group ? Infinity : STEP;
    for (const end = run.from + run.by; at < end; at += step) {
      for (const each of find(session, at, Math.min(end, at + step))) {
        if (isPlain(session, each)) found.push(each);
      }
      yield;
    }
    for (const each of movedMessages(old, run.from, run.to, run.by)) found.push(each);
    at = run.to + run.by;
  }
  const messages = [
    ...old.messages.slice(0, first),
    ...found,
    ...movedMessages(old, Math.max(edit.oldTo, to - by), Infinity, by),
  ];
  return { messages, from, to };
}

/** The messages in the units `[from, to)`, so many units further on. */
function movedMessages(
  { messages }: CarriedList,
  from: number,
  to: number,
  by: number,
): readonly CarriedUnits[] {
  const some = messages.slice(lowerBound(messages, from), lowerBound(messages, to));
  return by === 0 ? some : some.map((each) => ({ ...each, unit: each.unit + by, end: each.end + by }));
}

/** The first message in a unit at or behind `unit`; their number where there is none. */
export function lowerBound(messages: readonly CarriedUnits[], unit: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.unit ?? 0) < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How a protocol carries messages. */
interface Carrier {
  readonly find: (session: Session, from: number, to: number) => CarriedUnits[];
  readonly lines: (session: Session, message: CarriedUnits) => CarriedLines | undefined;
  /** Where a message can take several units: the units around some that hold whole messages. */
  readonly group?: (session: Session, from: number, to: number) => readonly [number, number];
}

const smtp: Carrier = { find: smtpMessages, lines: smtpLines, group: smtpGroup };
const carriers: Readonly<Record<Protocol, Carrier>> = {
  smtp,
  lmtp: smtp,
  pop3: { find: pop3Messages, lines: pop3Lines },
  imap: { find: imapMessages, lines: imapLines },
};

/** How many units are searched in one step. */
const STEP = 2048;

const lists = new WeakMap<Session, CarriedList>();
