// Small changes of any text of lines: lines, characters, line ends.

import type { Random } from '../../server/src/core/testing/random.ts';

/** Makes another text of one; `other` is a second text to take pieces from. */
export type Mutation = (text: string, random: Random, other: string) => string;

/** Texts stay below this many UTF-16 units: many small inputs find more than a few large ones. */
export const MAX_LENGTH = 16_384;

/** How long a text may be, in UTF-16 units, and how often: one of so many. The first that is drawn counts. */
type Lengths = readonly (readonly [oneIn: number, length: number])[];

/** An excerpt of a text, changed a few times by one of the mutations. */
export function mutated(
  text: string,
  random: Random,
  other: () => string,
  mutations: readonly Mutation[],
  lengths: Lengths,
): string {
  const length = lengths.find(([oneIn]) => random.once(oneIn))?.[1] ?? MAX_LENGTH;
  let changed = excerpt(text, random, length);
  const times = 1 + random.integer(random.pick([1, 3, 8]));
  for (let i = 0; i < times; i++) changed = random.pick(mutations)(changed, random, other());
  return changed.slice(0, length * 2);
}

/** At most `length` units of a text: its start, what begins at one of its lines, or some of each. */
function excerpt(text: string, random: Random, length: number): string {
  if (text.length <= length) return text;
  const line = text.lastIndexOf('\n', random.integer(text.length)) + 1;
  const start = random.pick([length, length >> 1, 0]);
  return text.slice(0, start) + text.slice(Math.max(line, start)).slice(0, length - start);
}

/** Changes of lines, of characters and of the whole; marks are inserted anywhere. */
export function textMutations(marks: readonly string[]): readonly Mutation[] {
  return [
    (text, random) => atLine(text, random, () => [], 1),
    (text, random) => atLine(text, random, (line) => [line, line], 1),
    (text, random) => atLine(text, random, (line) => [` ${line}`], 1),
    (text, random) => atLine(text, random, (line) => [line.trimStart()], 1),
    spliceLines,
    spliceLines,
    swapLines,
    (text, random) => insertMark(text, random, marks),
    (text, random) => insertMark(text, random, marks),
    removeRange,
    copyRange,
    flipBits,
    (text, random) => repeatMark(text, random, marks),
    changeLineEnds,
    (text, random) => text.slice(0, random.integer(text.length + 1)),
    (text, random) => text.slice(random.integer(text.length + 1)),
  ];
}

/** Replaces `remove` lines at a random place by others. */
export function atLine(
  text: string,
  random: Random,
  write: (line: string) => readonly string[],
  remove: 0 | 1,
): string {
  return replaceLine(text, random.integer(countLines(text)), write, remove);
}

/** Replaces a line, counted from 0, or inserts in front of it where `remove` is 0. */
export function replaceLine(
  text: string,
  number: number,
  write: (line: string) => readonly string[],
  remove: 0 | 1,
): string {
  let from = 0;
  for (let i = 0; i < number; i++) {
    const next = text.indexOf('\n', from);
    if (next < 0) break;
    from = next + 1;
  }
  const end = text.indexOf('\n', from);
  const to = end < 0 ? text.length : end + 1;
  const whole = text.slice(from, to);
  const lineEnd = /\r?\n$/.exec(whole)?.[0] ?? '';
  const line = whole.slice(0, whole.length - lineEnd.length);
  const written = write(line)
    .map((each) => each + (lineEnd === '' ? '\n' : lineEnd))
    .join('');
  return text.slice(0, from) + written + text.slice(remove === 1 ? to : from);
}

/** How many lines a text has, an empty last one included. */
export function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function spliceLines(text: string, random: Random, other: string): string {
  const source = other.split('\n');
  const from = random.integer(source.length);
  const piece = source.slice(from, from + 1 + random.integer(random.pick([2, 10, 40])));
  return atLine(text, random, () => piece, random.once(2) ? 1 : 0);
}

function swapLines(text: string, random: Random): string {
  const all = text.split('\n');
  const a = random.integer(all.length);
  const b = random.integer(all.length);
  [all[a], all[b]] = [all[b] ?? '', all[a] ?? ''];
  return all.join('\n');
}

function insertMark(text: string, random: Random, marks: readonly string[]): string {
  const at = random.integer(text.length + 1);
  return text.slice(0, at) + random.pick(marks) + text.slice(at + random.integer(2));
}

function removeRange(text: string, random: Random): string {
  const from = random.integer(text.length + 1);
  return text.slice(0, from) + text.slice(from + 1 + random.integer(random.pick([2, 20, 200])));
}

function copyRange(text: string, random: Random): string {
  const from = random.integer(text.length + 1);
  const at = random.integer(text.length + 1);
  return (
    text.slice(0, at) +
    text.slice(from, from + 1 + random.integer(random.pick([4, 40, 400]))) +
    text.slice(at)
  );
}

function flipBits(text: string, random: Random): string {
  const at = random.integer(text.length);
  const code = (text.charCodeAt(at) || 0) ^ (1 << random.integer(random.once(8) ? 16 : 8));
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
}

function repeatMark(text: string, random: Random, marks: readonly string[]): string {
  const at = random.integer(text.length + 1);
  const mark = random.once(2) ? random.pick(marks) : text.slice(at, at + 1 + random.integer(12));
  return text.slice(0, at) + mark.repeat(2 + random.integer(random.pick([10, 100, 600]))) + text.slice(at);
}

function changeLineEnds(text: string, random: Random): string {
  const ends = random.pick([['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\n', '\r', '\r\n', '\n\r']]);
  return text.replace(/\r\n|\r|\n/g, () => random.pick(ends));
}
