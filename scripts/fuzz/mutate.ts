// Mutations of messages that know their grammar: a table of small changes, each of a text to another text.

import type { Random } from '../../server/src/core/testing/random.ts';
import { fields, lines, marks, values } from './dictionary.ts';
import { MAX_LENGTH, atLine, countLines, mutated, replaceLine, textMutations } from './textMutations.ts';
import type { Mutation } from './textMutations.ts';

/** An excerpt of a message, changed a few times. */
export function mutate(text: string, random: Random, other: () => string): string {
  return mutated(text, random, other, mutations, [
    [64, MAX_LENGTH],
    [8, 2000],
    [2, 500],
    [1, 160],
  ]);
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
  (text, random) => atLine(text, random, () => [random.pick(lines)], 0),
  ...textMutations(marks),
  fold,
  unfold,
  // Boundaries and structure
  changeBoundary,
  wrapInMultipart,
  wrapInMessage,
  nestDeeply,
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

/** Replaces or adds a line, most often in the first header block. */
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
