// Check: what another strict linter calls an error, in the kinds we look for too, has a finding of ours on its lines.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDocument } from '../../server/src/core/message/document.ts';
import { walkParts } from '../../server/src/core/message/part.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, mailFile } from './corpus.ts';
import type { MailFile } from './corpus.ts';
import { configuration, lint } from './lint.ts';
import { msglintKinds } from './msglintKinds.ts';
import type { Kind } from './msglintKinds.ts';

interface Verdict {
  readonly file: string;
  readonly errors: readonly string[];
}

export const msglint: Check = {
  name: 'lines that msglint finds wrong',
  reasons: 'msglint.json',
  run() {
    const config = configuration({ profile: 'strict' });
    const counts = new Map(
      msglintKinds.filter(({ rules }) => rules).map(({ name }) => [name, { found: 0, total: 0 }]),
    );
    const disagreements: Disagreement[] = [];
    for (const { file: name, errors } of verdicts()) {
      let file: CheckedFile | undefined;
      for (const { kind, error, first, last } of linesOf(errors)) {
        const row = counts.get(kind.name);
        if (!row) continue;
        file ??= new CheckedFile(mailFile(name), config);
        row.total++;
        if (file.finds(kind, first, last)) row.found++;
        else {
          disagreements.push({
            id: `${name}: ${kind.name}`,
            kind: kind.name,
            text: `${name}: ${error.slice(0, 140)} (${kind.name})`,
          });
        }
      }
    }
    const all = [...counts.values()];
    return {
      passed: all.reduce((sum, { found }) => sum + found, 0),
      total: all.reduce((sum, { total }) => sum + total, 0),
      disagreements,
      text: [...counts]
        .map(
          ([name, row]) =>
            `${name.padEnd(24)} ${String(row.found).padStart(5)} of ${String(row.total).padStart(5)}`,
        )
        .join('\n'),
    };
  },
};

function verdicts(): Verdict[] {
  return readFileSync(path.join(corpora, 'oracle/msglint.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Verdict)
    .filter(({ file }) => existsSync(path.join(corpora, file)));
}

interface Wrong {
  readonly kind: Kind;
  readonly error: string;
  /** Lines as they count them. */
  readonly first: number;
  readonly last: number;
}

/** What is wrong, once a kind and line: they repeat a kind for each octet and token of a line. */
function linesOf(errors: readonly string[]): readonly Wrong[] {
  const found = new Map<string, Wrong>();
  for (const error of errors) {
    const kind = msglintKinds.find(({ pattern }) => pattern.test(error));
    const lines = /(?<!decoded) lines? (?<first>\d+)(?:-(?<last>\d+))?\b/.exec(error)?.groups;
    if (!kind?.rules || !lines) continue;
    const first = Number(lines['first']);
    const id = `${kind.name} ${String(first)}`;
    if (!found.has(id)) {
      found.set(id, { kind, error, first, last: Math.max(first, Number(lines['last'] ?? first)) });
    }
  }
  return [...found.values()];
}

/** A file's findings by line, as they count lines. */
class CheckedFile {
  readonly #starts: readonly number[];
  readonly #mbox: boolean;
  readonly #crlf: boolean;
  /** Of each part: the lines where its header starts, its body starts, and the line behind it. */
  readonly #parts: readonly { header: number; body: number; end: number }[];
  /** The lines behind each header: with CRLF the empty line is counted twice there. */
  readonly #headerEnds: readonly number[];
  readonly #rules = new Map<number, Set<string>>();

  constructor(file: MailFile, config: ReturnType<typeof configuration>) {
    const { text } = file;
    this.#starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
    this.#mbox = text.startsWith('From ');
    this.#crlf = text.includes('\r\n');
    const [message] = createDocument({ snapshot: textSnapshot(text) }).messages;
    const parts = message ? [...walkParts(message)] : [];
    this.#headerEnds = parts.map(({ bodyFrom }) => this.#line(bodyFrom)).sort((a, b) => a - b);
    this.#parts = parts.map(({ from, bodyFrom, bodyTo }) => ({
      header: this.#theirLine(this.#line(from)),
      body: this.#theirLine(this.#line(bodyFrom)),
      end: this.#theirLine(this.#line(Math.max(bodyFrom, bodyTo - 1)) + 1),
    }));
    for (const { rule, from, to } of lint(file, config)) {
      const first = this.#line(from);
      const last = Math.min(this.#line(Math.max(from, to - 1)), first + MAX_LINES);
      for (let line = first; line <= last; line++) {
        this.#add(this.#theirLine(line), rule.replace('message/', ''));
      }
    }
  }

  /** Whether a rule of the kind has a finding where they have theirs. */
  finds({ rules, place }: Kind, first: number, last: number): boolean {
    switch (place) {
      case 'body start':
        return this.#parts.some(
          ({ header, body }) => Math.abs(body - first) <= 1 && this.#between(rules, header, body),
        );
      case 'part end':
        return this.#parts.some(
          ({ header, end }) => Math.abs(end - first) <= 1 && this.#between(rules, header, end),
        );
      case 'body': {
        const part = this.#parts.findLast(({ body, end }) => body <= first && first <= end);
        return part !== undefined && this.#between(rules, part.header, part.end);
      }
      case 'file end':
        // They count it as a line of its own.
        return this.#between(rules, first - 1, last);
      default:
        return this.#between(rules, first, last);
    }
  }

  #between(rules: RegExp | undefined, first: number, last: number): boolean {
    for (let line = first; line <= last; line++) {
      for (const rule of this.#rules.get(line) ?? []) if (rules?.test(rule)) return true;
    }
    return false;
  }

  #add(line: number, rule: string): void {
    const rules = this.#rules.get(line);
    if (rules) rules.add(rule);
    else this.#rules.set(line, new Set([rule]));
  }

  /** A line from 1. */
  #line(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** They do not count the first line of an mbox, and with CRLF count the empty line behind a header twice. */
  #theirLine(line: number): number {
    const twice = this.#crlf ? this.#headerEnds.filter((end) => end <= line).length : 0;
    return line + twice - (this.#mbox ? 1 : 0);
  }
}

const MAX_LINES = 100;
