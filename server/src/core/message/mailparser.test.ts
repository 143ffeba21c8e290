// The samples read by another parser: subject, date, addresses, texts and attachments agree with ours.

import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import type { MailAddress, ParsedMail } from 'mailparser';
import { textDecoderCharsets } from '../../charsets/textDecoder.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { bodyOctets, bodyText } from './body/bodyText.ts';
import type { Decoding } from './charsets.ts';
import { createDocument } from './document.ts';
import { walkParts } from './part.ts';
import type { Part } from './part.ts';
import { filenameOf } from './summary.ts';
import { addresses, decodedName } from './views/addresses.ts';
import type { Address } from './views/addresses.ts';
import { dispositionOf } from './views/contentDisposition.ts';
import { dateTime } from './views/dateTime.ts';
import { decodedValue } from './views/encodedWords.ts';

const samples = path.join(import.meta.dirname, '../../../../samples/eml');

/** What both say of a message, as lines that can be compared. */
interface Facts {
  readonly subject: string;
  readonly date: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly attachments: readonly string[];
}

/** Where we read a message otherwise than mailparser, and stay with it. */
const ours: Readonly<Record<string, Partial<Facts>>> = {
  // A returned header is a part that is looked into, not an attachment.
  'bounce.eml': { attachments: [] },
};

for (const name of readdirSync(samples).filter((file) => !file.startsWith('bad-'))) {
  test(`mailparser agrees on ${name}`, async () => {
    const octets = readFileSync(path.join(samples, name));
    const theirs = await simpleParser(octets, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      keepCidLinks: true,
    });
    const host = isUtf8(octets) ? 'utf-8' : 'latin1';
    const text = octets.toString(host === 'utf-8' ? 'utf8' : 'latin1');
    const message = createDocument({ snapshot: textSnapshot(text) }).messages[0]!;
    const decoding = { charsets: textDecoderCharsets(), host } as const;
    assert.deepEqual(factsOf(message, decoding), { ...theirFacts(theirs), ...ours[name] });
    for (const part of texts(message)) {
      const whole = orEmpty(part.mediaType.subtype === 'html' ? theirs.html : theirs.text);
      const own = words(bodyText(part, decoding).text);
      assert.ok(words(whole).includes(own), `${own}\n\nis not in\n\n${words(whole)}`);
    }
  });
}

function factsOf(message: Part, decoding: Decoding): Facts {
  const field = (name: string): string => {
    const found = message.field(name);
    return found ? decodedValue(found, decoding) : '';
  };
  const people = (name: string): string[] => {
    const found = message.field(name);
    return found ? addresses(found).flatMap((address) => ourAddress(address, decoding)) : [];
  };
  const date = message.field('date');
  const sent = date && dateTime(date);
  return {
    subject: field('subject'),
    date: sent ? new Date(sent.epochMs).toISOString() : '',
    from: people('from'),
    to: people('to'),
    cc: people('cc'),
    attachments: [...walkParts(message)]
      .filter((part) => isAttachment(part))
      .map((part) => {
        const content = Buffer.from(bodyOctets(part, decoding.host)).toString('base64');
        return `${filenameOf(part, decoding) ?? ''} ${part.mediaType.name} ${content}`;
      }),
  };
}

function ourAddress(address: Address, decoding: Decoding): string[] {
  const name = decodedName(address, decoding) ?? '';
  if (address.kind === 'mailbox') return [`${name} <${address.address}>`];
  return [`${name}:`, ...address.mailboxes.flatMap((mailbox) => ourAddress(mailbox, decoding))];
}

function theirFacts({ subject, date, from, to, cc, attachments }: ParsedMail): Facts {
  return {
    subject: subject ?? '',
    date: date?.toISOString() ?? '',
    from: from?.value.flatMap(theirAddress) ?? [],
    to: to?.value.flatMap(theirAddress) ?? [],
    cc: cc?.value.flatMap(theirAddress) ?? [],
    attachments: attachments.map(
      ({ filename, contentType, content }) =>
        `${orEmpty(filename)} ${contentType} ${Buffer.from(content).toString('base64')}`,
    ),
  };
}

function theirAddress({ name, address, group }: MailAddress): string[] {
  return group ? [`${name}:`, ...group.flatMap(theirAddress)] : [`${name} <${address ?? ''}>`];
}

/** What mailparser does not find is false or undefined. */
function orEmpty(value: string | false | undefined): string {
  return value === false ? '' : (value ?? '');
}

function isAttachment(part: Part): boolean {
  const { type } = part.mediaType;
  return (
    type !== 'multipart' &&
    type !== 'message' &&
    (type !== 'text' || dispositionOf(part)?.type === 'attachment')
  );
}

/** The texts that a reader shows, those of messages inside too. */
function texts(message: Part): readonly Part[] {
  return [...walkParts(message)].filter(
    (part) => part.mediaType.type === 'text' && part.children.length === 0 && !isAttachment(part),
  );
}

/** They normalise line ends and leave out those at the end. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
