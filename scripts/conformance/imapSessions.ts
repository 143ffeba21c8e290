// Reads IMAP sessions that are in order and expects no error of a rule about IMAP in any of them.

import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createMailService, textSnapshot } from '../../server/src/core/index.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';
import { json } from './vectors.ts';

/** Sessions from examples, servers and clients: at least 98 of 100 files without an error. */
export const imapSessions: Check = {
  name: 'imap sessions clean',
  reasons: 'imap-sessions.json',
  run() {
    const groups = sources();
    const disagreements: Disagreement[] = [];
    const lines: string[] = [];
    let passed = 0;
    let total = 0;
    for (const { name, files } of groups) {
      const wrong = files.flatMap((file) => errorsIn(file).slice(0, MOST));
      const clean = files.length - new Set(wrong.map(({ id }) => id)).size;
      disagreements.push(...wrong);
      lines.push(`${name.padEnd(16)} ${String(clean).padStart(5)} of ${String(files.length)}`);
      passed += clean;
      total += files.length;
    }
    return { passed, total, disagreements, text: lines.join('\n') };
  },
};

interface Source {
  readonly name: string;
  readonly files: readonly string[];
}

function sources(): readonly Source[] {
  const below = (folder: string, end: string): string[] =>
    filesBelow(folder).filter((name) => name.endsWith(end));
  const mailkit = manifest('imap/mailkit-imap', 'malformed_by_name');
  const broken = unreadable();
  const named = (name: string): boolean => !MALFORMED.test(path.basename(name));
  const transcripts = path.join(corpora, '../transcripts');
  return [
    {
      name: 'RFC examples',
      files: below('imap/rfc-examples-imap', '.imap.txt').filter((name) => !hasElision(read(name))),
    },
    {
      name: 'James',
      files: below('imap/james-mpt', '.instantiated.imap.txt').filter(
        (name) => named(name) && !broken.has(name),
      ),
    },
    { name: 'imap-codec', files: below('imap/imap-codec', '.imap.txt') },
    {
      name: 'MailKit',
      files: below('imap/mailkit-imap', '.imap.txt').filter(
        (name) => !mailkit.has(path.basename(name)) && !name.includes('Workaround'),
      ),
    },
    {
      name: 'curl',
      files: below('imap/curl-imap-client', '.txt').filter((name) => !name.includes('SOURCE')),
    },
    {
      name: 'tools',
      files: readdirSync(transcripts)
        .filter((name) => name !== 'INDEX.md')
        .map((name) => `../transcripts/${name}`),
    },
  ];
}

/** The files that a manifest of the folder marks. */
function manifest(folder: string, mark: string): ReadonlySet<string> {
  const file = path.join(corpora, folder, 'manifest.meta.json');
  if (!existsSync(file)) return new Set();
  const rows = json(file) as readonly ({ readonly file: string } & Readonly<Record<string, unknown>>)[];
  return new Set(rows.filter((row) => row[mark] === true).map((row) => row.file));
}

/** Texts made from patterns in which another client's parser found a response that is none. */
function unreadable(): ReadonlySet<string> {
  const rows = readFileSync(path.join(corpora, 'oracle/imap-responses.net-imap.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { file: string; responses: number; ok: number });
  return new Set(rows.filter(({ responses, ok }) => responses !== ok).map(({ file }) => file));
}

/** Scripts whose names say that the client errs in them. */
const MALFORMED = /^(?:BadTag|BogusCommand|NoTag|NoCommand|JustTag|IllegalTag|Metadata|.*SearchAtoms)/;

/** RFCs leave out what does not matter, and write `<uid>` for a value. ACAP looks like IMAP and is another protocol. */
function hasElision(text: string): boolean {
  return /\.\.\.|\. \. \.|<[a-z]+(?: [^<>@"]*)?(?:>|$)|^S: \* ACAP|\[[a-z ,'.-]+\]\s*$/im.test(text);
}

function errorsIn(file: string): Disagreement[] {
  const text = read(file);
  const failed: string[] = [];
  const service = createMailService({ ruleFailed: (rule) => failed.push(rule) });
  const document = service.open({
    snapshot: textSnapshot(text),
    format: 'transcript',
    reading: { name: path.basename(file) },
  });
  const found = document.findings(service.configure({}));
  if (failed.length > 0) return [{ id: file, text: `${file}: ${failed.join(', ')} failed` }];
  const bad = calledBad(document.sessions()?.sessions ?? []);
  return found
    .filter(({ rule, severity }) => severity === 'error' && rule.startsWith('imap/'))
    .filter(({ from }) => !bad.some((command) => command.from <= from && from <= command.to))
    .map((finding) => ({
      id: path.basename(file),
      kind: path.basename(file).replace('.unfolded', ''),
      text: `${path.basename(file)}: ${finding.rule}: ${service.message(finding)}: ${JSON.stringify(lineAt(text, finding.from))}`,
    }));
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** The commands that the server itself called bad: an error there is what the session says. */
function calledBad(
  sessions: readonly {
    exchanges: readonly (Place & { verb: string | undefined; repliesTo: number | undefined })[];
  }[],
): readonly Place[] {
  return sessions.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ verb, repliesTo }) => {
      const command = verb === 'BAD' && repliesTo !== undefined ? exchanges[repliesTo] : undefined;
      return command ? [command] : [];
    }),
  );
}

function lineAt(text: string, at: number): string {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const to = text.indexOf('\n', at);
  return text.slice(from, to < 0 ? text.length : to).slice(0, SHOWN);
}

function read(file: string): string {
  const octets = readFileSync(path.join(corpora, file));
  return octets.toString(isUtf8(octets) ? 'utf8' : 'latin1');
}

const MOST = 3;
const SHOWN = 140;
