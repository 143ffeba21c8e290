// Mutations of mail that know its grammar: a table of small changes, each of a text to another text.

import type { Random } from '../../server/src/core/testing/random.ts';
import { fields, lines, marks, values } from './dictionary.ts';

/** Makes another text of one; `other` is a second text to take pieces from. */
type Mutation = (text: string, random: Random, other: string) => string;

/** Texts stay below this many UTF-16 units: many small inputs find more than a few large ones. */
export const MAX_LENGTH = 16_384;

/** How long a text may be, in UTF-16 units, and how often: one of so many. The first that is drawn counts. */
const LENGTHS: readonly (readonly [oneIn: number, length: number])[] = [
  [64, MAX_LENGTH],
  [8, 2000],
  [2, 500],
  [1, 160],
];

/** An excerpt of a text, changed a few times. */
export function mutate(text: string, random: Random, other: () => string): string {
  const length = LENGTHS.find(([oneIn]) => random.once(oneIn))?.[1] ?? MAX_LENGTH;
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

/** By what is changed; one that stands twice is taken twice as often. */
const mutations: readonly Mutation[] = [
  // Fields and values
  addField,
  addField,
  replaceValue,
  replaceValue,
  appendParameter,
  insertValue,
  insertValue,
  renameField,
  // Lines
  (text, random) => atLine(text, random, () => [random.pick(lines)], 0),
  (text, random) => atLine(text, random, () => [], 1),
  (text, random) => atLine(text, random, (line) => [line, line], 1),
  (text, random) => atLine(text, random, (line) => [` ${line}`], 1),
  (text, random) => atLine(text, random, (line) => [line.trimStart()], 1),
  spliceLines,
  spliceLines,
  swapLines,
  // Characters
  insertMark,
  insertMark,
  removeRange,
  copyRange,
  flipBits,
  fold,
  unfold,
  // Boundaries and structure
  changeBoundary,
  wrapInMultipart,
  wrapInMessage,
  nestDeeply,
  repeatMark,
  // The whole
  changeLineEnds,
  (text, random) => text.slice(0, random.integer(text.length + 1)),
  (text, random) => text.slice(random.integer(text.length + 1)),
];

function addField(text: string, random: Random): string {
  return atHeaderLine(text, random, () => [fieldLine(random)], 0);
}

function fieldLine(random: Random): string {
  const [name, suited] = random.pick(fields);
  const value = random.once(6) ? random.pick(random.pick(Object.values(values))) : random.pick(suited);
  return `${name}${random.once(20) ? ' ' : ''}:${random.once(10) ? '' : ' '}${value}`;
}

function replaceValue(text: string, random: Random): string {
  return atHeaderLine(
    text,
    random,
    (line) => {
      const colon = line.indexOf(':');
      const name = colon < 0 ? line : line.slice(0, colon);
      const suited = fields.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
      return [
        `${name}: ${random.pick(suited && !random.once(4) ? suited : random.pick(Object.values(values)))}`,
      ];
    },
    1,
  );
}

function appendParameter(text: string, random: Random): string {
  const gap = random.pick(['', '', '\n', '\n\t', ' (c) ']);
  return atHeaderLine(text, random, (line) => [line + gap + random.pick(values['parameters'] ?? [''])], 1);
}

function insertValue(text: string, random: Random): string {
  return atHeaderLine(
    text,
    random,
    (line) => {
      const at = random.integer(line.length + 1);
      return [line.slice(0, at) + random.pick(random.pick(Object.values(values))) + line.slice(at)];
    },
    1,
  );
}

function renameField(text: string, random: Random): string {
  return atHeaderLine(text, random, (line) => [line.replace(/^[^:\s]*/, random.pick(fields)[0])], 1);
}

/** Replaces `remove` lines at a random place by others. */
function atLine(
  text: string,
  random: Random,
  write: (line: string) => readonly string[],
  remove: 0 | 1,
): string {
  return replaceLine(text, random.integer(countLines(text)), write, remove);
}

/** The same, most often in the first header block. */
function atHeaderLine(
  text: string,
  random: Random,
  write: (line: string) => readonly string[],
  remove: 0 | 1,
): string {
  const end = /\r\n\r\n|\n\n|\r\r/.exec(text)?.index ?? text.length;
  const header = random.once(5) ? countLines(text) : countLines(text.slice(0, end));
  return replaceLine(text, random.integer(header), write, remove);
}

function replaceLine(
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

function countLines(text: string): number {
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

function insertMark(text: string, random: Random): string {
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

function fold(text: string, random: Random): string {
  const at = text.indexOf(' ', random.integer(text.length));
  return at < 0
    ? text
    : `${text.slice(0, at)}${random.pick(['\n', '\r\n', '\n \n', '\n\t'])}${text.slice(at)}`;
}

function unfold(text: string, random: Random): string {
  const from = random.integer(text.length);
  const at = /\r?\n[ \t]/.exec(text.slice(from))?.index;
  return at === undefined ? text : text.slice(0, from + at) + text.slice(from + at).replace(/^\r?\n/, '');
}

function changeBoundary(text: string, random: Random): string {
  const boundary = /boundary="?([^";\r\n]+)/i.exec(text)?.[1];
  if (boundary === undefined) return text;
  const line = random.pick([
    `--${boundary}`,
    `--${boundary}--`,
    `--${boundary} `,
    `--${boundary.slice(1)}`,
    boundary,
  ]);
  return atLine(text, random, () => [line], random.once(3) ? 1 : 0);
}

function wrapInMultipart(text: string, random: Random, other: string): string {
  const boundary = random.pick(['b', 'b c', 'b--', '=_x', 'b'.repeat(70)]);
  const type = random.pick(['mixed', 'alternative', 'related', 'digest', 'signed', 'report', 'x']);
  const second = random.once(2) ? `--${boundary}\n${other.slice(0, 2000)}\n` : '';
  const close = random.once(4) ? '' : `--${boundary}--\n`;
  return `MIME-Version: 1.0\nContent-Type: multipart/${type}; boundary="${boundary}"\n\n--${boundary}\n${text}\n${second}${close}`;
}

function wrapInMessage(text: string, random: Random): string {
  const type = random.pick([
    'message/rfc822',
    'message/global',
    'message/delivery-status',
    'message/partial; id=x; number=1',
  ]);
  const encoding = random.once(6) ? 'Content-Transfer-Encoding: base64\n' : '';
  return `From: a@b\nContent-Type: ${type}\n${encoding}\n${text}`;
}

function nestDeeply(text: string, random: Random): string {
  const depth = 2 + random.integer(random.pick([4, 30, 120]));
  const name = random.pick(['b', 'c']);
  const same = random.once(4);
  let head = '';
  for (let i = 0; i < depth; i++) {
    const boundary = same ? name : name + String(i);
    head += random.once(4)
      ? 'Content-Type: message/rfc822\n\n'
      : `Content-Type: multipart/mixed; boundary=${boundary}\n\n--${boundary}\n`;
  }
  return head + text;
}

function repeatMark(text: string, random: Random): string {
  const at = random.integer(text.length + 1);
  const mark = random.once(2) ? random.pick(marks) : text.slice(at, at + 1 + random.integer(12));
  return text.slice(0, at) + mark.repeat(2 + random.integer(random.pick([10, 100, 600]))) + text.slice(at);
}

function changeLineEnds(text: string, random: Random): string {
  const ends = random.pick([['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\n', '\r', '\r\n', '\n\r']]);
  return text.replace(/\r\n|\r|\n/g, () => random.pick(ends));
}
