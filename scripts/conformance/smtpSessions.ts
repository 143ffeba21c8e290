// Checks SMTP sessions of others: what a server called wrong is flagged, and what went well has no error.

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createMailService, textSnapshot } from '../../server/src/core/index.ts';
import type { Finding } from '../../server/src/core/index.ts';
import type { Check, CheckResult, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';
import { seededProblem } from './seededFault.ts';
import { smtpFaults } from './smtpFaults.ts';
import { json } from './vectors.ts';

/** A command with what Exim said to it, and where it stands: `file:line`. */
interface Judged {
  readonly command: string;
  readonly code: string;
  readonly reply: string;
  readonly verdict: string;
  readonly where: string;
}

/** What Exim called syntax, sequence, parameter or unknown: a finding on the command, or why it has none. */
export const smtpFlagged: Check = {
  name: 'smtp commands that a server calls wrong',
  reasons: 'smtp-commands-bad.json',
  run: () =>
    compare(
      ({ verdict }) => WRONG.has(verdict),
      (found) => found.some(isFinding),
    ),
};

/** What Exim accepted: no error on the command. */
export const smtpAccepted: Check = {
  name: 'smtp commands that a server accepts',
  reasons: 'smtp-commands-good.json',
  run: () =>
    compare(
      ({ verdict }) => verdict === 'accepted',
      (found) => !found.some(isError),
    ),
};

/** Sessions in which nothing is wrong, by source: no error about the session in a file. */
export const smtpClean: readonly Check[] = [
  clean('rfc', () => rfcSessions()),
  clean('james', () =>
    filesBelow('smtp/james-mpt-smtp').filter(
      (name) => name.endsWith('.smtp.txt') && !name.includes('injection'),
    ),
  ),
  clean('mailkit', () => mailKitSessions()),
  clean('curl', () =>
    filesBelow('smtp/curl-smtp-client').filter((name) => name.endsWith('.client-only.txt')),
  ),
];

/** Our own sessions with a mistake in each: found exactly once, at the right place, and nothing else is. */
export const smtpSeeded: Check = {
  name: 'smtp seeded faults',
  run() {
    const disagreements = smtpFaults.flatMap((fault): Disagreement[] => {
      const problem = seededProblem(fault, (text) => faultsIn(text, fault.rule));
      const id = `${fault.rule} ${fault.message}: ${fault.text}`;
      return problem === undefined ? [] : [{ id, text: `${id}${problem}` }];
    });
    return { passed: smtpFaults.length - disagreements.length, total: smtpFaults.length, disagreements };
  },
};

/** Some mistakes cannot be made without a password that can be read. */
function faultsIn(text: string, rule: string): readonly Finding[] {
  const mail = service.open({ snapshot: textSnapshot(text), format: 'transcript' });
  return mail
    .findings(config)
    .filter(
      (each) =>
        each.rule === rule ||
        (each.rule.startsWith('smtp/') && isFinding(each) && each.rule !== 'smtp/secret-visible'),
    );
}

function clean(source: string, files: () => readonly string[]): Check {
  return {
    name: `smtp sessions clean: ${source}`,
    ...(source === 'rfc' && { reasons: 'smtp-sessions.json' }),
    run() {
      const names = files();
      const disagreements = names.flatMap((name): Disagreement[] => {
        const { errors } = linted(name);
        return errors.length === 0 ? [] : [{ id: name, text: errors.join('; ') }];
      });
      return { passed: names.length - disagreements.length, total: names.length, disagreements };
    },
  };
}

function compare(
  wanted: (judged: Judged) => boolean,
  holds: (found: readonly Finding[]) => boolean,
): CheckResult {
  const cases = judgedCommands().filter(wanted);
  const disagreements = cases.flatMap((judged): Disagreement[] => {
    const { where, command, reply } = judged;
    const at = where.lastIndexOf(':');
    const { byLine } = linted(where.slice(0, at));
    const found = byLine.get(Number(where.slice(at + 1))) ?? [];
    if (holds(found)) return [];
    const ours = found.map(({ rule, messageId }) => `${rule} ${messageId}`).join(', ');
    return [{ id: where, text: `${where}: ${command} | ${reply} | ${ours}` }];
  });
  return { passed: cases.length - disagreements.length, total: cases.length, disagreements };
}

function judgedCommands(): readonly Judged[] {
  return readFileSync(path.join(corpora, 'oracle/smtp-commands.exim.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Judged);
}

interface Linted {
  /** Findings about the session, by the line (from 1) where they start. */
  readonly byLine: ReadonlyMap<number, readonly Finding[]>;
  /** The errors among them, as sentences. */
  readonly errors: readonly string[];
}

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  },
});
const config = service.configure({});
const files = new Map<string, Linted>();

function linted(name: string): Linted {
  const known = files.get(name);
  if (known) return known;
  const octets = readFileSync(path.join(corpora, name));
  const text = octets.toString(isUtf8(octets) ? 'utf8' : 'latin1');
  const mail = service.open({ snapshot: textSnapshot(text), format: 'transcript', reading: { name } });
  const byLine = new Map<number, Finding[]>();
  const errors: string[] = [];
  for (const finding of mail.findings(config)) {
    if (!finding.rule.startsWith('smtp/')) continue;
    const line = text.slice(0, finding.from).split('\n').length;
    byLine.set(line, [...(byLine.get(line) ?? []), finding]);
    if (isError(finding)) {
      errors.push(`${name}:${String(line)}: ${service.message(finding)} [${finding.rule}]`);
    }
  }
  const result = { byLine, errors };
  files.set(name, result);
  return result;
}

/** What Exim calls wrong need not be an error for us: it may stand in other sessions that work. */
function isFinding({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** Without elisions and placeholders; of a dialogue whose lines are folded, the one where they are joined. */
function rfcSessions(): readonly string[] {
  const names = filesBelow('smtp/rfc-examples-smtp').filter(
    (name) => name.endsWith('.txt') && !name.endsWith('SOURCE.txt'),
  );
  const all = new Set(names);
  return names.filter((name) => {
    if (all.has(name.replace('.smtp.txt', '.unfolded.smtp.txt'))) return false;
    return !ELISION.test(readFileSync(path.join(corpora, name), 'latin1'));
  });
}

function mailKitSessions(): readonly string[] {
  const folder = 'smtp/mailkit-smtp';
  const rows = json(path.join(corpora, folder, 'manifest.meta.json')) as {
    file: string;
    malformed_by_name: boolean;
  }[];
  const malformed = new Set(rows.filter((row) => row.malformed_by_name).map((row) => row.file));
  return filesBelow(folder).filter(
    (name) => name.endsWith('.smtp.txt') && !malformed.has(path.basename(name)),
  );
}

const WRONG: ReadonlySet<string> = new Set(['syntax', 'unknown-command', 'sequence', 'parameter']);
const ELISION = /\.\.\.|<(?:wait|message|the |sends|data|TLS|open|mail)|\(First |\betc\b/i;
