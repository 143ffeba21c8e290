// Runs the rules over a transcript, in the order in which a reader wants the answers, and goes on from version to version.

import type { TextRange } from '../text/range.ts';
import { textChange } from '../text/textChange.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import type { Session } from '../transcript/exchange.ts';
import { exchangesOf } from '../transcript/exchanges.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { CarriedRun } from './carriedRun.ts';
import type { Finding } from './finding.ts';
import { movedFindings, widened } from './findingMove.ts';
import type { TextMove } from './findingMove.ts';
import { behindSaid, REACH, SessionRun } from './sessionRun.ts';
import type { CheckTools } from './sessionRun.ts';
import { messageSubjects, octetsSubject, wideSubjects } from './subjects.ts';
import type { ScopedSubject } from './subjects.ts';
import type { UnitFindings } from './unitFindings.ts';

/** What is left to do: nothing; what whole sessions say over time; or more. */
export type Left = 'nothing' | 'wide' | 'much';

/** The findings of a transcript and of its later versions under one configuration. */
export class TranscriptRun {
  #document: TranscriptDocument;
  #sessions: readonly SessionRuns[];
  #octets: readonly Finding[] | undefined;
  /** The findings of wide scope: of this version where `#wideSteps` is `done`, else of the last that was finished. */
  #wide: readonly Finding[] = [];
  #wideSteps: Iterator<readonly Finding[]> | 'done' | undefined;
  #wideFound: Finding[] = [];
  #findings: readonly Finding[] | undefined;

  constructor(document: TranscriptDocument) {
    this.#document = document;
    this.#sessions = document.transcript.sessions.map(runsOf);
  }

  get document(): TranscriptDocument {
    return this.#document;
  }

  /** Goes to the next version. */
  follow(document: TranscriptDocument): void {
    const before = this.#document;
    this.#document = document;
    const move = textChange(before.snapshot, document.snapshot);
    const runs = new Map(this.#sessions.map((each) => [each.units.session, each]));
    this.#sessions = document.transcript.sessions.map((session) => {
      const { previous } = session;
      const known = previous && runs.get(previous.session);
      if (!previous || !known) return runs.get(session) ?? runsOf(session);
      const own = moveIn(previous.session, previous.edit, move);
      known.units.follow(session, previous, own, move);
      known.messages.follow(session, previous, own);
      return known;
    });
    this.#octets = undefined;
    if (move) this.#wide = movedFindings(this.#wide, move);
    this.#wideSteps = undefined;
    this.#findings = undefined;
  }

  /** Looks at what is left, until it is cancelled. */
  run(wantsMailboxes: boolean, tools: CheckTools & { readonly upTo: 'nothing' | 'wide' }): Left {
    if (this.#wideSteps === 'done' && this.#octets) return 'nothing';
    const { messages, octets, syntax } = this.#document;
    this.#findings = undefined;
    this.#octets ??= octets ? tools.check(octetsSubject(octets, this.#document)) : [];
    for (const { units } of this.#sessions) if (!units.run(syntax, tools)) return 'much';
    for (const each of this.#sessions) if (!each.messages.run(messages, tools)) return 'much';
    if (this.#wideSteps === undefined) {
      this.#wideSteps = wideSteps(this.#document, wantsMailboxes, tools);
      this.#wideFound = [];
    }
    if (this.#wideSteps === 'done') return 'nothing';
    if (tools.upTo === 'wide') return 'wide';
    for (let next = this.#wideSteps.next(); next.done !== true; next = this.#wideSteps.next()) {
      for (const finding of next.value) this.#wideFound.push(finding);
      if (tools.cancelled()) return 'wide';
    }
    this.#wide = this.#wideFound;
    this.#wideSteps = 'done';
    return 'nothing';
  }

  /** Those found so far; where something is left, those of the last version that this one may still have. */
  findings(order: (a: Finding, b: Finding) => number): readonly Finding[] {
    this.#findings ??= [
      ...(this.#octets ?? []),
      ...this.#sessions.flatMap(({ units }) => [...findingsIn(units.found)]),
      ...this.#sessions.flatMap(({ messages }) => [...findingsIn(messages.found)]),
      ...this.#wide,
    ].sort(order);
    return this.#findings;
  }

  /** As `findings`, without those that may be due to the end of the text: more of it will follow. */
  settled(order: (a: Finding, b: Finding) => number): readonly Finding[] {
    return this.#sessions
      .flatMap(({ units, messages }) => {
        const { exchanges } = units.session;
        const end = behindSaid(units.session, exchanges.count, -REACH);
        const open = (unit: number): boolean =>
          unit >= end || (exchanges.kind(unit) === 'command' && exchanges.answeredBy(unit) === undefined);
        return [...units.found.entries, ...messages.found.entries].flatMap(({ unit, findings }) =>
          open(unit) ? [] : findings,
        );
      })
      .sort(order);
  }

  /** The subjects of what was found at a range and can be repaired. Everything must have been looked at. */
  *fixable(range: TextRange, wantsMailboxes: boolean): Generator<ScopedSubject> {
    const isMeant = (finding: Finding): boolean => finding.fixable && touches(finding, range);
    const { messages, octets, syntax } = this.#document;
    if (octets && this.#octets?.some(isMeant) === true) yield octetsSubject(octets, this.#document);
    for (const { units } of this.#sessions) {
      for (const { unit, findings } of units.found.entries) {
        if (!findings.some(isMeant)) continue;
        for (const subject of exchangesOf(units.session, syntax, unit)) {
          yield { scope: 'exchange', subject, base: subject.exchange.from, key: undefined };
          break;
        }
      }
    }
    for (const { messages: carried, units } of this.#sessions) {
      for (const { unit, findings } of carried.found.entries) {
        if (!findings.some(isMeant)) continue;
        for (const each of messages.inUnits(units.session, unit, unit + 1)) {
          yield* messageSubjects(each.message);
        }
      }
    }
    if (this.#wide.some(isMeant)) yield* wideSubjects(this.#document, wantsMailboxes);
  }
}

/** The runs over one session. */
interface SessionRuns {
  readonly units: SessionRun;
  readonly messages: CarriedRun;
}

function runsOf(session: Session): SessionRuns {
  return { units: new SessionRun(session), messages: new CarriedRun(session) };
}

/** What is found of wide scope, step by step: a rule may go through the whole of a session. */
function* wideSteps(
  document: TranscriptDocument,
  wantsMailboxes: boolean,
  { check, checkByRule }: CheckTools,
): Generator<readonly Finding[]> {
  for (const subject of wideSubjects(document, wantsMailboxes)) {
    if (subject.scope === 'session') yield* checkByRule(subject);
    else yield check(subject);
  }
}

/** The edit of the text, and what stands around it in a session's edited units. */
function moveIn({ exchanges }: Session, edit: ListEdit, move: TextMove | undefined): TextMove {
  const from = edit.from < edit.oldTo ? exchanges.get(edit.from).from : Infinity;
  const to = edit.from < edit.oldTo ? exchanges.get(edit.oldTo - 1).to : -1;
  if (move) return widened(move, from, to);
  return { from, oldTo: to, newTo: to };
}

function* findingsIn(found: UnitFindings): Generator<Finding> {
  for (const { findings } of found.entries) yield* findings;
}

/** Whether a finding stands at a range. */
export function touches(finding: Finding, { from, to }: TextRange): boolean {
  return finding.from <= to && finding.to >= from;
}
