// Check: whatever message one replies to or forwards, what is written is a message without an error of its own.

import { performance } from 'node:perf_hooks';
import { compose, createMailService, textSnapshot } from '../../server/src/core/index.ts';
import type { Composed, Composition, OpenMail } from '../../server/src/core/index.ts';
import { nodeCharsets } from '../../server/src/charsets/node.ts';
import { walkParts } from '../../server/src/core/message/part.ts';
import type { Part } from '../../server/src/core/message/part.ts';
import type { Check, Disagreement } from './check.ts';
import { filesBelow, mailFile } from './corpus.ts';
import type { MailFile } from './corpus.ts';

const KINDS = ['reply', 'replyAll', 'replyList', 'forward', 'forwardAttached', 'redirect', 'resend'] as const;
type Kind = (typeof KINDS)[number];
/** A file of this many milliseconds is a hang: the largest has about a megabyte. */
const TOO_LONG = 2000;

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`The rule ${rule} failed`, { cause: error });
  },
  charsets: nodeCharsets,
});
const outgoing = service.configure({ profile: 'outgoing' });

export const compositions: Check = {
  name: 'replies and forwarded messages without an error',
  run() {
    const disagreements: Disagreement[] = [];
    const names = filesBelow('eml');
    for (const name of names) {
      const file = mailFile(name);
      const mail = open(file.text, file.octets.utf8 ? 'utf-8' : 'latin1');
      for (const kind of KINDS) {
        const started = performance.now();
        const problems = problemsOf(mail, file, kind);
        const took = performance.now() - started;
        if (took > TOO_LONG) problems.push(`took ${took.toFixed(0)} ms`);
        for (const problem of problems) {
          const id = `${kind} ${name}`;
          disagreements.push({ id, kind: problem.split(':')[0] ?? problem, text: `${id}: ${problem}` });
        }
      }
    }
    const failed = new Set(disagreements.map(({ id }) => id)).size;
    return {
      passed: names.length * KINDS.length - failed,
      total: names.length * KINDS.length,
      disagreements,
    };
  },
};

function open(text: string, host: 'utf-8' | 'latin1'): OpenMail {
  return service.open({ snapshot: textSnapshot(text), host });
}

function problemsOf(mail: OpenMail, file: MailFile, kind: Kind): string[] {
  try {
    const original = mail.original();
    const composed = original && compose({ ...GIVEN, kind, originals: [original] });
    if (!composed) return ['nothing is written'];
    if (kind === 'redirect') return redirectProblems(composed, file);
    return kind === 'resend' ? [] : errorsOf(composed);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

/** Not a character of a redirected message is another. */
function redirectProblems({ text, encoding }: Composed, file: MailFile): string[] {
  const own = file.text.replace(/\r\n|\r/g, '\n').replace(/^From [^\n]*\n/, '');
  if (!text.endsWith(own)) return ['the original is another'];
  const needed = !file.octets.utf8 && /[^\0-\x7f]/.test(own);
  return needed === (encoding === 'latin1') ? [] : ['the encoding is another'];
}

/** The errors outside the messages that are carried as they stand. */
function errorsOf({ text, encoding }: Composed): string[] {
  const result = open(text, encoding);
  const message = result.document.messages.at(0);
  const carried = message ? walkParts(message).filter(isCarried) : [];
  return (
    result
      .findings(outgoing)
      .filter(({ severity }) => severity === 'error')
      // An original without any address leaves the recipient to be filled in.
      .filter(({ rule }) => !(rule === 'message/addr-list-missing' && text.includes('\nTo: \n')))
      .filter(({ from }) => !carried.some((part) => from >= part.from && from <= part.to))
      .map((finding) => `${finding.rule}: ${service.message(finding)}`)
  );
}

function isCarried({ parent }: Part): boolean {
  return parent?.mediaType.type === 'message';
}

const GIVEN: Omit<Composition, 'kind' | 'originals'> = {
  identity: { address: 'ann@example.com', name: 'Ann Example' },
  to: ['Bob <bob@example.org>'],
  signature: 'Ann',
  date: 'Fri, 06 Dec 2024 10:30:00 +0100',
  messageId: '<20241206103000.4711@example.com>',
  unique: 'c0mp0s3d',
};
