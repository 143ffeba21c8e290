// Check: decoded texts, file names, contents and dates as another parser reads them, which reads for display.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { domainToASCII } from 'node:url';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { nodeCharsets } from '../../server/src/charsets/node.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import { walkParts } from '../../server/src/core/message/part.ts';
import type { Part } from '../../server/src/core/message/part.ts';
import { factsOf, textDifferences, theirFacts } from '../../server/src/core/testing/mailparserFacts.ts';
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
      const theirs = await parsed(withLineFeeds(octets));
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

/** Undefined where mailparser refuses the message. Messages that it takes for files are read as well. */
async function parsed(octets: Uint8Array): Promise<ParsedMail | undefined> {
  const mail = await simpleParser(octets, OPTIONS).catch(() => undefined);
  if (mail === undefined) return undefined;
  const texts = [mail.text ?? ''];
  const htmls = [mail.html === false ? '' : (mail.html ?? '')];
  const attachments: Attachment[] = [];
  for (const attachment of mail.attachments) {
    const isMessage = MESSAGE.test(attachment.contentType) && attachment.content.length > 0;
    const inside = isMessage ? await parsed(attachment.content) : undefined;
    if (inside) {
      texts.push(inside.text ?? '');
      htmls.push(inside.html === false ? '' : (inside.html ?? ''));
    }
    attachments.push(...(inside?.attachments ?? [attachment]));
  }
  return { ...mail, text: texts.join('\n'), html: htmls.join('\n'), attachments };
}

type Attachment = ParsedMail['attachments'][number];

const OPTIONS = {
  ...{ skipHtmlToText: true, skipTextToHtml: true, keepCidLinks: true },
  keepDeliveryStatus: true,
};
const MESSAGE = /^message\/(?:rfc822|global)$/i;

/** Of a file whose lines end in CR alone mailparser sees one long line. */
function withLineFeeds(octets: Buffer): Buffer {
  if (octets.includes(0x0a)) return octets;
  return Buffer.from(octets.toString('latin1').replaceAll('\r', '\r\n'), 'latin1');
}

/** A value on which they and we differ, and the message. */
interface Difference {
  readonly of: 'date' | 'subject' | 'from' | 'to' | 'cc' | 'attachments' | 'text';
  readonly theirs: string;
  readonly ours: string;
  readonly message: Part;
  readonly octets: Buffer;
  readonly malformed: boolean;
}

/** Why they read something else, the first that holds; each has its reason on record. */
const kinds: Readonly<Record<string, (difference: Difference) => boolean>> = {
  'date of today': ({ of, theirs }) => of === 'date' && Math.abs(Date.parse(theirs) - Date.now()) < HOUR,
  'repeated field': ({ of, message }) =>
    message.header.fields.filter(({ name }) => name.toLowerCase() === of).length > 1,
  'octets outside ASCII in a header': ({ of, theirs }) => !isOfParts(of) && /\ufffd|ï¿½/.test(theirs),
  'name that repeats the address': ({ of, theirs, ours }) =>
    isOfPeople(of) && theirs === ours.replace(/(?<=^|, )(\S+) (?=<\1>)/g, ' '),
  'address without a domain': ({ of, theirs, ours }) =>
    isOfPeople(of) && theirs.replace(/(?<=^|, )([^<>,]*) <>/g, ' <$1>') === ours,
  'address in quotes': ({ of, theirs, ours }) =>
    isOfPeople(of) && theirs.replaceAll('"', '') === ours.replaceAll('"', ''),
  'domain in Unicode': ({ of, theirs, ours }) => isOfPeople(of) && inAscii(theirs) === inAscii(ours),
  'comment, route or space inside an address': ({ of, message }) =>
    isOfPeople(of) && /\(|<@|\s\.|\.\s|@\s|\s@|\s>/.test(message.field(of)?.text ?? ''),
  'space at an end': ({ of, theirs, ours }) => !isOfParts(of) && squeezed(theirs) === squeezed(ours),
  'message in a transfer encoding': ({ of, message }) =>
    isOfParts(of) &&
    [...walkParts(message)].some(
      ({ mediaType, transferEncoding }) =>
        mediaType.type === 'message' && /base64|quoted-printable/.test(transferEncoding),
    ),
  'space behind a boundary': ({ of, octets }) =>
    isOfParts(of) && /^--[^\r\n]*[^\s-](?:--)?[ \t]+\r?$/m.test(octets.toString('latin1')),
  'octets that are none of the charset': ({ of, ours }) => of === 'text' && ours.includes('\ufffd'),
  uuencode: ({ message }) =>
    [...walkParts(message)].some(({ transferEncoding }) => transferEncoding.includes('uuencode')),
  'type by the name of the file': ({ of, theirs, ours }) =>
    of === 'attachments' && withoutTypes(theirs) === withoutTypes(ours),
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
  const texts = textDifferences(message, decoding, theirs);
  const pairs: [Difference['of'], string, string][] = [
    ['date', other.date, ours.date],
    ['subject', other.subject, ours.subject],
    ['attachments', inShort(other.attachments), inShort(ours.attachments)],
    ...texts.ours.map((missing): [Difference['of'], string, string] => ['text', '', missing]),
    // What we miss counts where nothing of ours was missed: else it is the same text, read otherwise.
    ['text', texts.ours.length === 0 ? texts.theirs : '', ''],
    ['from', other.from.join(', '), ours.from.join(', ')],
    ['to', other.to.join(', '), ours.to.join(', ')],
    ['cc', other.cc.join(', '), ours.cc.join(', ')],
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

function isOfPeople(of: Difference['of']): boolean {
  return of === 'from' || of === 'to' || of === 'cc';
}

function inAscii(people: string): string {
  return people.replace(/(?<=@)[^<>\s]+/g, (domain) => domainToASCII(domain));
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
