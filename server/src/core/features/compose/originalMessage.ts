// A message that another is made from: as a document of its own, its text for people, and what else it carries.

import { bodyText } from '../../message/body/bodyText.ts';
import { decodeUtf8, hostOctets } from '../../message/body/octets.ts';
import { createDocument } from '../../message/document.ts';
import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { filenameOf } from '../../message/summary.ts';
import { mailboxes, decodedName } from '../../message/views/addresses.ts';
import type { MailboxView } from '../../message/views/addresses.ts';
import { dispositionOf } from '../../message/views/contentDisposition.ts';
import { decodedValue } from '../../message/views/encodedWords.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { wireAddress } from '../addressText.ts';
import { ownMessage } from '../ownMessage.ts';
import type { Original } from './composeTypes.ts';
import type { Correspondent } from './headerText.ts';
import { htmlText } from './htmlText.ts';
import { readParagraphs } from './paragraphs.ts';
import type { Paragraph } from './paragraphs.ts';

/**
 * The message as a document of its own, without the prefixes of its host and the line an mbox puts in front of it;
 * line ends are `\n`.
 */
export function standalone({ message, decoding }: Original): Original & { readonly text: string } {
  const { text } = ownMessage(message.lens);
  const plain = text.includes('\r') ? text.replace(/\r\n|\r/g, '\n') : text;
  const own = plain.startsWith('From ') ? plain.slice(plain.indexOf('\n') + 1 || plain.length) : plain;
  const document = createDocument({ snapshot: textSnapshot(own) });
  return { message: document.messages[0] ?? message, decoding, text: own };
}

/** The mailboxes of a field that mail can be sent to. */
export function correspondents(field: Field | undefined, { decoding }: Original): readonly Correspondent[] {
  if (!field) return [];
  return mailboxes(field).flatMap((written) => {
    const mailbox = decoding.host === 'latin1' ? fromOctets(written) : written;
    if (wireAddress(mailbox) === undefined) return [];
    const name = decodedName(written, decoding)?.replace(TURNS, '').trim() ?? '';
    // A name that shows an address shows the wrong one, or says nothing.
    return [{ name: /\S@\S/.test(name) ? '' : name, address: mailbox.address }];
  });
}

/** RFC 6532 3.2: an address beyond ASCII is UTF-8, also where its message was read octet by octet. */
function fromOctets(mailbox: MailboxView): MailboxView {
  const read = (text: string): string => decodeUtf8(hostOctets(text, 'latin1'), true) ?? text;
  const { local, host, address } = mailbox;
  return { ...mailbox, local: read(local), host: read(host), address: read(address) };
}

/** A field for people, in one line; '' where there is none. */
export function shownField({ message, decoding }: Original, name: string): string {
  const field = message.field(name);
  return field ? decodedValue(field, decoding).replace(/\s+/g, ' ').trim().slice(0, MAX_FIELD) : '';
}

/** What a message holds: the texts a reader is shown, in order, and what goes along as files. */
export interface Contents {
  readonly texts: readonly Part[];
  readonly files: readonly Part[];
  /** True where what would be shown is encrypted. */
  readonly encrypted: boolean;
  /** True where there are more parts than are taken. */
  readonly cut: boolean;
}

/** Takes a message apart; iterative and bounded. */
export function contentsOf({ message, decoding }: Original): Contents {
  const texts: Part[] = [];
  const files: Part[] = [];
  let encrypted = false;
  const stack: Part[] = [message];
  let seen = 0;
  for (let part = stack.pop(); part && seen < MAX_PARTS; part = stack.pop()) {
    seen++;
    const { name, type } = part.mediaType;
    if (name === 'multipart/encrypted' || /^application\/(?:x-)?pkcs7-mime$/.test(name)) encrypted = true;
    else if (SIGNATURE.test(name)) continue;
    else if (part.multipart) {
      const children = name === 'multipart/alternative' ? chosen(part) : part.children;
      for (const child of children.slice(0, MAX_PARTS).reverse()) stack.push(child);
    } else if (isShownText(part)) texts.push(part);
    else if (part !== message || type !== 'text') files.push(part);
  }
  return { texts, files, encrypted, cut: seen >= MAX_PARTS };

  function isShownText(part: Part): boolean {
    if (!TEXTS.has(part.mediaType.name)) return false;
    const disposition = dispositionOf(part)?.type;
    return (
      disposition !== 'attachment' && (disposition === 'inline' || filenameOf(part, decoding) === undefined)
    );
  }
}

/** The plain text of an alternative, else the first that can be made one. */
function chosen(part: Part): readonly Part[] {
  const plain = part.children.find(
    ({ mediaType, bodyFrom, bodyTo, lens }) =>
      mediaType.name === 'text/plain' &&
      /\S/.test(lens.snapshot.slice(bodyFrom, Math.min(bodyTo, bodyFrom + 10_000))),
  );
  const other =
    plain ??
    part.children.find(({ mediaType }) => mediaType.name === 'text/html' || mediaType.type === 'multipart') ??
    part.children[0];
  return other ? [other] : [];
}

/** A message's text as paragraphs. */
export interface QuotableText {
  readonly paragraphs: readonly Paragraph[];
  /** True where it was made of HTML, or says it is flowed. */
  readonly flowed: boolean;
  /** True where there is more of it. */
  readonly cut: boolean;
}

/** The texts of parts as one, decoded; `limit` in UTF-16 units. */
export function quotableText(parts: readonly Part[], original: Original, limit = MAX_TEXT): QuotableText {
  const { decoding } = original;
  const paragraphs: Paragraph[] = [];
  let anyFlowed = false;
  let left = limit;
  for (const part of parts) {
    if (left <= 0) break;
    // Encoded, a text is longer than what it says.
    const { text } = bodyText(part, decoding, left * 3);
    const own = clean(text.length > left ? text.slice(0, left) : text);
    left -= own.length + 1;
    const field = part.mediaType.field;
    const parameter = (name: string): string =>
      ((field && decodedParameter(field, name, decoding)) ?? '').trim().toLowerCase();
    const html = part.mediaType.name === 'text/html';
    const flowed = !html && part.mediaType.name === 'text/plain' && parameter('format') === 'flowed';
    anyFlowed ||= html || flowed;
    if (paragraphs.length > 0) paragraphs.push({ depth: 0, text: '' });
    const plain = html ? htmlText(own) : own;
    for (const each of readParagraphs(plain, { flowed, delSp: flowed && parameter('delsp') === 'yes' })) {
      paragraphs.push(each);
    }
  }
  return { paragraphs, flowed: anyFlowed, cut: left <= 0 };
}

/** Without what no text holds: control characters, halves of pairs. */
function clean(text: string): string {
  return text
    .replace(HALF, '\ufffd')
    .replace(UNSEEN, '')
    .replace(/[\u2028\u2029\u0085]/g, '\n');
}

const TEXTS = new Set(['text/plain', 'text/html', 'text/markdown', 'text/x-markdown']);
const SIGNATURE = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-encrypted)$/;
const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]/g;
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What turns the direction of writing, and so hides what a name says. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const MAX_FIELD = 2000;
const MAX_PARTS = 1000;
const MAX_TEXT = 500_000;
