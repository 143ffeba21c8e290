// Findings kept by subject, so that an edit runs only the rules whose subject it touched.

import type { Finding } from './finding.ts';
import type { ScopedSubject } from './subjects.ts';

/**
 * Findings of subjects with a key, stored relative to the subject's start. Two generations: what neither this run
 * nor the last has asked for is forgotten.
 */
export class FindingMemo {
  #config = '';
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();
  #finished = true;

  /** Starts a run; another configuration forgets everything. */
  begin(config: string): void {
    if (config !== this.#config) this.#old = new Map();
    // A run that was given up has not asked for everything: what the one before it kept counts as well.
    else this.#old = this.#finished ? this.#young : new Map([...this.#old, ...this.#young]);
    this.#young = new Map();
    this.#config = config;
    this.#finished = false;
  }

  /** Ends a run that asked for all subjects. */
  finish(): void {
    this.#finished = true;
  }

  /** The findings of an equal subject, moved to where this one stands. */
  get(subject: ScopedSubject): readonly Finding[] | undefined {
    const { key, kind, base } = subject;
    if (key === undefined) return undefined;
    let known = ofKind(this.#young.get(key), kind);
    if (!known) {
      known = ofKind(this.#old.get(key), kind);
      if (!known) return undefined;
      this.#keep(key, kind, known);
    }
    return known.length === 0 ? known : known.map((finding) => shift(finding, base));
  }

  set({ key, kind, base }: ScopedSubject, findings: readonly Finding[]): void {
    if (key === undefined || findings.some((finding) => !staysWithin(finding, base, base + key.length))) {
      return;
    }
    const relative = findings.length === 0 ? NONE : findings.map((finding) => shift(finding, -base));
    this.#keep(key, kind, relative);
  }

  #keep(key: string, kind: string | undefined, findings: readonly Finding[]): void {
    this.#young.set(key, { kind, findings, next: this.#young.get(key) });
  }
}

/** The findings of subjects with one key: a list by kind, nearly always of one. */
interface Kept {
  readonly kind: string | undefined;
  readonly findings: readonly Finding[];
  readonly next: Kept | undefined;
}

function ofKind(first: Kept | undefined, kind: string | undefined): readonly Finding[] | undefined {
  for (let kept = first; kept; kept = kept.next) if (kept.kind === kind) return kept.findings;
  return undefined;
}

/** A place outside the subject does not move with it. */
function staysWithin({ from, to, related }: Finding, start: number, end: number): boolean {
  return from >= start && to <= end && related.every((place) => place.from >= start && place.to <= end);
}

const NONE: readonly Finding[] = [];

function shift(finding: Finding, by: number): Finding {
  return {
    ...finding,
    from: finding.from + by,
    to: finding.to + by,
    related: finding.related.map((place) => ({ ...place, from: place.from + by, to: place.to + by })),
  };
}
