// Mutations of sessions that know who speaks: a table of small changes, each of a text to another text.

import type { Random } from '../../server/src/core/testing/random.ts';
import { said, sessionMarks, speakerMarks } from './sessionDictionary.ts';
import { MAX_LENGTH, atLine, mutated, textMutations } from './textMutations.ts';
import type { Mutation } from './textMutations.ts';

/** An excerpt of a session, changed a few times. */
export function mutateSession(text: string, random: Random, other: () => string): string {
  return mutated(text, random, other, mutations, [
    [64, MAX_LENGTH],
    [6, 3000],
    [2, 900],
    [1, 300],
  ]);
}

/** By what is changed; one that stands twice is taken twice as often. */
const mutations: readonly Mutation[] = [
  (text, random) => atLine(text, random, (line) => [saidLike(line, random)], 0),
  (text, random) => atLine(text, random, (line) => [saidLike(line, random)], 0),
  (text, random) => atLine(text, random, (line) => [saidLike(line, random)], 1),
  (text, random) => atLine(text, random, () => [random.pick(said.note)], 0),
  (text, random) => atLine(text, random, (line) => [line + random.pick(LITERALS)], 1),
  (text, random) => atLine(text, random, (line) => [withoutMark(line)], 1),
  (text, random) => atLine(text, random, (line) => cut(line, random), 1),
  changeNumber,
  changeNumber,
  insertDialogue,
  insertMessage,
  changeMarks,
  ...textMutations(sessionMarks),
];

/** What stands in front of the own text of a marked line. */
const MARK = /^.{0,90}?(?:[CS]: ?|-+> ?|<-+ {0,2}|[<>]+ |~> |<~ {2}|(?:send|reply): )/;

function markOf(line: string): string {
  return MARK.exec(line)?.[0] ?? '';
}

function withoutMark(line: string): string {
  return line.slice(markOf(line).length);
}

/** Something said behind the mark of a line, by the side that it is or by the other. */
function saidLike(line: string, random: Random): string {
  return markOf(line) + random.pick(random.once(2) ? said.client : said.server);
}

/** A line in two, the second with the mark of the first or without. */
function cut(line: string, random: Random): readonly string[] {
  const at = random.integer(line.length + 1);
  return [line.slice(0, at), (random.once(2) ? markOf(line) : '') + line.slice(at)];
}

function changeNumber(text: string, random: Random): string {
  const from = random.integer(text.length);
  const found = /\d+/.exec(text.slice(from));
  if (!found) return text;
  const at = from + found.index;
  return text.slice(0, at) + random.pick(NUMBERS) + text.slice(at + found[0].length);
}

/** A command, what the server says to it, and more of both, in one notation. */
function insertDialogue(text: string, random: Random): string {
  const [client, server] = random.pick(speakerMarks);
  const lines = Array.from({ length: 1 + random.integer(4) }, () => [
    client + random.pick(said.client),
    server + random.pick(said.server),
  ]).flat();
  return atLine(text, random, () => lines, 0);
}

function insertMessage(text: string, random: Random): string {
  return atLine(
    text,
    random,
    (line) => ['Subject: x', 'From: a@b', '', '.dot', '.', ''].map((each) => markOf(line) + each),
    0,
  );
}

/** Every mark in another notation. */
function changeMarks(text: string, random: Random): string {
  const [fromClient, fromServer] = random.pick(speakerMarks);
  const [client, server] = random.pick(speakerMarks);
  if (fromClient === '') return text;
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith(fromClient)) return client + line.slice(fromClient.length);
      return line.startsWith(fromServer) ? server + line.slice(fromServer.length) : line;
    })
    .join('\n');
}

const LITERALS = ['{3}', '{3+}', '~{3}', '{20}', ' {0}', '{-1}', '{', '}', '\\r\\n'];
const NUMBERS = [
  '0',
  '1',
  '2',
  '7',
  '20',
  '99',
  '250',
  '334',
  '354',
  '4294967295',
  '4294967296',
  '9'.repeat(30),
  '',
];
