// Writes a message of a property store as an Internet message: what it holds, and nothing that it does not.

import {
  dateText,
  dispositionField,
  filePart,
  idField,
  multipartBody,
  multipartField,
  newBoundary,
  plainField,
  textField,
} from '../../../../server/src/core/index.ts';
import { bodiesOf, type Bodies } from './bodies.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import {
  numberOf,
  octetsOf,
  textOf,
  timeOf,
  type MapiAttachment,
  type MapiMessage,
  type MapiProperties,
} from './mapiObject.ts';
import { properties } from './properties.ts';

/** What could not be carried over, in words that are chosen where they are shown. */
export type ConversionNote =
  'no-sender' | 'no-date' | 'no-address' | 'no-body' | 'rtf-lost' | 'object-lost' | 'header-lines-lost';

/** An Internet message, all ASCII but for header fields that were not; line ends are `\n`. */
export interface Converted {
  readonly text: string;
  readonly notes: readonly ConversionNote[];
}

const id = /^<?([^\s<>@]+@[^\s<>@]+)>?$/u;
const unsent = 8;
const importance: readonly (string | undefined)[] = ['low', undefined, 'high'];
const sensitivity: readonly (string | undefined)[] = [
  undefined,
  'personal',
  'private',
  'company-confidential',
];

/** Identifiers of a property, as `<a@b> <c@d>`. */
function ids(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/u).flatMap((word) => id.exec(word)?.[1] ?? []);
}

/**
 * The lines that the message came with, without those that say how its body is written: that body is written anew.
 * A line that is no field is left out.
 */
function transportFields(headers: string): { fields: string; lost: boolean } {
  let lost = false;
  const fields = headers
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/\n(?:[ \t]*\n)+/gu, '\n')
    .split(/\n(?![ \t])/u)
    .filter((field) => {
      if (field.trim() === '' || field.startsWith('Microsoft Mail Internet Headers')) return false;
      if (/^(?:content-[^\s:]*|mime-version)[ \t]*:/iu.test(field)) return false;
      const isField = /^(?!--=_)[!-9;-~]+[ \t]*:/u.test(field);
      lost ||= !isField;
      return isField;
    });
  return { fields: fields.map((field) => `${field.trimEnd()}\n`).join(''), lost };
}

/** The subject, or what it is made of (MS-OXCMSG 2.2.1.9, 2.2.1.10); without a prefix, what a conversation is named. */
function subjectOf(own: MapiProperties): string {
  const rest = textOf(own, properties.normalizedSubject) ?? textOf(own, properties.conversationTopic) ?? '';
  return textOf(own, properties.subject) ?? `${textOf(own, properties.subjectPrefix) ?? ''}${rest}`;
}

/** Fields made of properties, for a message that never was on the Internet. */
function madeFields(message: MapiMessage, note: (note: ConversionNote) => void): string {
  const own = message.properties;
  const { from, sender, to, cc, bcc }: Addresses = addressesOf(message, () => {
    note('no-address');
  });
  const time = timeOf(own, properties.clientSubmitTime) ?? timeOf(own, properties.messageDeliveryTime);
  const level = importance[numberOf(own, properties.importance) ?? 1];
  const kind = sensitivity[numberOf(own, properties.sensitivity) ?? 0];
  const messageId = ids(textOf(own, properties.internetMessageId)).slice(0, 1);
  const replied = ids(textOf(own, properties.inReplyToId));
  const references = ids(textOf(own, properties.internetReferences));
  if (from === undefined) note('no-sender');
  if (time === undefined) note('no-date');
  return [
    from ?? '',
    sender ?? '',
    to,
    cc,
    bcc,
    time === undefined ? '' : plainField('Date', dateText(time, 0)),
    textField('Subject', subjectOf(own)),
    messageId.length > 0 ? idField('Message-ID', messageId) : '',
    replied.length > 0 ? idField('In-Reply-To', replied) : '',
    references.length > 0 ? idField('References', references) : '',
    level === undefined ? '' : plainField('Importance', level),
    kind === undefined ? '' : plainField('Sensitivity', kind),
    ((numberOf(own, properties.messageFlags) ?? 0) & unsent) === 0 ? '' : plainField('X-Unsent', '1'),
  ].join('');
}

/** RFC 5322 2.1.1. */
function hasLongLine(text: string): boolean {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to - from > 998) return true;
    from = to + 1;
  }
  return false;
}

/** Whether text may stand as it is: short lines of ASCII, none like a delimiter of ours or of an mbox. */
function isPlain(lines: string): boolean {
  return /^[\t\n -~]*$/u.test(lines) && !hasLongLine(lines) && !/^(?:From |--=_)/mu.test(lines);
}

const textPart = (subtype: 'plain' | 'html', text: string): string => {
  const lines = text.replaceAll(/\r\n?/gu, '\n');
  if (isPlain(lines)) {
    return `Content-Type: text/${subtype}; charset=us-ascii\nContent-Transfer-Encoding: 7bit\n\n${lines}`;
  }
  const crlf = new TextEncoder().encode(lines.replaceAll('\n', '\r\n'));
  const part = filePart({
    name: '',
    type: `text/${subtype}`,
    charset: 'utf-8',
    disposition: 'inline',
    octets: crlf,
  });
  return part.replace('Content-Disposition: inline\n', '');
};

/** Names that Outlook keeps: the long one, the short one, what it shows. */
function attachmentName({ properties: own }: MapiAttachment): string {
  const name =
    textOf(own, properties.attachLongFilename) ??
    textOf(own, properties.attachFilename) ??
    textOf(own, properties.displayName);
  return name ?? `attachment${textOf(own, properties.attachExtension) ?? ''}`;
}

/** What the HTML draws in by its Content-ID (RFC 2392 2); behind it may stand what ends a URL in CSS. */
function drawnIn(html: string | undefined): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [, id = ''] of (html ?? '').matchAll(/cid:([^\s"<>]{1,998})/giu)) {
    ids.add(id).add(id.replace(/[&'();][^]*$/u, ''));
  }
  return ids;
}

/** The Content-ID of an attachment, without brackets; undefined where it is none. */
function contentIdOf({ properties: own }: MapiAttachment): string | undefined {
  const contentId = textOf(own, properties.attachContentId)?.replace(/^<|>$/gu, '');
  return contentId !== undefined && /^[!-;=?-~]+$/u.test(contentId) ? contentId : undefined;
}

/** Writes one message; messages in it are written by the same. */
class Writer {
  readonly notes = new Set<ConversionNote>();
  #boundaries = 0;
  readonly #unique: string;

  constructor(unique: string) {
    this.#unique = unique;
  }

  message(message: MapiMessage): string {
    const headers = textOf(message.properties, properties.transportMessageHeaders);
    let fields: string;
    if (headers === undefined) fields = madeFields(message, (note) => this.notes.add(note));
    else {
      const kept = transportFields(headers);
      if (kept.lost) this.notes.add('header-lines-lost');
      ({ fields } = kept);
    }
    return `${fields}MIME-Version: 1.0\n${this.#body(message)}\n`;
  }

  #multipart(subtype: string, parts: readonly string[], more = ''): string {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const boundary = newBoundary(this.#unique, (this.#boundaries += 1));
    return `${multipartField(subtype, boundary, more)}\n${multipartBody(boundary, parts)}`;
  }

  #body(message: MapiMessage): string {
    const bodies = bodiesOf(message.properties, () => {
      this.notes.add('rtf-lost');
    });
    const drawn = drawnIn(bodies.html);
    const inline: MapiAttachment[] = [];
    const attached: MapiAttachment[] = [];
    for (const attachment of message.attachments) {
      const contentId = contentIdOf(attachment);
      (contentId !== undefined && drawn.has(contentId) ? inline : attached).push(attachment);
    }
    const parts = attached.flatMap((attachment) => this.#attachment(attachment, 'attachment'));
    return this.#multipart('mixed', [this.#texts(bodies, inline), ...parts]);
  }

  #texts({ text, html }: Bodies, inline: readonly MapiAttachment[]): string {
    if (text === undefined && html === undefined) this.notes.add('no-body');
    const shown =
      html === undefined
        ? []
        : [
            this.#multipart(
              'related',
              [
                textPart('html', html),
                ...inline.flatMap((attachment) => this.#attachment(attachment, 'inline')),
              ],
              ';\n type="text/html"',
            ),
          ];
    const plain = text !== undefined || shown.length === 0 ? [textPart('plain', text ?? '')] : [];
    return this.#multipart('alternative', [...plain, ...shown]);
  }

  #attachment(attachment: MapiAttachment, disposition: 'attachment' | 'inline'): string[] {
    const name = attachmentName(attachment);
    if (attachment.message) {
      const inner = this.message(attachment.message);
      return [`Content-Type: message/rfc822\n${dispositionField('attachment', `${name}.eml`)}\n${inner}`];
    }
    const octets = attachment.octets ?? octetsOf(attachment.properties, properties.attachData);
    if (octets === undefined) {
      this.notes.add('object-lost');
      return [];
    }
    const type = textOf(attachment.properties, properties.attachMimeTag) ?? 'application/octet-stream';
    // A message or a multipart must not be written in base64 (RFC 2046 5.2.1): the octets keep their name.
    const safe = /^(?:message|multipart)\//iu.test(type) ? 'application/octet-stream' : type;
    return [filePart({ name, type: safe, disposition, contentId: contentIdOf(attachment), octets })];
  }
}

/**
 * @param unique letters and digits that stand in no part of the message: for boundaries.
 * @returns the message as an `.eml` document.
 */
export function toMessage(message: MapiMessage, unique: string): Converted {
  const writer = new Writer(unique);
  const text = writer.message(message);
  return { text, notes: [...writer.notes] };
}
