// What a message says, by us and by mailparser, as lines that can be compared.

import type { MailAddress, ParsedMail } from 'mailparser';
import { bodyOctets, bodyText } from '../message/body/bodyText.ts';
import type { Decoding } from '../message/charsets.ts';
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
    attachments: leaves(message)
      .filter((part) => isFile(part))
      .map((part) =>
        file(filenameOf(part, decoding) ?? '', part.mediaType.name, bodyOctets(part, decoding.host)),
      ),
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
    attachments: attachments.map(({ filename, contentType, content }) =>
      file(orEmpty(filename), contentType, content),
    ),
  };
}

/** An attachment in a line. They give texts the line ends of this machine, without the last. */
function file(name: string, type: string, content: Uint8Array): string {
  const octets = Buffer.from(content);
  const same = octets.includes(0)
    ? octets
    : Buffer.from(octets.toString('latin1').replace(/\r\n?/g, '\n').trimEnd(), 'latin1');
  return `${name} ${type} ${same.toString('base64')}`;
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

/** All that holds octets and is no text to be read: for mailparser those are plain text and HTML alone. */
function isFile(part: Part): boolean {
  const { type, subtype } = part.mediaType;
  if (type === 'message') return part.children.length === 0 || !MESSAGES.includes(subtype);
  if (type === 'multipart') return false;
  return (
    type !== 'text' || !['plain', 'html'].includes(subtype) || dispositionOf(part)?.type === 'attachment'
  );
}

/** The parts that hold no others, in order; a report is one, though its fields are parts for us. */
function leaves(message: Part): readonly Part[] {
  const found: Part[] = [];
  const open = [message];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.children.length === 0 || isFile(part)) found.push(part);
    else open.push(...part.children.toReversed());
  }
  return found;
}

/** The texts that a reader shows, those of messages inside too. */
function texts(message: Part): readonly Part[] {
  return leaves(message).filter((part) => part.mediaType.type === 'text' && !isFile(part));
}

/** They normalise line ends and leave out those at the end. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What one of two readers alone says. */
export interface TextDifferences {
  /** Our texts that do not stand in theirs. */
  readonly ours: readonly string[];
  /** What is left of theirs without ours; empty where there is nothing. */
  readonly theirs: string;
}

/** Compares the texts of all parts with those that mailparser joined; words alone count. */
export function textDifferences(message: Part, decoding: Decoding, theirs: ParsedMail): TextDifferences {
  const left = {
    html: words(orEmpty(theirs.html).replace(HEAD_HTML, '')),
    plain: words(orEmpty(theirs.text)),
  };
  const ours: string[] = [];
  for (const part of texts(message)) {
    const kind = part.mediaType.subtype === 'html' ? 'html' : 'plain';
    const text = words(bodyText(part, decoding).text);
    const at = left[kind].indexOf(text);
    if (at < 0) ours.push(text);
    else left[kind] = `${left[kind].slice(0, at)}\0${left[kind].slice(at + text.length)}`;
  }
  const more = `${left.plain}\0${left.html}`.split('\0').map(words);
  return { ours, theirs: more.filter((text) => !HEAD.test(text)).join(' ') };
}

/** Above the text of a message inside they write its header, and between two of HTML a line. */
const HEAD = /^(?:<br\/>| )*$|^(?:From|Subject|Date|To|Cc|Bcc): /;
const HEAD_HTML = /<table class="mp_head">.*?<table>/gs;

const MESSAGES: readonly string[] = ['rfc822', 'global'];
