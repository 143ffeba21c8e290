// A message in few words, as lists show and searches ask for it: who, what, when, with what.

import { decodeUtf8, encodeLatin1 } from '../message/body/octets.ts';
import { bodyText } from '../message/body/bodyText.ts';
import type { Decoding } from '../message/charsets.ts';
import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import { filenameOf } from '../message/summary.ts';
import { addresses, decodedName, mailboxes } from '../message/views/addresses.ts';
import { dispositionOf } from '../message/views/contentDisposition.ts';
import { dateTime } from '../message/views/dateTime.ts';
import { decodedValue } from '../message/views/encodedWords.ts';
import { messageIds } from '../message/views/msgId.ts';

/** What a list shows of a message. Decoded plain text on one line, bounded; empty where the message has none. */
export interface MessageSummary {
  /** The authors' names, their addresses where they have none. */
  readonly from: string;
  /** The whole field, for searches; the same for `to`, `cc`, `bcc`, `listId`. */
  readonly author: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  /** The first authors and recipients that have an address; a name is '' where there is none. */
  readonly people: readonly { readonly name: string; readonly address: string }[];
  readonly subject: string;
  readonly listId: string;
  /** Of the Date field, ms since the epoch; null where there is none that can be read. */
  readonly date: number | null;
  /** Without brackets. */
  readonly messageId: string;
  /** Of References, else of In-Reply-To, in order, without brackets; bounded. */
  readonly references: readonly string[];
  /** A part that says it is an attachment, or has a file name and is not shown with the text. */
  readonly hasAttachments: boolean;
  readonly hasCalendar: boolean;
  /** The texts of the parts, without the tags of HTML; empty where none was asked for. */
  readonly text: string;
}

/**
 * The summaries of a document's messages, in order. The document may be no more than the start of a message.
 * @param textLimit how many UTF-16 units of decoded text are wanted of each message.
 */
export function messageSummaries(
  document: MailDocument,
  decoding: Decoding,
  textLimit: number,
): readonly MessageSummary[] {
  return Array.from(document.messages, (message) => messageSummary(message, decoding, textLimit));
}

/** As `messageSummaries`, of one message. */
export function messageSummary(message: Part, decoding: Decoding, textLimit = 0): MessageSummary {
  const text = (name: string): string => fieldText(message.field(name), decoding);
  const date = message.field('date');
  const id = message.field('message-id');
  const references = message.field('references') ?? message.field('in-reply-to');
  return {
    from: namesOf(message.field('from') ?? message.field('sender'), decoding),
    author: text('from'),
    to: text('to'),
    cc: text('cc'),
    bcc: text('bcc'),
    people: ['from', 'to', 'cc'].flatMap((name) => peopleOf(message.field(name), decoding)),
    subject: text('subject'),
    listId: text('list-id'),
    date: (date && dateTime(date)?.epochMs) ?? null,
    messageId: (id && messageIds(id)[0]?.id.slice(0, MAX_FIELD)) ?? '',
    references: references
      ? messageIds(references)
          .slice(-MAX_REFERENCES)
          .map((view) => view.id)
      : [],
    ...contents(message, decoding),
    text: textLimit > 0 ? textOf(message, decoding, textLimit) : '',
  };
}

function fieldText(field: Field | undefined, decoding: Decoding): string {
  return field ? line(decodedValue(field, decoding)) : '';
}

/** Bounded, in one line. Control characters stay: whoever shows it makes them visible. */
function line(text: string): string {
  return text.slice(0, MAX_FIELD).replace(/\s+/g, ' ').trim();
}

/** As lists show a sender: names, else addresses, else whatever stands there. */
function namesOf(field: Field | undefined, decoding: Decoding): string {
  if (!field) return '';
  const names = addresses(field)
    .slice(0, MAX_NAMES)
    .map((address) => decodedName(address, decoding) ?? (address.kind === 'mailbox' ? address.address : ''))
    .filter((name) => name !== '');
  return names.length > 0 ? line(names.join(', ')) : fieldText(field, decoding);
}

function peopleOf(field: Field | undefined, decoding: Decoding): MessageSummary['people'] {
  return (field ? mailboxes(field) : [])
    .slice(0, MAX_NAMES)
    .map((view) => ({
      name: line(decodedName(view, decoding) ?? ''),
      address: line(internationalAddress(view.address, decoding)),
    }))
    .filter(({ address }) => address !== '');
}

/** RFC 6532 3.2: an address is UTF-8, or none that anybody could write to. */
function internationalAddress(address: string, { host }: Decoding): string {
  return host === 'latin1' ? (decodeUtf8(encodeLatin1(address), true) ?? '') : address;
}

function contents(message: Part, decoding: Decoding): Pick<MessageSummary, 'hasAttachments' | 'hasCalendar'> {
  let hasAttachments = false;
  let hasCalendar = false;
  let seen = 0;
  for (const part of walkParts(message)) {
    if (seen++ > MAX_PARTS) break;
    hasCalendar ||= part.mediaType.name === 'text/calendar';
    hasAttachments ||= isAttachment(part, decoding);
  }
  return { hasAttachments, hasCalendar };
}

function isAttachment(part: Part, decoding: Decoding): boolean {
  const { type, name } = part.mediaType;
  if (part.multipart || SIGNATURE.test(name)) return false;
  const disposition = dispositionOf(part)?.type;
  if (disposition === 'attachment') return true;
  return disposition !== 'inline' && type !== 'text' && filenameOf(part, decoding) !== undefined;
}

function textOf(message: Part, decoding: Decoding, limit: number): string {
  const texts: string[] = [];
  let left = limit;
  let seen = 0;
  for (const part of walkParts(message)) {
    if (left <= 0 || seen++ > MAX_PARTS) break;
    if (part.mediaType.type !== 'text' || dispositionOf(part)?.type === 'attachment') continue;
    const { text } = bodyText(part, decoding, left);
    const plain = part.mediaType.name === 'text/html' ? withoutTags(text) : text;
    texts.push(plain.slice(0, left));
    left -= plain.length;
  }
  return texts.join('\n');
}

/** For searching only: what is shown of HTML has another way. */
function withoutTags(html: string): string {
  return html
    .replace(/<(style|script|head)\b[^>]*>[^]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:(amp|lt|gt|quot|nbsp|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, entity)
    .replace(/\s+/g, ' ');
}

function entity(
  whole: string,
  name: string | undefined,
  decimal: string | undefined,
  hexadecimal: string | undefined,
): string {
  if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? whole;
  const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);
/** Signatures and what belongs to them are no attachments to whoever reads the message. */
const SIGNATURE =
  /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-encrypted)$|^message\/(?:delivery-status|disposition-notification|global-delivery-status)$/;
const MAX_FIELD = 2000;
const MAX_NAMES = 20;
const MAX_REFERENCES = 100;
const MAX_PARTS = 1000;
