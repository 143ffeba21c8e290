// Findings kept by subject, so that an edit runs only the rules whose subject it touched.

import type { Finding } from './finding.ts';
import type { ScopedSubject } from './subjects.ts';

/**
 * Findings of subjects with a key, stored relative to the subject's start. Two generations: what neither this run
 * nor the last has asked for is forgotten.
 */
export class FindingMemo {
  #config = '';
  #young = new Map<string, readonly Finding[]>();
  #old = new Map<string, readonly Finding[]>();
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
    if (subject.key === undefined) return undefined;
    const known = this.#young.get(subject.key) ?? this.#old.get(subject.key);
    if (!known) return undefined;
    this.#young.set(subject.key, known);
    return known.length === 0 ? known : known.map((finding) => shift(finding, subject.base));
  }

  set(subject: ScopedSubject, findings: readonly Finding[]): void {
    if (subject.key !== undefined) {
      this.#young.set(
        subject.key,
        findings.map((finding) => shift(finding, -subject.base)),
      );
    }
  }
}

function shift(finding: Finding, by: number): Finding {
  return {
    ...finding,
    from: finding.from + by,
    to: finding.to + by,
    related: finding.related.map((place) => ({ ...place, from: place.from + by, to: place.to + by })),
  };
}
