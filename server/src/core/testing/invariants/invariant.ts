// What an invariant is: a sentence that holds for every text there can be, and how it is asked.

import { createMailService } from '../../index.ts';
import type { MailService, OpenMail, ResolvedConfig } from '../../index.ts';
import { octetFacts } from '../../text/octetFacts.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import type { TextRange } from '../../text/range.ts';
import type { Random } from '../random.ts';

/** What must hold for every text. */
export interface Invariant {
  /** A few words, the same for good: failures are told apart by it. */
  readonly name: string;
  /** Looked at for one of so many inputs: what costs much is looked at less often. */
  readonly oneIn: number;
  /**
   * What is wrong with a text, or undefined. The part in front of the first `: ` names the kind of failure, what
   * follows is about this text. May throw, which is a failure too.
   */
  readonly problem: (text: string, random: Random) => string | undefined;
}

/** One service for all; a rule that throws is a failure of whoever asked. */
export const service: MailService = createMailService({
  ruleFailed: (rule, error) => {
    throw new RuleFailed(rule, error);
  },
});

/** A rule that threw. */
export class RuleFailed extends Error {
  constructor(rule: string, error: unknown) {
    super(`${rule} threw ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof Error && error.stack !== undefined) this.stack = error.stack;
  }
}

/** Every rule, those that are off as hints. */
export const everyRule: ResolvedConfig = service.configure({
  rules: Object.fromEntries(
    service.rules.map((rule) => [rule.id, rule.severity === 'off' ? 'hint' : rule.severity]),
  ),
});

/** The configurations that fixes are measured by. */
export const standard: ResolvedConfig = service.configure({});
export const strict: ResolvedConfig = service.configure({ profile: 'strict' });

/** A text as a file whose octets are known, to be read only: the one asked for last is kept. */
export function openFile(text: string, format: 'message' | 'mbox' = 'message'): OpenMail {
  if (last?.text !== text || last.format !== format) last = { text, format, mail: openAfresh(text, format) };
  return last.mail;
}

let last: { readonly text: string; readonly format: string; readonly mail: OpenMail } | undefined;

/** Opens a text as a file whose octets are known. */
export function openAfresh(text: string, format: 'message' | 'mbox' = 'message'): OpenMail {
  return service.open({ snapshot: textSnapshot(text), octets: factsOf(text), format });
}

/** The facts of the octets that a text stands for: Latin-1 where it has no character above U+00FF. */
export function factsOf(text: string): ReturnType<typeof octetFacts> {
  return octetFacts(text, { bom: false, utf8: /[^\0-\xff]/.test(text) || !/[\x80-\xff]/.test(text) });
}

/** What is wrong with a range of a text of `length` units. */
export function rangeProblem({ from, to }: TextRange, length: number): string | undefined {
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= length) {
    return undefined;
  }
  return `${String(from)} to ${String(to)} of ${String(length)}`;
}

/** The first answer that is one. */
export function firstProblem<T>(
  things: Iterable<T>,
  problem: (thing: T) => string | undefined,
): string | undefined {
  for (const thing of things) {
    const found = problem(thing);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every offset of a short text, a few of a long one; no cursor stands between CR and LF. */
export function offsetsOf(text: string, random: Random, few: number): number[] {
  const offsets =
    text.length < few * 2
      ? Array.from({ length: text.length + 1 }, (_, offset) => offset)
      : [0, text.length, ...Array.from({ length: few }, () => random.integer(text.length + 1))];
  return offsets.filter((offset) => text.slice(offset - 1, offset + 1) !== '\r\n');
}
