// Check: decoded texts, file names, contents and dates as another parser reads them, which reads for display.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { nodeCharsets } from '../../server/src/charsets/node.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import { walkParts } from '../../server/src/core/message/part.ts';
import type { Part } from '../../server/src/core/message/part.ts';
import { factsOf, missingTexts, theirFacts } from '../../server/src/core/testing/mailparserFacts.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, listed } from './corpus.ts';

export const otherParser: Check = {
  name: 'messages as mailparser reads them',
  reasons: 'mailparser.json',
  async run() {
    const malformed = new Set(listed('malformed-by-origin.txt'));
    const disagreements: Disagreement[] = [];
    let total = 0;
    for (const name of described()) {
      const octets = readFileSync(path.join(corpora, name));
      const theirs = await parsed(octets);
      if (theirs === undefined) continue;
      total++;
      disagreements.push(...differences(name, octets, theirs, malformed.has(name)));
    }
    const wrong = new Set(disagreements.map(({ id }) => id)).size;
    return { passed: total - wrong, total, disagreements };
  },
};

/** All messages that another engine described; the rest of the files hold values, sessions or lists. */
function described(): string[] {
  const lines = readFileSync(path.join(corpora, 'oracle/python-email.jsonl'), 'utf8').trim().split('\n');
  return lines
    .map((line) => (JSON.parse(line) as { file: string }).file)
    .filter((name) => existsSync(path.join(corpora, name)));
}

/** Undefined where mailparser refuses the message. */
async function parsed(octets: Buffer): Promise<ParsedMail | undefined> {
  try {
    return await simpleParser(octets, { skipHtmlToText: true, skipTextToHtml: true, keepCidLinks: true });
  } catch {
    return undefined;
  }
}

/** A value on which they and we differ, and the message. */
interface Difference {
  readonly of: 'date' | 'subject' | 'attachments' | 'text';
  readonly theirs: string;
  readonly ours: string;
  readonly message: Part;
  readonly octets: Buffer;
  readonly malformed: boolean;
}

/** Why they read something else, the first that holds; each has its reason on record. */
const kinds: Readonly<Record<string, (difference: Difference) => boolean>> = {
  'line ends of CR alone': ({ octets }) => !octets.includes(0x0a),
  'date of today': ({ of, theirs }) => of === 'date' && Math.abs(Date.parse(theirs) - Date.now()) < HOUR,
  'repeated field': ({ of, message }) =>
    message.header.fields.filter(({ name }) => name.toLowerCase() === of).length > 1,
  'octets outside ASCII in a header': ({ of, theirs }) => of === 'subject' && /\ufffd|ï¿½/.test(theirs),
  'space at an end': ({ of, theirs, ours }) => of === 'subject' && squeezed(theirs) === squeezed(ours),
  'message in a message': ({ of, message }) =>
    isOfParts(of) && [...walkParts(message)].some(({ mediaType }) => mediaType.type === 'message'),
  uuencode: ({ message }) =>
    [...walkParts(message)].some(({ transferEncoding }) => transferEncoding.includes('uuencode')),
  'type by the name of the file': ({ of, theirs, ours }) =>
    of === 'attachments' && withoutTypes(theirs) === withoutTypes(ours),
  'text that is neither plain nor HTML': ({ of, message }) =>
    isOfParts(of) &&
    [...walkParts(message)].some(
      ({ mediaType: { type, subtype } }) => type === 'text' && !['plain', 'html'].includes(subtype),
    ),
  'raw octets in a text that names no charset for them': ({ of, ours, octets, message }) =>
    of === 'text' &&
    /[^\0-\x7f]/.test(ours) &&
    octets.some((octet) => octet > 0x7f) &&
    [...walkParts(message)].some((part) => part.mediaType.type === 'text' && namesNoCharset(part)),
  'malformed by origin': ({ malformed }) => malformed,
};

function differences(name: string, octets: Buffer, theirs: ParsedMail, malformed: boolean): Disagreement[] {
  const host = isUtf8(octets) ? 'utf-8' : 'latin1';
  const text = octets.toString(host === 'utf-8' ? 'utf8' : 'latin1');
  const message = createDocument({ snapshot: textSnapshot(text) }).messages.at(0);
  if (!message) return [{ id: name, text: `${name}: no message for us` }];
  const decoding = { charsets: nodeCharsets, host } as const;
  const ours = factsOf(message, decoding);
  const other = theirFacts(theirs);
  const pairs: [Difference['of'], string, string][] = [
    ['date', other.date, ours.date],
    ['subject', other.subject, ours.subject],
    ['attachments', inShort(other.attachments), inShort(ours.attachments)],
    ...missingTexts(message, decoding, theirs).map((missing): [Difference['of'], string, string] => [
      'text',
      '',
      missing,
    ]),
  ];
  return pairs
    .filter(([, theirValue, ourValue]) => theirValue !== ourValue)
    .map(([of, theirValue, ourValue]) => {
      const difference = { of, theirs: theirValue, ours: ourValue, message, octets, malformed };
      const kind = Object.keys(kinds).find((each) => kinds[each]?.(difference) === true);
      const shown = [theirValue, ourValue].map((value) => JSON.stringify(value.slice(0, SHOWN)));
      return {
        id: name,
        ...(kind !== undefined && { kind }),
        text: `${name}: ${of}: ${shown.join(' for them, ')} for us`,
      };
    });
}

function namesNoCharset(part: Part): boolean {
  const declared = /charset\s*=\s*"?([^";\s]*)/i.exec(part.field('content-type')?.text ?? '')?.[1] ?? '';
  return declared === '' || declared.toLowerCase() === 'us-ascii';
}

function isOfParts(of: Difference['of']): boolean {
  return of === 'attachments' || of === 'text';
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Names, types, and hashes of the contents. */
function inShort(attachments: readonly string[]): string {
  return attachments
    .map((attachment) => {
      const at = attachment.lastIndexOf(' ');
      const hash = createHash('sha256')
        .update(attachment.slice(at + 1))
        .digest('hex')
        .slice(0, 8);
      return `${attachment.slice(0, at)} ${hash}`;
    })
    .join(' | ');
}

function withoutTypes(attachments: string): string {
  return attachments.replace(/ \S+ (?=[0-9a-f]{8}(?: \| |$))/g, ' ');
}

const HOUR = 3_600_000;
const SHOWN = 200;
