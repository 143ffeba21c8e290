// What is said of an example that does not hold: short, whatever the length of the example.

import type { Example, Rule } from '../rules/rule.ts';
import type { TextRange } from '../text/range.ts';

/** One example that does not hold: a sentence for the developer. */
export interface ExampleFailure {
  /** Where it ran: the host of a message, the notation of a session. */
  readonly context: string;
  readonly example: Example;
  readonly problem: string;
}

/** What a developer needs of the failures: which example, where, what differs. A few lines. */
export function failureReport(rule: Rule, failures: readonly ExampleFailure[]): string {
  const { valid, invalid } = rule.examples;
  const named = ({ example }: ExampleFailure): string => {
    const list = invalid.includes(example) ? invalid : valid;
    const kind = list === invalid ? 'invalid' : 'valid';
    return `${kind} example ${String(list.indexOf(example) + 1)} of ${String(list.length)}`;
  };
  const shown = failures
    .slice(0, MAX_FAILURES)
    .map((failure) => `${named(failure)}, in ${failure.context}: ${failure.problem}`);
  const left = failures.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${String(left)} more`] : [])].join('\n');
}

/** What is wrong with the places of findings; undefined where each is `same` as the one that is wanted. */
export function placesProblem(
  host: string,
  wanted: readonly TextRange[],
  found: readonly TextRange[],
  same: (found: TextRange, wanted: TextRange) => boolean,
): string | undefined {
  const odd = wanted.findIndex((each, i) => {
    const other = found[i];
    return other === undefined || !same(other, each);
  });
  if (odd < 0 && found.length === wanted.length) return undefined;
  const at = odd < 0 ? wanted.length : odd;
  const counts =
    found.length === wanted.length ? '' : ` (${String(found.length)} for ${String(wanted.length)})`;
  return `Expected ${place(host, wanted[at])}, found ${place(host, found[at])}${counts}`;
}

/** Where a text starts to differ from the one that is wanted. */
export function difference(text: string, wanted: string): string {
  let at = 0;
  while (at < text.length && text[at] === wanted[at]) at++;
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return `${quoted(text.slice(line))} for ${quoted(wanted.slice(line))} in line ${lineOf(text, at)}`;
}

function place(host: string, range: TextRange | undefined): string {
  if (range === undefined) return 'nothing';
  const line = host.lastIndexOf('\n', range.from - 1) + 1;
  const column = String(range.from - line + 1);
  return `${quoted(host.slice(range.from, range.to))} at ${lineOf(host, range.from)}:${column}`;
}

function lineOf(text: string, offset: number): string {
  return String(text.slice(0, offset).split('\n').length);
}

function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
}

const MAX_FAILURES = 4;
const MAX_TEXT = 80;
