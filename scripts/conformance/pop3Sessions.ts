// Checks POP3 sessions: those of others have no error, and every mistake seeded in ours is found once, in its place.

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createMailService, textSnapshot } from '../../server/src/core/index.ts';
import type { Finding } from '../../server/src/core/index.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';
import { pop3Faults } from './pop3Faults.ts';
import { seededProblem } from './seededFault.ts';
import { json } from './vectors.ts';

/** Sessions in which nothing is wrong, by source: no error about the session in a file. */
export const pop3Clean: readonly Check[] = [
  clean('rfc', () => filesBelow('pop3/rfc-examples-pop3').filter((name) => name.endsWith('.pop3.txt'))),
  clean('mailkit', () => mailKitSessions()),
  clean('curl', () =>
    filesBelow('pop3/curl-pop3-client').filter((name) => name.endsWith('.client-only.txt')),
  ),
];

/** Our own sessions with a mistake in each: found exactly once, at the right place, and nothing else is. */
export const pop3Seeded: Check = {
  name: 'pop3 seeded faults',
  run() {
    const disagreements = pop3Faults.flatMap((fault): Disagreement[] => {
      const problem = seededProblem(fault, (text) => faultsIn(text, fault.rule));
      const id = `${fault.rule} ${fault.message}, ${fault.state}`;
      return problem === undefined ? [] : [{ id, text: `${id}: ${problem}` }];
    });
    return { passed: pop3Faults.length - disagreements.length, total: pop3Faults.length, disagreements };
  },
};

/** Commands that Dovecot took, or refused for the number of a message that it does not have: no error in any. */
export const pop3Accepted: Check = {
  name: 'pop3 commands that a server accepts',
  run() {
    const cases = judgedCommands().filter(({ verdict }) => verdict === 'ok' || verdict === 'err');
    const disagreements = cases.flatMap(({ command, reply }): Disagreement[] => {
      const errors = findingsIn(`C: ${command}\n`, 'pop3').filter(({ severity }) => severity === 'error');
      if (errors.length === 0) return [];
      return [{ id: command, text: `${command} | ${reply} | ${errors.map(shown).join(', ')}` }];
    });
    return { passed: cases.length - disagreements.length, total: cases.length, disagreements };
  },
};

function clean(source: string, files: () => readonly string[]): Check {
  return {
    name: `pop3 sessions clean: ${source}`,
    run() {
      const names = files();
      const disagreements = names.flatMap((name): Disagreement[] => {
        const octets = readFileSync(path.join(corpora, name));
        const text = octets.toString(isUtf8(octets) ? 'utf8' : 'latin1');
        const errors = findingsIn(text, undefined, name).filter(({ severity }) => severity === 'error');
        return errors.length === 0 ? [] : [{ id: name, text: `${name}: ${errors.map(shown).join('; ')}` }];
      });
      return { passed: names.length - disagreements.length, total: names.length, disagreements };
    },
  };
}

/** Some mistakes cannot be made without a password that can be read. */
function faultsIn(text: string, rule: string): readonly Finding[] {
  return findingsIn(text, 'pop3').filter(
    (each) =>
      each.rule === rule ||
      each.severity === 'error' ||
      (each.severity === 'warning' && each.rule !== 'pop3/secret-visible'),
  );
}

/** Findings about the session. */
function findingsIn(text: string, protocol?: 'pop3', name?: string): readonly Finding[] {
  const reading = { ...(name !== undefined && { name }), ...(protocol && { protocol }) };
  const mail = service.open({ snapshot: textSnapshot(text), format: 'transcript', reading });
  return mail.findings(config).filter(({ rule }) => rule.startsWith('pop3/'));
}

function shown({ rule, messageId }: Finding): string {
  return `${rule} ${messageId}`;
}

interface Judged {
  readonly command: string;
  readonly reply: string;
  readonly verdict: string;
}

function judgedCommands(): readonly Judged[] {
  return readFileSync(path.join(corpora, 'oracle/pop3-commands.dovecot.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Judged);
}

function mailKitSessions(): readonly string[] {
  const folder = 'pop3/mailkit-pop3';
  const rows = json(path.join(corpora, folder, 'manifest.meta.json')) as {
    file: string;
    malformed_by_name: boolean;
  }[];
  const malformed = new Set(rows.filter((row) => row.malformed_by_name).map((row) => row.file));
  return filesBelow(folder).filter(
    (name) => name.endsWith('.pop3.txt') && !malformed.has(path.basename(name)),
  );
}

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  },
});
const config = service.configure({});
