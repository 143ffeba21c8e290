// Reads IMAP commands and responses that other parsers and a server have judged, and compares the verdicts.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind } from '../../server/src/core/syntax/kinds.ts';
import { expression } from '../../server/src/core/transcript/imap/grammar/expression.ts';
import { parseImapCommand, parseImapResponse } from '../../server/src/core/transcript/imap/grammar/index.ts';
import type { ImapSyntax } from '../../server/src/core/transcript/imap/grammar/index.ts';
import { parseExpression } from '../../server/src/core/transcript/imap/grammar/machine.ts';
import { urlPatterns } from '../../server/src/core/transcript/imap/grammar/url.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora } from './corpus.ts';
import { notationOf, urlPartOf } from './imapProductions.ts';
import { serverResponses } from './imapResponses.ts';
import { json } from './vectors.ts';

/** One judged text. */
interface Case {
  readonly id: string;
  /** What a reason for many is recorded under. */
  readonly kind?: string;
  readonly text: string;
  /** What they say. */
  readonly good: boolean;
  /** What we say. */
  readonly verdict: () => { readonly good: boolean; readonly why: string };
}

function check(name: string, reasons: string, casesOf: () => readonly Case[]): Check {
  return {
    name,
    reasons,
    run() {
      const cases = casesOf();
      const disagreements: Disagreement[] = [];
      for (const { id, kind, text, good, verdict } of cases) {
        const ours = verdict();
        if (ours.good === good) continue;
        const said = good ? 'good for them' : 'bad for them';
        const line = `${id}: ${said}, not for us: ${JSON.stringify(text.slice(0, 120))} ${ours.why}`;
        disagreements.push({ id, ...(kind === undefined ? {} : { kind }), text: line });
      }
      return { passed: cases.length - disagreements.length, total: cases.length, disagreements };
    },
  };
}

/**
 * Deviations that deployed software reads do not make a text bad. A text that somebody else refuses is flagged by
 * such a deviation too: `strictly`.
 */
function judged({ faults }: ImapSyntax, strictly = false): { good: boolean; why: string } {
  const bad = faults.filter(({ lenient }) => strictly || !lenient);
  return {
    good: bad.length === 0,
    why: bad.map(({ code, from }) => `${code} at ${String(from)}`).join(', '),
  };
}

interface Fixture {
  readonly id: string;
  readonly rule: string;
  readonly input: string;
  readonly expect: string;
}

/** The cases of one production each; what is only incomplete for their streaming parser is no case of ours. */
function fixtures(expected: 'success' | 'failure'): readonly Case[] {
  const file = path.join(corpora, 'imap/swift-nio-imap/parse-fixtures.cases.json');
  const seen = new Map<string, number>();
  return (json(file) as Fixture[]).flatMap(({ id, rule, input, expect }): Case[] => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    const notation = notationOf(rule);
    const part = urlPartOf(rule, id);
    if (!expect.startsWith(expected) || (notation === undefined && part === undefined)) return [];
    const text = input.endsWith('}\r\n') ? input : input.replace(/[\r\n]+$/, '');
    const good = expected === 'success';
    const verdict = (): { good: boolean; why: string } => {
      if (part !== undefined) return { good: urlPatterns[part].test(text), why: part };
      return judged(parseExpression(text, expression(notation ?? ''), Kind.ImapText), !good);
    };
    return [{ id: times > 1 ? `${id} (${String(times)})` : id, text, good, verdict }];
  });
}

/** Single lines of three parsers' own tests. */
function singleLines(): readonly Case[] {
  const read = (name: string): unknown => json(path.join(corpora, 'imap', name));
  const line = (text: string): string => text.replace(/\r\n$/, '');
  const codec = read('imap-codec/single-lines.cases.json') as { id: string; text: string; dir: 'C' | 'S' }[];
  const proto = read('imap-proto/responses.cases.json') as { id: string; text: string; err: boolean }[];
  const net = read('net-imap/responses.cases.json') as { id: string; response: string; test_type: string }[];
  const response = (text: string) => (): ReturnType<typeof judged> => judged(parseImapResponse(text));
  return [
    ...codec.map(({ id, text, dir }) => ({
      id: `imap-codec ${id}`,
      text,
      good: true,
      verdict: dir === 'S' ? response(line(text)) : () => judged(parseImapCommand(line(text))),
    })),
    ...proto.map(({ id, text, err }) => ({
      id: `imap-proto ${id}`,
      text,
      good: !err,
      verdict: response(line(text)),
    })),
    ...net.map(({ id, response: text, test_type }) => ({
      id: `net-imap ${id}`,
      text,
      good: test_type === 'assert_parse',
      verdict: response(line(text)),
    })),
  ];
}

interface JudgedCommand {
  readonly command: string;
  readonly verdict: string;
  readonly text: string;
}

/** Commands that a Dovecot accepted or called bad. The oracle keeps 300 characters of each. */
function dovecotCommands(wanted: 'ok' | 'bad'): readonly Case[] {
  return jsonLines<JudgedCommand>('imap-commands.dovecot.jsonl')
    .filter(({ verdict, command }) => verdict === wanted && command.length < 300)
    .filter(({ command, text }) => wanted === 'ok' || !isMissingExtension(command, text))
    .map(({ command }) => ({
      id: command.slice(0, 60),
      text: command,
      good: wanted === 'ok',
      verdict: () => judged(parseImapCommand(command), wanted === 'bad'),
    }));
}

/** True where the command is bad for that server only because it lacks an extension or has it switched off. */
function isMissingExtension(command: string, text: string): boolean {
  return (
    /URLAUTH disabled|QRESYNC not enabled|Unknown return options|Invalid status item|PARTIAL range/.test(
      text,
    ) ||
    /Unknown (?:parameter:?|argument) (?:EMAILID|THREADID|ANNOTATION|RFC822\.HEADER\.LINES)/.test(text) ||
    text.includes('Unknown FETCH modifier') ||
    /\b(?:STORE .*ANNOTATION|CATENATE)\b/.test(command)
  );
}

/** Transcripts whose responses another client's parser read, all of them: one case a transcript. */
function readTranscripts(): readonly Case[] {
  return jsonLines<{ file: string; responses: number; ok: number }>('imap-responses.net-imap.jsonl')
    .filter(({ responses, ok }) => responses === ok)
    .map(({ file }) => {
      const responses = serverResponses(readFileSync(path.join(corpora, file), 'utf8'));
      const bad = responses.find((text) => !judged(parseImapResponse(text)).good);
      return {
        id: file.slice(file.lastIndexOf('/') + 1),
        text: bad ?? '',
        good: true,
        verdict: () => (bad === undefined ? { good: true, why: '' } : judged(parseImapResponse(bad))),
      };
    });
}

function jsonLines<Row>(oracle: string): Row[] {
  return readFileSync(path.join(corpora, 'oracle', oracle), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** All checks of IMAP's grammar. */
export const imapGrammar: readonly Check[] = [
  check('imap productions that parse', 'imap-productions-good.json', () => fixtures('success')),
  check('imap productions that fail', 'imap-productions-bad.json', () => fixtures('failure')),
  check('imap lines of other parsers', 'imap-lines.json', singleLines),
  check('imap responses that a client reads', 'imap-responses.json', readTranscripts),
  check('imap commands that a server accepts', 'imap-commands-good.json', () => dovecotCommands('ok')),
  check('imap commands that a server calls bad', 'imap-commands-bad.json', () => dovecotCommands('bad')),
];
