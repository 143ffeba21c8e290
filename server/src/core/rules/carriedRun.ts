// The findings in the messages that one session carries, kept from version to version.

import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import type { CarriedMessages } from '../transcript/carriedMessages.ts';
import { carriedIn } from '../transcript/carriedUnits.ts';
import type { PreviousSession, Session } from '../transcript/exchange.ts';
import type { Finding } from './finding.ts';
import type { TextMove } from './findingMove.ts';
import type { CheckTools } from './sessionRun.ts';
import { messageSubjects } from './subjects.ts';
import type { ScopedSubject } from './subjects.ts';
import { readAhead } from './support/readAhead.ts';
import { UnitFindings } from './unitFindings.ts';

/** A message that is being looked at. */
interface Under {
  readonly unit: number;
  readonly left: Iterator<ScopedSubject>;
  readonly bodies: Iterator<Part>;
  body: Part | undefined;
  readonly found: Finding[];
}

/** Looks at the messages of a session, and of its later versions. */
export class CarriedRun {
  readonly found = new UnitFindings();
  #session: Session;
  #messages: Iterator<{ unit: number; message: Part }> | undefined;
  #under: Under | undefined;
  /** The units from here on were not looked at in this run. */
  #at = 0;
  readonly #collected: { unit: number; findings: Finding[] }[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  /** Goes to the next version of the session. */
  follow(next: Session, { edit }: PreviousSession, move: TextMove): void {
    this.#stop();
    this.#session = next;
    this.found.follow(edit, move);
    // Where nobody has asked for them, all are still to be looked at.
    if (this.found.next?.from === 0 && this.found.next.to === Infinity) return;
    const { from, to } = carriedIn(next);
    this.found.need(from, to);
  }

  /** Looks at the messages that are left; false where it was cancelled. */
  run(messages: CarriedMessages, tools: CheckTools): boolean {
    for (let left = this.found.next; left; left = this.found.next) {
      if (!this.#messages) {
        this.#messages = messages.inUnits(this.#session, left.from, left.to);
        this.#at = left.from;
      }
      while (this.#under ?? this.#next()) {
        if (!this.#message(tools)) return false;
      }
      this.#messages = undefined;
      this.found.done(left.from, left.to, this.#collected.splice(0));
    }
    return true;
  }

  #next(): Under | undefined {
    const next = this.#messages?.next();
    if (!next || next.done === true) return undefined;
    const { unit, message } = next.value;
    this.#under = {
      unit,
      left: messageSubjects(message),
      bodies: walkParts(message)[Symbol.iterator](),
      body: undefined,
      found: [],
    };
    return this.#under;
  }

  /** Looks at one message; false where it was cancelled. */
  #message({ check, cancelled }: CheckTools): boolean {
    const under = this.#under;
    if (!under) return true;
    for (;;) {
      if (under.body && !readAhead(under.body, cancelled)) return false;
      const next = under.bodies.next();
      if (next.done === true) break;
      under.body = next.value.bodyTo - next.value.bodyFrom > LONG_BODY ? next.value : undefined;
    }
    for (let next = under.left.next(); next.done !== true; next = under.left.next()) {
      for (const finding of check(next.value)) under.found.push(finding);
      if (cancelled()) return false;
    }
    this.#under = undefined;
    this.#at = under.unit + 1;
    const last = this.#collected.at(-1);
    // One unit may carry several messages.
    if (last?.unit === under.unit) last.findings.push(...under.found);
    else if (under.found.length > 0) this.#collected.push({ unit: under.unit, findings: under.found });
    return true;
  }

  /** Gives up what is under way; the messages in units that were looked at count. */
  #stop(): void {
    const from = this.found.next?.from;
    if (!this.#messages || from === undefined) return;
    // The last unit may carry more messages than were looked at.
    const to = this.#at - 1;
    const whole = this.#collected.splice(0).filter(({ unit }) => unit < to);
    this.found.done(from, to, whole);
    this.#messages = undefined;
    this.#under = undefined;
  }
}

/** UTF-16 units: the rules read a shorter body in less time than anybody notices. */
export const LONG_BODY = 32_768;
