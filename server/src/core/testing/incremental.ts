// An open document that is edited many times, compared with a fresh one after each edit.

import { dump } from '../syntax/tree.ts';
import { messageTree } from '../message/messageTree.ts';
import { applyEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { textSnapshot } from '../text/snapshot.ts';
import type { OpenMail } from '../index.ts';
import { everyRule, factsOf, openAfresh, service } from './invariants/invariant.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';

/** What a run of edits is made from; equal ones give equal edits. */
export interface EditRun {
  readonly seed: number;
  /** How many times the text is changed, each time in one to three places. */
  readonly edits: number;
  /** About how long a segment is, in UTF-16 units: small, so that a short message has dozens. */
  readonly segmentLength: number;
}

/**
 * Edits a message with all kinds of bodies at random.
 * @returns what differed first between the edited document and a fresh one of the same text, or undefined.
 */
export function incrementalProblem({ seed, edits, segmentLength }: EditRun): string | undefined {
  const random = randomOf(seed);
  const first = mixedMessage(random);
  let text = first;
  let snapshot = textSnapshot(text, 0, segmentLength);
  const mail = service.open({ snapshot, octets: factsOf(text) });
  mail.findings(everyRule);
  for (let version = 1; version <= edits; version++) {
    // Now and then as it was at first: random edits leave less and less that is well formed.
    const list = random.once(60)
      ? [{ from: 0, to: text.length, insert: first }]
      : randomEdits(text, random, MAX_LENGTH, PIECES);
    text = applyEdits(text, list);
    snapshot = snapshot.edited(list, version);
    if (snapshot.slice(0, snapshot.length) !== text) return `text differs after ${JSON.stringify(list)}`;
    mail.update({ snapshot, octets: factsOf(text) });
    // A slice that was cut short, and what the next one makes of it.
    if (random.once(4)) {
      let asked = 0;
      const limit = random.integer(40);
      mail.findings(everyRule, () => ++asked > limit);
    }
    const differs = difference(mail, openAfresh(text), looksAt(text, random));
    if (differs !== undefined) {
      return `edit ${String(version)} ${JSON.stringify(list)}: ${differs}\nin ${JSON.stringify(text)}`;
    }
  }
  return undefined;
}

/** What of a document is compared, by name. */
export type Looks = Readonly<Record<string, (mail: OpenMail) => unknown>>;

function looksAt(text: string, random: Random): Looks {
  const whole = { from: 0, to: text.length };
  const offset = random.integer(text.length + 1);
  return {
    findings: (from) => from.findings(everyRule),
    parts: (from) => from.tree(),
    tree: ({ document }) =>
      Array.from(document.messages, (message) =>
        dump(messageTree(message), (from, to) => text.slice(from, to)),
      ),
    tokens: (from) => from.semanticTokens(whole),
    symbols: (from) => from.symbols(),
    folds: (from) => from.foldingRanges(),
    links: (from) => from.links(),
    linked: (from) => from.linkedRanges(offset),
    fixes: (from) => from.fixes(everyRule, { from: offset, to: offset }),
  };
}

/** What an edited document shows otherwise than a fresh one, first; undefined where they are alike. */
export function difference(mail: OpenMail, fresh: OpenMail, looks: Looks): string | undefined {
  for (const [name, look] of Object.entries(looks)) {
    const wanted = JSON.stringify([look(fresh)]);
    const got = JSON.stringify([look(mail)]);
    if (wanted === got) continue;
    let at = 0;
    while (at < wanted.length && wanted[at] === got[at]) at++;
    const from = Math.max(0, at - 240);
    return `${name} differ: ${got.slice(from, from + 480)} instead of ${wanted.slice(from, from + 480)}`;
  }
  return undefined;
}

/** One to three edits in order, which insert pieces or a part of the text. A long text rather gets shorter. */
export function randomEdits(
  text: string,
  random: Random,
  limit: number,
  pieces: readonly string[],
): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = random.integer(text.length + 1);
  for (let count = 1 + random.integer(3); count > 0; count--) {
    const from = Math.min(text.length, at);
    const width = random.pick([0, 0, 1, 2, 8, random.once(12) ? 400 : 40]);
    const to = Math.min(text.length, from + (text.length > limit ? width * 8 : width));
    const source = random.integer(text.length);
    const copied = text.slice(source, source + random.integer(120));
    edits.push({ from, to, insert: random.once(5) ? copied : random.pick(pieces) });
    at = to + random.integer(200);
  }
  return edits;
}

/** Multiparts in each other, with bodies in every encoding and lines of every kind. */
function mixedMessage(random: Random): string {
  const crlf = (...lines: readonly string[]): string => lines.join('\r\n') + '\r\n';
  const base64 = Array.from({ length: 12 }, (_, i) =>
    'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVph'.repeat(3).slice(i, i + 76),
  );
  const lines = (count: number): string[] =>
    Array.from({ length: count }, () =>
      random.pick(['Hello world', 'Zwölf Boxkämpfer 😀', '-- ', '> > quoted', '.dot', '']),
    );
  return [
    crlf(
      'Received: from a.example (a.example [192.0.2.1]) by b.example with ESMTP id 1;',
      '\tTue, 18 Mar 2025 10:22:33 +0100',
      'From: =?utf-8?Q?J=C3=B6rg?= <joerg@example.com>, "Carol, C." <carol@example.org>',
      'To: bob@example.org',
      'Subject: A message of all kinds =?utf-8?B?w7w=?=',
      'Date: Tue, 18 Mar 2025 10:22:31 +0100',
      'Message-ID: <1@mail.example.com>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b0"',
      '',
      'preamble',
      '--b0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      ...lines(12),
    ),
    `--b0\nContent-Type: text/plain; charset=iso-8859-1\n\n${lines(8).join('\n')}\nold\rmac\rlines\r\n`,
    crlf(
      '--b0',
      'Content-Type: application/octet-stream; name="a.bin"',
      'Content-Disposition: attachment; filename="a.bin"',
      'Content-Transfer-Encoding: base64',
      '',
      ...base64,
      'QUI=',
      '--b0',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      ...Array.from({ length: 6 }, () => `<p style=3D"a">f=C3=BCr ${'word '.repeat(9)}=`),
      'end </p>',
      '--b0',
      'Content-Type: message/rfc822',
      '',
      'From: inner@example.com',
      'Subject: inside',
      'Content-Type: multipart/alternative; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      ...lines(4),
      '--b1',
      'Content-Transfer-Encoding: base64',
      'Content-Type: text/html',
      '',
    ),
    `${base64.slice(0, 5).join('\n')}\n--b1--\n--b0\nContent-Type: text/plain\n\n${'long '.repeat(300)}\r\n--b0--\r\nepilogue`,
  ].join('');
}

const PIECES: readonly string[] = [
  '',
  '',
  'x',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '=',
  '=3D',
  '=\r\n',
  '-',
  '--',
  '\n--b0\n',
  '\r\n--b1--\r\n',
  '\r--b0\r',
  '😀',
  '\ud83d',
  '\ude00',
  'é',
  '\0',
  '\ufffd',
  '"',
  '(',
  'QUJD',
  '\r\nContent-Transfer-Encoding: base64\r\n',
  '\nContent-Type: multipart/mixed; boundary=b1\n\n',
  '\r\n\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n',
  '{{name}} %%x%%',
  'A'.repeat(150),
  `${'y'.repeat(1100)}\r\n`,
];

/** In UTF-16 units. */
const MAX_LENGTH = 8000;
