// Runs the rules over a document. A rule that throws is caught here, logged once, and the others go on.

import type { MailDocument } from '../message/document.ts';
import type { NewValuePorts } from '../message/newValues.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import type { TextRange } from '../text/range.ts';
import { isTranscript } from '../transcript/document.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { LONG_BODY } from './carriedRun.ts';
import type { ResolvedConfig } from './config.ts';
import type { FixableFinding, Finding } from './finding.ts';
import { FindingMemo } from './memo.ts';
import { rulesOf } from './prepared.ts';
import type { PreparedRule, RulesByScope, Take } from './prepared.ts';
import type { FieldSubject, Fix, Scope } from './rule.ts';
import { SubjectKeys } from './subjectKeys.ts';
import { messageSubjects, octetsSubject } from './subjects.ts';
import type { ScopedSubject } from './subjects.ts';
import { readAhead } from './support/readAhead.ts';
import { touches, TranscriptRun } from './transcriptRun.ts';
import type { Left } from './transcriptRun.ts';

/** What the runner needs from its host. */
export interface RunnerPorts {
  /** Called once for each rule that failed. */
  readonly ruleFailed: (rule: string, error: unknown) => void;
  /** For fixes that need a new value. */
  readonly newValues?: NewValuePorts | undefined;
  /** True when the caller no longer wants the answer; asked between subjects and between pieces of long bodies. */
  readonly cancelled?: (() => boolean) | undefined;
  /** What may be left; nothing where left out. */
  readonly upTo?: CheckedUpTo | undefined;
}

/**
 * What a check may leave: `wide` is what whole sessions say over time; `cut` is this and what may be due to where the
 * text ends, the rest of which is still to come.
 */
export type CheckedUpTo = 'nothing' | 'wide' | 'cut';

/** What a check has come to. */
export interface Checked {
  /** What was left when it was cancelled. */
  readonly left: Left;
  /**
   * In document order. Where something is left: those found so far, and of a transcript those of the version before
   * that may still be true.
   */
  readonly findings: readonly Finding[];
}

/** A run over all subjects of a document, which may stop and go on. */
interface Run {
  readonly document: MailDocument;
  readonly config: string;
  readonly parts: Iterator<Part>;
  /** The part whose body is being read. */
  part: Part | undefined;
  readonly subjects: Iterator<ScopedSubject>;
  readonly found: Finding[];
}

/** Runs rules and keeps findings by subject; one for each open document. */
export class RuleRunner {
  readonly #memo = new FindingMemo();
  readonly #failed = new Set<string>();
  /** What stands around parts, by number, for the keys of their findings. */
  readonly #contexts = new Map<string, number>();
  #stopped: Run | undefined;
  #transcript: { readonly config: string; readonly run: TranscriptRun } | undefined;

  /**
   * All findings of a document in document order. A cancelled run gives the findings so far; the next run over the
   * same document goes on where this one stopped, and one over another document uses what this one kept.
   */
  findings(document: MailDocument, config: ResolvedConfig, ports: RunnerPorts): readonly Finding[] {
    return this.check(document, config, ports).findings;
  }

  /** As `findings`, with what is left. The findings are put together when they are asked for. */
  check(document: MailDocument, config: ResolvedConfig, ports: RunnerPorts): Checked {
    const rules = rulesOf(config);
    if (isTranscript(document)) return this.#checkTranscript(document, config, rules, ports);
    const run = this.#resume(document, config);
    const done = readBodies(run, ports) && this.#check(run, rules, ports);
    if (done) this.#memo.finish();
    else this.#stopped = run;
    return {
      left: done ? 'nothing' : 'much',
      get findings() {
        return sort([...run.found]);
      },
    };
  }

  /** What was found last of a transcript. */
  get known(): readonly Finding[] {
    return this.#transcript?.run.findings(order) ?? NONE;
  }

  /** Tells of each version of a transcript, whether or not it is checked: findings are handed on from one to the next. */
  follow(document: MailDocument): void {
    if (isTranscript(document)) this.#transcript?.run.follow(document);
    else this.#transcript = undefined;
  }

  /** The findings that touch a range, each with its fixes; runs the rules anew for the subjects there. */
  fixes(
    document: MailDocument,
    config: ResolvedConfig,
    range: TextRange,
    ports: RunnerPorts,
  ): FixableFinding[] {
    const rules = rulesOf(config);
    const found: FixableFinding[] = [];
    const transcript = isTranscript(document);
    if (transcript) {
      for (const finding of this.findings(document, config, {
        ...ports,
        cancelled: undefined,
        upTo: 'nothing',
      })) {
        if (!finding.fixable && touches(finding, range)) found.push({ finding, fixes: [] });
      }
    }
    const subjects = transcript
      ? (this.#transcript?.run.fixable(range, rules.wantsMailboxes) ?? [])
      : allSubjects(document, new SubjectKeys(this.#contexts));
    for (const subject of subjects) {
      if (!transcript && !mayTouch(subject, range)) continue;
      this.#runAll(rules.for(subject), subject, ports, (finding, fix) => {
        if (!touches(finding, range) || (transcript && !finding.fixable)) return;
        const fixes = fix?.(ports.newValues) ?? [];
        found.push({ finding, fixes: Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix] });
      });
    }
    return found.sort((a, b) => order(a.finding, b.finding));
  }

  #checkTranscript(
    document: TranscriptDocument,
    config: ResolvedConfig,
    rules: RulesByScope,
    ports: RunnerPorts,
  ): Checked {
    let known = this.#transcript;
    if (known?.run.document !== document || known.config !== config.key) {
      known = { config: config.key, run: new TranscriptRun(document) };
      this.#transcript = known;
    }
    const { run } = known;
    const { cancelled = never, upTo = 'nothing' } = ports;
    const left = run.run(rules.wantsMailboxes, {
      check: (subject) => this.#found(rules.for(subject), subject, ports),
      checkByRule: (subject) => this.#foundByRule(rules, subject, ports),
      cancelled,
      upTo: upTo === 'nothing' ? 'nothing' : 'wide',
    });
    return {
      left,
      get findings() {
        return upTo === 'cut' ? run.settled(order) : run.findings(order);
      },
    };
  }

  #resume(document: MailDocument, config: ResolvedConfig): Run {
    const { key } = config;
    const stopped = this.#stopped;
    this.#stopped = undefined;
    if (stopped?.document === document && stopped.config === key) return stopped;
    this.#memo.begin(key);
    const parts = longBodies(document);
    const left = allSubjects(document, new SubjectKeys(this.#contexts));
    return { document, config: key, parts, part: undefined, subjects: left, found: [] };
  }

  /** Runs the rules for the subjects that are left; false where it was cancelled. */
  #check({ subjects: left, found }: Run, rules: RulesByScope, ports: RunnerPorts): boolean {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      const subject = next.value;
      let findings = this.#memo.get(subject);
      if (!findings) {
        findings = this.#found(rules.for(subject), subject, ports);
        this.#memo.set(subject, findings);
      }
      for (const finding of findings) found.push(finding);
      if (ports.cancelled?.() === true) return false;
    }
    return true;
  }

  #found(rules: readonly PreparedRule[], subject: ScopedSubject, ports: RunnerPorts): readonly Finding[] {
    let found: Finding[] | undefined;
    this.#runAll(rules, subject, ports, (finding) => (found ??= []).push(finding));
    return found ?? NONE;
  }

  *#foundByRule(
    rules: RulesByScope,
    subject: ScopedSubject,
    ports: RunnerPorts,
  ): Generator<readonly Finding[]> {
    for (const rule of rules.for(subject)) yield this.#found([rule], subject, ports);
  }

  #runAll(rules: readonly PreparedRule[], subject: ScopedSubject, ports: RunnerPorts, take: Take): void {
    for (const each of rules) {
      try {
        each.run(subject, take);
      } catch (error) {
        const { id } = each.rule;
        if (this.#failed.has(id)) continue;
        this.#failed.add(id);
        ports.ruleFailed(id, error);
      }
    }
  }
}

const never = (): boolean => false;
const NONE: readonly Finding[] = [];

/** Reads what rules need of long bodies, piece by piece, before any rule asks for it; false where it was cancelled. */
function readBodies(run: Run, { cancelled }: RunnerPorts): boolean {
  if (!cancelled) return true;
  for (;;) {
    if (run.part && !readAhead(run.part, cancelled)) return false;
    const next = run.parts.next();
    run.part = next.done === true ? undefined : next.value;
    if (!run.part) return true;
  }
}

function* longBodies({ messages }: MailDocument): Generator<Part> {
  for (const message of messages) {
    for (const part of walkParts(message)) if (part.bodyTo - part.bodyFrom > LONG_BODY) yield part;
  }
}

/** All subjects of a document that is no transcript, in document order but for the octets, which come first. */
function* allSubjects(document: MailDocument, keys: SubjectKeys): Generator<ScopedSubject> {
  if (document.octets) yield octetsSubject(document.octets, document);
  for (const message of document.messages) yield* messageSubjects(message, keys);
}

/** Whether findings of this subject can touch the range: those of a field or a part stand inside it. */
function mayTouch({ scope, subject }: ScopedSubject, range: TextRange): boolean {
  if (!INSIDE.has(scope)) return true;
  const { from, to } = scope === 'field' ? (subject as FieldSubject).field : (subject as Part);
  return from <= range.to && range.from <= to;
}

const INSIDE: ReadonlySet<Scope> = new Set<Scope>(['field', 'headerBlock', 'body', 'part']);

function sort(findings: Finding[]): Finding[] {
  return findings.sort(order);
}

function order(a: Finding, b: Finding): number {
  return a.from - b.from || a.to - b.to || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
