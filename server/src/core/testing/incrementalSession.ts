// An open transcript that is edited many times, compared with a fresh one after each edit.

import { inlayHintKinds } from '../index.ts';
import type { HoverPorts, MailSource, NewValuePorts, OpenMail, Protocol, Snapshot } from '../index.ts';
import { rules } from '../rules/index.ts';
import { messageTree } from '../message/messageTree.ts';
import { dump } from '../syntax/tree.ts';
import { applyEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { difference, randomEdits } from './incremental.ts';
import type { EditRun, Looks } from './incremental.ts';
import { everyRule, service } from './invariants/invariant.ts';
import { unmark } from './marks.ts';
import { writeSession } from './notations.ts';
import type { SessionNotation } from './notations.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';

/** The protocols that are edited. */
export const editedProtocols = ['smtp', 'pop3', 'imap'] as const;

/** A run of edits in a session. */
export interface SessionEditRun extends EditRun {
  readonly protocol: (typeof editedProtocols)[number];
  readonly notation: SessionNotation;
  /** About how many lines the session has at first. */
  readonly lines: number;
}

/**
 * Edits a session, put together from the examples of the rules, at random.
 * @returns what differed first between the edited document and a fresh one of the same text, or undefined.
 */
export function sessionProblem({
  protocol,
  notation,
  lines,
  seed,
  edits,
  segmentLength,
}: SessionEditRun): string | undefined {
  const random = randomOf(seed);
  const written = longSession(protocol, lines, random);
  const first = writeSession(written, notation).host;
  const pieces = PIECES.map((piece) => writeSession(piece, notation).host);
  const open = (text: string): OpenMail =>
    service.open({ snapshot: textSnapshot(text), format: 'transcript', reading: { protocol } });
  const limit = Math.max(MIN_LENGTH, first.length * 1.2);
  let text = first;
  let snapshot = textSnapshot(text, 0, segmentLength);
  const mail = openInParts(snapshot, protocol, random);
  const opened = difference(mail, open(text), looksAt(text, random));
  if (opened !== undefined) return `opened in parts: ${opened}\nin ${JSON.stringify(text)}`;
  for (let version = 1; version <= edits; version++) {
    const list = random.once(40)
      ? [{ from: 0, to: text.length, insert: first }]
      : random.once(3)
        ? lineEdits(text, random, pieces)
        : randomEdits(text, random, limit, pieces);
    text = applyEdits(text, list);
    snapshot = snapshot.edited(list, version);
    mail.update({ snapshot, format: 'transcript', reading: { protocol } });
    // A slice that was cut short, and what the next one makes of it.
    if (random.once(4)) {
      let asked = 0;
      const stop = random.integer(80);
      mail.findings(everyRule, () => ++asked > stop);
      // Another version comes in between.
      if (random.once(2)) continue;
    }
    const differs = difference(mail, open(text), looksAt(text, random));
    if (differs !== undefined) {
      return `edit ${String(version)} ${JSON.stringify(list)}: ${differs}\nin ${JSON.stringify(text)}`;
    }
  }
  return undefined;
}

/** As a server opens a long one: its beginning first, what is found there, then more and more of it. */
function openInParts(snapshot: Snapshot, protocol: Protocol, random: Random): OpenMail {
  const source = (length: number): MailSource => ({
    snapshot: snapshot.beginning(length),
    format: 'transcript',
    reading: { protocol },
  });
  let length = random.integer(snapshot.length + 1);
  const mail = service.open(source(length));
  while (length < snapshot.length) {
    let asked = 0;
    const stop = random.integer(80);
    if (random.once(2)) mail.check(everyRule, () => ++asked > stop, 'cut');
    length += 1 + random.integer(Math.ceil(snapshot.length / 3));
    const next = source(length);
    // What is given up is read anew.
    if (random.once(3)) mail.updateUntil(source(length), () => true);
    while (!mail.updateUntil(next, () => random.once(2)));
  }
  mail.findings(everyRule);
  return mail;
}

function looksAt(text: string, random: Random): Looks {
  const whole = { from: 0, to: text.length };
  const offset = random.integer(text.length + 1);
  const some = { from: offset, to: Math.min(text.length, offset + 500) };
  return {
    sessions: (from) => from.sessions(),
    findings: (from) => from.findings(everyRule),
    tree: ({ document }) =>
      Array.from(document.messages, (message) =>
        dump(messageTree(message), (from, to) => text.slice(from, to)),
      ),
    'some tokens': (from) => from.semanticTokens(some),
    tokens: (from) => from.semanticTokens(whole),
    symbols: (from) => from.symbols(),
    folds: (from) => from.foldingRanges(),
    links: (from) => from.links(),
    hints: (from) => from.inlayHints(some, new Set(inlayHintKinds)),
    hover: (from) => from.hover(offset, hovers),
    completions: (from) => from.completions(offset, writing, from.seenNames()),
    names: (from) => from.nameAt(offset),
    selections: (from) => from.selectionRanges(offset),
    carried: (from) => from.carriedMessage(offset),
    redaction: (from) => from.redactEdits(),
    fixes: (from) => from.fixes(everyRule, { from: offset, to: offset }),
  };
}

const NOW = Date.UTC(2026, 2, 6, 10, 30);
const hovers: HoverPorts = { now: () => NOW, localTime: (ms) => String(ms), pictures: false };
const writing: NewValuePorts = { now: () => NOW, zoneMinutes: () => 60, unique: () => 'a1b2c3' };

/** Examples of a protocol's rules behind each other, as they come. */
function longSession(protocol: string, lines: number, random: Random): string {
  const examples = rules
    .filter(({ id }) => id.startsWith(`${protocol}/`))
    .flatMap(({ examples: { valid, invalid } }) =>
      [...valid, ...invalid].map(({ text }) => unmark(text).text),
    );
  let session = random.pick(examples);
  for (let count = session.split('\n').length; count < lines;) {
    const [greeting = '', ...rest] = random.pick(examples).split(/(?<=\n)/);
    // Now and then another greeting.
    const example = random.once(6) ? [greeting, ...rest] : rest;
    session += example.join('');
    count += example.length;
  }
  return session;
}

/** Lines that go, come again, or change their places; the speaker of one changes. */
function lineEdits(text: string, random: Random, pieces: readonly string[]): TextEdit[] {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const line = random.integer(starts.length);
  const from = starts[line] ?? 0;
  const to = starts[line + 1 + random.integer(random.pick([1, 3, 12]))] ?? text.length;
  const source = random.integer(starts.length);
  const other = text.slice(starts[source], starts[source + 1 + random.integer(6)] ?? text.length);
  return random.pick([
    [{ from, to, insert: '' }],
    [{ from, to: from, insert: other }],
    [{ from, to, insert: other }],
    [{ from, to: from, insert: random.pick(pieces) }],
    [{ from, to, insert: text.slice(from, to).replace(/[CS](?=: )/, (who) => (who === 'C' ? 'S' : 'C')) }],
  ]);
}

const PIECES: readonly string[] = [
  '',
  '',
  'x',
  ' ',
  '\n',
  '\r\n',
  '\n\n',
  '.',
  '0',
  '{5}',
  '{3000}\n',
  '"',
  '(',
  'é',
  '😀',
  '\ud83d',
  'C: ',
  'S: ',
  '\nC: ',
  '\nS: ',
  'C: .\n',
  'S: .\n',
  'C: QUIT\n',
  'C: NOOP\nS: 250 2.0.0 ok\n',
  'C: DATA\nS: 354 go\n',
  'C: RSET\n',
  'S: 250 ok\n',
  'S: 503 5.5.1 no\n',
  'C: BDAT 20\n',
  'C: STARTTLS\nS: 220 go\n',
  'C: EHLO a.example\nS: 250-b.example\nS: 250 SIZE 10\n',
  'C: AUTH PLAIN\nS: 334 \nC: AGEAYg==\nS: 235 2.7.0 ok\n',
  'S: +OK\n',
  'S: -ERR no\n',
  'C: RETR 1\nS: +OK\n',
  'C: CAPA\nS: +OK\nS: UIDL\nS: .\n',
  'C: DELE 1\n',
  'C: a77 SELECT INBOX\nS: * 3 EXISTS\nS: a77 OK [READ-WRITE] done\n',
  'C: a78 APPEND Drafts {12}\n',
  'C: a79 FETCH 1:3 (FLAGS BODY[])\nS: * 1 FETCH (BODY[] {22}\nS: From: a@b.example\n',
  'C: a80 IDLE\nS: + idling\n',
  'C: DONE\n',
  'S: * 4 EXPUNGE\n',
  'S: * BYE\n',
  'S: + \n',
  '[... cut ...]\n',
  '### another\n',
  'some words\n',
];

/** In UTF-16 units. */
const MIN_LENGTH = 4000;
