// What a message says, by us and by mailparser, as lines that can be compared.

import type { MailAddress, ParsedMail } from 'mailparser';
import { bodyOctets, bodyText } from '../message/body/bodyText.ts';
import type { Decoding } from '../message/charsets.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import { filenameOf } from '../message/summary.ts';
import { addresses, decodedName } from '../message/views/addresses.ts';
import type { Address } from '../message/views/addresses.ts';
import { dispositionOf } from '../message/views/contentDisposition.ts';
import { dateTime } from '../message/views/dateTime.ts';
import { decodedValue } from '../message/views/encodedWords.ts';

/** What both say of a message, as lines that can be compared. */
export interface Facts {
  readonly subject: string;
  readonly date: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly attachments: readonly string[];
}

/** What we read. */
export function factsOf(message: Part, decoding: Decoding): Facts {
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

/** What mailparser reads. */
export function theirFacts({ subject, date, from, to, cc, attachments }: ParsedMail): Facts {
  return {
    subject: subject ?? '',
    date: date?.toISOString() ?? '',
    from: theirPeople(from),
    to: theirPeople(to),
    cc: theirPeople(cc),
    attachments: attachments.map(
      ({ filename, contentType, content }) =>
        `${orEmpty(filename)} ${contentType} ${Buffer.from(content).toString('base64')}`,
    ),
  };
}

function theirPeople(field: ParsedMail['to']): string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.flatMap(theirAddress));
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

/** The texts of a message that do not stand in what mailparser reads; words alone are compared. */
export function missingTexts(message: Part, decoding: Decoding, theirs: ParsedMail): readonly string[] {
  const whole = { html: words(orEmpty(theirs.html)), plain: words(orEmpty(theirs.text)) };
  return texts(message)
    .map((part) => ({ html: part.mediaType.subtype === 'html', text: words(bodyText(part, decoding).text) }))
    .flatMap(({ html, text }) => ((html ? whole.html : whole.plain).includes(text) ? [] : [text]));
}
