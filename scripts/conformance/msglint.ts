// Check: what another strict linter calls an error, in the kinds we look for too, has a finding of ours on its lines.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../server/src/core/index.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, mailFile } from './corpus.ts';
import { configuration, lint } from './lint.ts';

interface Verdict {
  readonly file: string;
  readonly errors: readonly string[];
}

const FIELDS =
  "'(?:(?:resent-)?(?:from|sender|to|cc|bcc|date|message-id)|reply-to|in-reply-to|references|keywords|" +
  "mime-version|content-(?:type|transfer-encoding|disposition|id))'";

/** The kinds of errors that rules here are about; the first that matches counts. */
const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['required fields', /^missing mandatory header '(?:date|from)'/],
  ['header lines', /^unexpected character|^message ended in middle of header|^8-bit in header/],
  ['empty fields', new RegExp(`^empty header ${FIELDS}`, 'i')],
  [
    'boundaries',
    /^multipart missing boundary|^unbalanced MIME boundary|^Missing mandatory parameter 'boundary'/,
  ],
  ['repeated parameters', /^duplicate param/],
  ['quoted-printable', /^quoted-printable line|^invalid quoted-printable/],
  ['base64', /^incomplete base64/],
  [
    'transfer encodings',
    /^Content-Transfer-Encoding doesn't permit 8|^only 7-bit, 8-bit|^mismatch between inner content-tr/,
  ],
  ['charsets', /^character set doesn't permit 8-bit characters \S+ \S+ line/],
  ['return path of reports', /^return-path should be empty/],
  [
    'field syntax',
    new RegExp(`^(?!.*(?:deprecated|Missing mandatory parameter)).* in header ${FIELDS} at line`, 'i'),
  ],
];

/** What it minds beyond the RFCs, so that no rule should. */
const beyond: readonly RegExp[] = [
  // RFC 6532 came later.
  /^invalid UTF-8/,
];

export const msglint: Check = {
  name: 'lines that msglint finds wrong',
  run() {
    const config = configuration({ profile: 'strict' });
    const counts = new Map(kinds.map(([name]) => [name, { found: 0, total: 0 }]));
    const disagreements: Disagreement[] = [];
    for (const { file: name, errors } of verdicts()) {
      let touched: Set<number> | undefined;
      for (const error of errors) {
        const kind = kinds.find(([, pattern]) => pattern.test(error))?.[0];
        const lines = / lines? (?<first>\d+)(?:-(?<last>\d+))?\b/.exec(error)?.groups;
        const row = counts.get(kind ?? '');
        if (!row || !lines || beyond.some((pattern) => pattern.test(error))) continue;
        touched ??= touchedLines(name, config);
        row.total++;
        // The end of the file is counted as a line of its own there.
        const first = Number(lines['first']) - (error.startsWith('message ended') ? 1 : 0);
        if (between(touched, first, Number(lines['last'] ?? lines['first']))) row.found++;
        else disagreements.push({ id: `${name}: ${error}`, text: `${name}: ${error.slice(0, 140)}` });
      }
    }
    const rows = [...counts].map(
      ([name, { found, total }]) =>
        `${name.padEnd(24)} ${String(found).padStart(5)} of ${String(total).padStart(5)}`,
    );
    const all = [...counts.values()];
    return {
      passed: all.reduce((sum, { found }) => sum + found, 0),
      total: all.reduce((sum, { total }) => sum + total, 0),
      disagreements,
      text: rows.join('\n'),
    };
  },
};

function verdicts(): Verdict[] {
  return readFileSync(path.join(corpora, 'oracle/msglint.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Verdict);
}

/** The lines, from 1, on which a finding starts or that it covers. */
function touchedLines(name: string, config: ReturnType<typeof configuration>): Set<number> {
  const file = mailFile(name);
  const starts = [0, ...[...file.text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  const lines = new Set<number>();
  for (const { from, to } of lint(file, config) satisfies readonly Finding[]) {
    const first = lineOf(starts, from);
    const last = Math.min(lineOf(starts, Math.max(from, to - 1)), first + MAX_LINES);
    for (let line = first; line <= last; line++) lines.add(line);
  }
  return lines;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

function between(lines: ReadonlySet<number>, first: number, last: number): boolean {
  for (let line = first; line <= last; line++) if (lines.has(line)) return true;
  return false;
}

const MAX_LINES = 100;
