// Invariants of hosts and of time: where a message stands and how it came to be makes no difference.

import type { Finding, OpenMail } from '../../index.ts';
import type { Part } from '../../message/part.ts';
import { messageTree } from '../../message/messageTree.ts';
import { RuleRunner } from '../../rules/run.ts';
import { semanticTokens } from '../../features/semanticTokens.ts';
import { dump } from '../../syntax/tree.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import type { LineLens } from '../../text/lens.ts';
import { hostMessage } from '../contexts.ts';
import type { Random } from '../random.ts';
import { findingsAlone, hostable } from './fixes.ts';
import {
  RuleFailed,
  everyRule,
  factsOf,
  firstProblem,
  openAfresh,
  rangeProblem,
  service,
} from './invariant.ts';
import type { Invariant } from './invariant.ts';
import { treeProblem } from './structure.ts';

export const hosts: readonly Invariant[] = [
  { name: 'findings are the same in every host', oneIn: 32, problem: hostFindingsProblem },
  { name: 'trees and tokens hold in every host', oneIn: 16, problem: hostTreeProblem },
  { name: 'an edited document is as a fresh one', oneIn: 48, problem: updateProblem },
];

const ports = {
  ruleFailed: (rule: string, error: unknown): never => {
    throw new RuleFailed(rule, error);
  },
};

function hostFindingsProblem(given: string, random: Random): string | undefined {
  const plain = hostable(given);
  const context = random.pick(['smtpData', 'imapLiteral'] as const);
  const text = context === 'smtpData' && !plain.endsWith('\n') ? `${plain}\n` : plain;
  const { document, lens } = hostMessage(text, context);
  const toOwn = ownOffsets(lens);
  const alone = findingsAlone(text, everyRule).map((finding) => written(finding, (offset) => offset));
  const hosted = new RuleRunner()
    .findings(document, everyRule, ports)
    .map((finding) => written(finding, toOwn));
  const wanted = new Set(alone);
  const got = new Set(hosted);
  const missing = alone.find((each) => !got.has(each));
  const extra = hosted.find((each) => !wanted.has(each));
  if (missing === undefined && extra === undefined) return undefined;
  const rule = (missing ?? extra ?? '').split(' ')[0] ?? '';
  return `${context} ${rule}: alone ${missing ?? 'nothing'}, hosted ${extra ?? 'nothing'}`;
}

function written(finding: Finding, own: (offset: number) => number): string {
  const { rule, messageId, from, to, data, related } = finding;
  const places = related.map((place) => [own(place.from), own(place.to)]);
  return `${rule} ${messageId} ${String(own(from))}-${String(own(to))} ${JSON.stringify([data, places])}`;
}

/** Where a host offset is in the message alone; inside a prefix, the start of its line. */
function ownOffsets(lens: LineLens): (offset: number) => number {
  const lines: {
    readonly from: number;
    readonly content: number;
    readonly to: number;
    readonly own: number;
  }[] = [];
  let own = 0;
  const line = lens.lineAt(lens.from);
  if (line) {
    do {
      lines.push({ from: line.from, content: line.content, to: line.to, own });
      own += line.to - line.content;
    } while (line.next());
  }
  return (offset) => {
    const found = lines.findLast(({ from }) => from <= offset);
    if (!found) return 0;
    return found.own + Math.min(Math.max(0, offset - found.content), found.to - found.content);
  };
}

function hostTreeProblem(given: string, random: Random): string | undefined {
  const text = hostable(given);
  const context = random.pick(['smtpData', 'imapLiteral'] as const);
  const { document, host } = hostMessage(text, context);
  const tree = treeProblem(document);
  if (tree !== undefined) return `${context} ${tree}`;
  let last = 0;
  return firstProblem(semanticTokens(document, { from: 0, to: host.length }), (token) => {
    const outside = rangeProblem(token, host.length);
    const lines = /[\r\n]/.test(host.slice(token.from, token.to));
    if (outside !== undefined || token.from < last || token.from === token.to || lines) {
      return `${context} ${token.type} token: ${JSON.stringify([token.from, token.to, last])}`;
    }
    last = token.to;
    return undefined;
  });
}

function updateProblem(given: string, random: Random): string | undefined {
  let text = given;
  const mail = openAfresh(text);
  mail.findings(everyRule);
  for (let version = 1; version <= EDITS; version++) {
    text = randomEdit(text, random);
    const octets = factsOf(text);
    mail.update({ snapshot: textSnapshot(text, version), octets });
    const fresh = service.open({ snapshot: textSnapshot(text), octets });
    const problem = difference(mail, fresh, text);
    if (problem !== undefined) return `${problem} after ${JSON.stringify(text)}`;
  }
  return undefined;
}

function difference(mail: OpenMail, fresh: OpenMail, text: string): string | undefined {
  const whole = { from: 0, to: text.length };
  const looks: readonly [string, (from: OpenMail) => string][] = [
    ['tree', ({ document }) => Array.from(document.messages, (message) => treeText(message, text)).join()],
    ['findings', (from) => JSON.stringify(from.findings(everyRule))],
    ['tokens', (from) => JSON.stringify(from.semanticTokens(whole))],
    ['symbols', (from) => JSON.stringify(from.symbols())],
  ];
  return firstProblem(looks, ([name, look]) => (look(mail) === look(fresh) ? undefined : `${name} differ: `));
}

function treeText(message: Part, text: string): string {
  return dump(messageTree(message), (from, to) => text.slice(from, to));
}

/** A text with a piece taken out, put in or written twice. */
function randomEdit(text: string, random: Random): string {
  const from = random.integer(text.length + 1);
  const to = Math.min(text.length, from + random.integer(random.pick([1, 4, 80])));
  const source = random.integer(text.length + 1);
  const piece = random.pick([
    '',
    '\n',
    '\n\n',
    'x',
    ':',
    '--',
    '"',
    '(',
    text.slice(source, source + random.integer(60)),
  ]);
  return text.slice(0, from) + piece + text.slice(to);
}

const EDITS = 3;
