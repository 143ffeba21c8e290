// Whether a mistake that was put into a session is found exactly once, at the right place.

import type { Finding } from '../../server/src/core/index.ts';
import { unmark } from '../../server/src/core/testing/marks.ts';

/** A session with a mistake in it, which `«»` mark. */
export interface Seeded {
  /** The rule that finds it, and its message. */
  readonly rule: string;
  readonly message: string;
  readonly text: string;
}

/**
 * What is wrong with what is found; undefined where it is the mistake alone.
 * @param findingsIn what counts among the findings of a session.
 */
export function seededProblem(
  { rule, message, text }: Seeded,
  findingsIn: (text: string) => readonly Finding[],
): string | undefined {
  const { text: own, ranges } = unmark(text);
  const [wanted] = ranges;
  const found = findingsIn(own);
  const [first] = found;
  const right =
    found.length === 1 &&
    first?.rule === rule &&
    first.messageId === message &&
    first.from === wanted?.from &&
    first.to === wanted.to;
  return right
    ? undefined
    : `found ${found.map((each) => `${each.rule} ${each.messageId} «${own.slice(each.from, each.to)}»`).join(', ')}`;
}
