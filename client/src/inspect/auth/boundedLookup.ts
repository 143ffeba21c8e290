// Questions to the DNS as checks ask them: each once, so many at most, each with an answer or the reason for none.

import type { DnsAnswer, Lookup } from '../../net/lookup.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** A port that remembers, and stops after so many questions. */
export interface BoundedLookup {
  readonly lookup: Lookup;
  /** The names that were asked for, in order. */
  readonly asked: () => readonly string[];
}

/** How many questions one message may cost: ten signatures, SPF with all it may ask, DMARC. */
export const MOST_QUESTIONS = 100;

/** @param most how many questions. */
export function boundedLookup(lookup: Lookup, most = MOST_QUESTIONS): BoundedLookup {
  const answers = new Map<string, Promise<DnsAnswer>>();
  return {
    asked: () => [...answers.keys()],
    lookup: (name, kind) => {
      const question = `${kind} ${name.toLowerCase()}`;
      const known = answers.get(question);
      if (known) return known;
      if (answers.size >= most) return Promise.resolve({ ok: false, fault: 'limit', detail: String(most) });
      const answer = lookup(name, kind);
      answers.set(question, answer);
      return answer;
    },
  };
}

/** Why there is no answer, in words. */
export function lookupReason(name: string, { fault, detail }: DnsAnswer & { readonly ok: false }): Reason {
  if (fault === 'timeout') return reason('dns-timeout', name);
  return fault === 'limit' ? reason('dns-limit', detail) : reason('dns-failed', name, detail);
}
