// Check: redacted transcripts hold no secret, and are the same sessions with no new finding.

import { isUtf8 } from 'node:buffer';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, createMailService, textSnapshot } from '../../server/src/core/index.ts';
import type { OpenMail } from '../../server/src/core/index.ts';
import { isTranscript } from '../../server/src/core/transcript/document.ts';
import { secretsOf, valueOf, visibleParts } from '../../server/src/core/transcript/secrets/index.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';

/** All transcripts: logs of tools, whose secrets are known, samples of styles, and the corpora. */
export const redaction: Check = {
  name: 'redacted transcripts without a secret',
  run() {
    const logs = readdirSync(transcripts).filter((name) => name !== 'INDEX.md');
    const files = [
      ...logs.map((name) => ({ name, file: path.join(transcripts, name), known: KNOWN })),
      ...corpusFiles().map((name) => ({ name, file: path.join(corpora, name), known: [] })),
    ];
    const disagreements = files.flatMap(({ name, file, known }): Disagreement[] => {
      const problem = problemOf(decoded(file), path.basename(name), known);
      return problem === undefined ? [] : [{ id: name, text: `${name}: ${problem}` }];
    });
    return { passed: files.length - disagreements.length, total: files.length, disagreements };
  },
};

/** What is wrong with the redacted text; undefined where nothing is. */
function problemOf(text: string, name: string, known: readonly string[]): string | undefined {
  const before = open(text, name);
  const result = applyEdits(text, before.redactEdits() ?? []);
  const after = open(result, name);
  const left = [...known, ...secretValues(before)].find((secret) =>
    formsOf(secret).some((form) => result.includes(form)),
  );
  if (left !== undefined) return `${left} is left`;
  if (secretValues(after).length > 0) return 'secrets are seen in the redacted text';
  if (shape(before) !== shape(after)) return 'it is another session';
  const found = newFinding(before, after);
  if (found !== undefined) return `there is a new finding: ${found}`;
  return applyEdits(result, after.redactEdits() ?? []) === result
    ? undefined
    : 'it changes when redacted again';
}

/** The secrets that are no words anybody else may say. */
function secretValues({ document }: OpenMail): string[] {
  if (!isTranscript(document)) return [];
  return document.transcript.sessions
    .flatMap((session) => secretsOf(session))
    .flatMap((secret) => visibleParts(secret).map((part) => valueOf(secret, part)))
    .filter((value) => value.length >= 8 && /[^A-Za-z]/.test(value));
}

/** As it is, and in base64 at each place in a group of three octets, without what depends on its neighbours. */
function formsOf(secret: string): string[] {
  const encoded = [0, 1, 2].map((skip) => {
    const octets = Buffer.concat([Buffer.alloc(skip), Buffer.from(secret)]);
    return octets.toString('base64').slice(Math.ceil((skip * 4) / 3), Math.floor((octets.length * 4) / 3));
  });
  // A short word in clear may be a word of a sentence.
  return secret === SHORT ? [`PASS ${SHORT}`, ...encoded] : [secret, ...encoded];
}

/** Who says what. A tag or a verb may be a secret that was taken for one; places move. */
function shape(mail: OpenMail): string {
  return JSON.stringify(mail.sessions(), (key, value: unknown) =>
    MOVING.has(key) || (key === 'verb' && MAY_BE_SECRET.test(String(value))) ? undefined : value,
  );
}

/** A rule that finds more than it did. */
function newFinding(before: OpenMail, after: OpenMail): string | undefined {
  const counts = new Map<string, number>();
  for (const { rule } of before.findings(config)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const { rule } of after.findings(config)) {
    const left = (counts.get(rule) ?? 0) - 1;
    if (left < 0) return rule;
    counts.set(rule, left);
  }
  return undefined;
}

function open(text: string, name: string): OpenMail {
  return service.open({ snapshot: textSnapshot(text), format: 'transcript', reading: { name } });
}

function decoded(file: string): string {
  const octets = readFileSync(file);
  return octets.toString(isUtf8(octets) ? 'utf8' : 'latin1');
}

function corpusFiles(): string[] {
  return filesBelow('smtp', 'imap', 'pop3', 'pcap', 'other').filter((name) => TRANSCRIPT.test(name));
}

const TRANSCRIPT =
  /(?<!SOURCE|expected.*)\.(?:(?:smtp|imap|pop3|client-only|arrows|swaks|exim-[a-z-]+)\.txt|test)$/;
const MOVING = new Set(['from', 'to', 'tag']);
/** A command that nobody knows: where a log begins in a login, the first line is its answer. */
const MAY_BE_SECRET = /[A-Za-z].*\d|\d.*[A-Za-z]|^.{15}/;
const SHORT = 'wrong';
/** The secrets of the accounts that the logs of tools were made with. */
const KNOWN = ['alice-pw', 'bob-pw', 'token-alice', SHORT];
const transcripts = path.join(corpora, '../transcripts');
const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`The rule ${rule} failed: ${String(error)}`);
  },
});
const config = service.configure({});
