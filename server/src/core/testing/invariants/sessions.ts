// Invariants of sessions: units cover the lines, trees are lossless, redaction and fixes leave a session as it is.

import type { OpenMail } from '../../index.ts';
import { treeFault } from '../../syntax/tree.ts';
import type { Tree } from '../../syntax/tree.ts';
import { applyEdits } from '../../text/edits.ts';
import type { TextEdit } from '../../text/edits.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import type { ReadLinesOptions } from '../../transcript/dialect/readLines.ts';
import { isTranscript } from '../../transcript/document.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import { exchangesOf } from '../../transcript/exchanges.ts';
import type { ExchangeSubject } from '../../transcript/exchanges.ts';
import { secretsOf } from '../../transcript/secrets/index.ts';
import type { Random } from '../random.ts';
import { featuresOf } from './features.ts';
import { findingsProblem } from './findings.ts';
import { everyRule, firstProblem, rangeProblem, service, standard, strict } from './invariant.ts';
import type { Invariant } from './invariant.ts';
import { treeProblem } from './structure.ts';

/** What must hold for every text that is read as a transcript. */
export const sessions: readonly Invariant[] = [
  { name: 'session: units cover the lines', oneIn: 1, problem: (text) => unitsProblem(open(text), text) },
  { name: 'session: the tree of a unit is lossless', oneIn: 1, problem: (text) => treesProblem(open(text)) },
  {
    name: 'session: the tree of a carried message is lossless',
    oneIn: 2,
    problem: (text) => treeProblem(open(text).document),
  },
  {
    name: 'session: findings stand in the text and in order',
    oneIn: 1,
    problem: (text) => findingsProblem(open(text).findings(everyRule), text.length),
  },
  ...featuresOf('session: ', open),
  { name: 'session: redacted it is the same without secrets', oneIn: 8, problem: redactProblem },
  { name: 'session: a fix edits the text', oneIn: 16, problem: fixProblem },
  { name: 'session: fixing everything comes to rest', oneIn: 32, problem: fixAllProblem },
];

/** A text as a transcript, to be read only: the one asked for last is kept. */
function open(text: string): OpenMail {
  if (last?.text !== text) last = { text, mail: openAfresh(text) };
  return last.mail;
}

let last: { readonly text: string; readonly mail: OpenMail } | undefined;

/** Opens a text as a transcript; what of its protocol and notation is not given is to be found. */
export function openAfresh(text: string, reading: ReadLinesOptions = {}): OpenMail {
  return service.open({ snapshot: textSnapshot(text), format: 'transcript', reading });
}

function transcriptOf({ document }: OpenMail): TranscriptDocument {
  if (!isTranscript(document)) throw new Error('It was opened as a transcript');
  return document;
}

/** Lines follow each other in the text, and every line of a session is in exactly one unit. */
function unitsProblem(mail: OpenMail, text: string): string | undefined {
  const { lines, sessions: all } = transcriptOf(mail).transcript;
  let to = 0;
  for (let line = 0; line < lines.count; line++) {
    const range = lines.range(line);
    const content = lines.content(line);
    const outside = rangeProblem(range, text.length) ?? rangeProblem(content, text.length);
    if (outside !== undefined) return `line outside: ${outside}`;
    if (range.from !== to) return `lines apart: ${String(range.from)} behind ${String(to)}`;
    to = range.to;
  }
  if (lines.count > 0 && to !== text.length) return `lines end: at ${String(to)} of ${String(text.length)}`;
  return firstProblem(all, (session) => coverProblem(session));
}

function coverProblem({ exchanges, numbers }: Session): string | undefined {
  // A literal's answer may stand inside the command it belongs to, so units may overlap; none may be left out.
  const covered = new Uint8Array(numbers.length);
  let before = -1;
  for (let index = 0; index < exchanges.count; index++) {
    const { first, last: end, repliesTo, kind } = exchanges.get(index);
    if (first < before) return `${kind} out of order: ${String(first)} < ${String(before)}`;
    if (end <= first || end > numbers.length) {
      return `${kind} has no lines: ${JSON.stringify([first, end, numbers.length])}`;
    }
    if (repliesTo !== undefined && (repliesTo < 0 || repliesTo >= index)) {
      return `${kind} answers what is not in front of it: ${String(repliesTo)} of ${String(index)}`;
    }
    covered.fill(1, first, end);
    before = first;
  }
  const gap = covered.indexOf(0);
  return gap < 0 ? undefined : `a line is in no unit: ${String(gap)} of ${String(numbers.length)}`;
}

function treesProblem(mail: OpenMail): string | undefined {
  const { transcript, syntax } = transcriptOf(mail);
  return firstProblem(transcript.sessions, (session) =>
    firstProblem(exchangesOf(session, syntax), (subject) => {
      const { unit, faults, exchange } = subject;
      const what = `${subject.protocol} ${exchange.kind}`;
      const tree = treeOf(subject);
      // Of a chunk without a line end the command behind it is read alone.
      const wrong =
        tree && treeFault(tree, 0, exchange.row?.verb === 'BDAT' ? tree.root.to : unit.text.length);
      if (wrong !== undefined) return `${what} tree: ${wrong}`;
      const fault = firstProblem(faults, (each) => rangeProblem(each, unit.text.length));
      return fault && `${what} fault outside: ${fault}`;
    }),
  );
}

function treeOf(subject: ExchangeSubject): Tree | undefined {
  if (subject.protocol === 'imap') return subject.syntax?.tree;
  return (subject.command ?? subject.reply)?.tree;
}

function redactProblem(text: string, random: Random): string | undefined {
  const mail = open(text);
  const options = {
    addresses: random.once(4),
    hosts: random.once(4),
    bodies: random.once(4),
    names: random.once(4),
  };
  const edits = mail.redactEdits(options) ?? [];
  const unsafe = editsProblem(edits, text.length);
  if (unsafe !== undefined) return unsafe;
  if (edits.length === 0) return undefined;
  const result = applyEdits(text, edits);
  const reading = readingOf(mail);
  // Read as one protocol it may be more than what was taken for a session by itself.
  if (shape(openAfresh(text, reading)) !== shape(mail)) return undefined;
  const after = openAfresh(result, reading);
  // Where a message ends that is not as long as was said is told by its lines.
  if (!options.bodies && shape(mail) !== shape(after)) return `is another session: ${JSON.stringify(result)}`;
  const left = transcriptOf(after).transcript.sessions.flatMap(secretsOf);
  if (left.length > 0) return `secrets are left: ${JSON.stringify(result)}`;
  const again = applyEdits(result, after.redactEdits(options) ?? []);
  return again === result ? undefined : `changes again: ${JSON.stringify([result, again])}`;
}

/**
 * An editor knows the language; of a line or two the content may have said it. Where sessions speak different
 * protocols, none was chosen.
 */
function readingOf(mail: OpenMail): ReadLinesOptions {
  const { protocol, notation, sessions: all } = transcriptOf(mail).transcript;
  return { notation, ...(all.every((session) => session.protocol === protocol) && { protocol }) };
}

/** Who says what, and what answers what. A tag may be a secret that was taken for one; places move. */
function shape(mail: OpenMail): string {
  return JSON.stringify(mail.sessions(), (key, value: unknown) => (MOVING.has(key) ? undefined : value));
}

const MOVING = new Set(['from', 'to', 'tag', 'verb']);

/** No editor holds mixed line ends, so no edit is made in such a text. */
function withLineEnds(text: string, random: Random): string {
  return text.replace(/\r\n|\r|\n/g, random.pick(['\n', '\n', '\r\n']));
}

function fixProblem(given: string, random: Random): string | undefined {
  const text = withLineEnds(given, random);
  const mail = open(text);
  const all = mail.quickFixes(random.pick([standard, strict]), { from: 0, to: text.length });
  return firstProblem(all, ({ finding, edits }) => {
    const unsafe = editsProblem(edits, text.length);
    if (unsafe !== undefined) return `${finding.rule} ${unsafe}`;
    return applyEdits(text, edits) === text ? `${finding.rule} changes nothing: ` : undefined;
  });
}

function fixAllProblem(given: string, random: Random): string | undefined {
  let text = withLineEnds(given, random);
  const config = random.pick([standard, strict]);
  for (let run = 0; run < MAX_RUNS; run++) {
    const edits = openAfresh(text).fixAll(config);
    const unsafe = editsProblem(edits, text.length);
    if (edits.length === 0 || unsafe !== undefined) return unsafe;
    text = applyEdits(text, edits);
    if (text.length > MAX_FIXED) return undefined;
  }
  return `has more: ${JSON.stringify(openAfresh(text).fixAll(config)[0])}`;
}

function editsProblem(edits: readonly TextEdit[], length: number): string | undefined {
  const outside = firstProblem(edits, (edit) => rangeProblem(edit, length));
  if (outside !== undefined) return `edits outside: ${outside}`;
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  const overlap = sorted.find((edit, i) => edit.from < (sorted[i - 1]?.to ?? 0));
  return overlap && `edits overlap: ${JSON.stringify(overlap)}`;
}

const MAX_RUNS = 15;
const MAX_FIXED = 100_000;
