// The outline of a document: its messages, their header fields and parts.

import { decodedOctets, transferEncodingOf } from '../message/body/bodyText.ts';
import type { Decoding } from '../message/charsets.ts';
import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import { filenameOf } from '../message/summary.ts';
import { dispositionOf } from '../message/views/contentDisposition.ts';
import { decodedText } from '../message/views/encodedWords.ts';
import type { TextRange } from '../text/range.ts';
import { oneLine } from './markdown.ts';
import { count, sizeText } from './words.ts';

/** What an outline entry stands for. */
export type SymbolKind =
  | 'message'
  | 'header'
  | 'field'
  | 'multipart'
  | 'text'
  | 'attachment'
  | 'session'
  | 'greeting'
  | 'tls'
  | 'login'
  | 'transaction'
  | 'command'
  | 'more';

/** One entry of the outline. The range is the whole thing, `selection` what is shown when it is chosen. */
export interface OutlineSymbol extends TextRange {
  readonly kind: SymbolKind;
  /** Never empty, bounded, no line ends. */
  readonly name: string;
  /** A short value beside the name; may be empty. */
  readonly detail: string;
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

/**
 * The outline, one entry a message. Where there are too many entries or levels, the outermost are there, and a last
 * entry says how many parts are not.
 */
export function documentSymbols(document: MailDocument, decoding: Decoding): readonly OutlineSymbol[] {
  const roots: Draft[] = [];
  const { messages } = document;
  const shown = messages.first?.(MAX_MESSAGES) ?? Array.from(messages).slice(0, MAX_MESSAGES);
  const entries: Entry[] = shown.map((part) => ({
    part,
    depth: 0,
    draft: place(roots, partSymbol(part, decoding)),
  }));
  // The header of a message is what one looks for first, so the first one has its room kept free.
  const reserved = headerSize(shown[0]);
  let room = MAX_SYMBOLS - entries.length - reserved;

  // Parts come first, level by level; `entries` grows while it is walked.
  for (const { part, depth, draft } of entries) {
    if (depth >= MAX_DEPTH) continue;
    for (const child of part.children) {
      if (room <= 0) break;
      room--;
      entries.push({
        part: child,
        depth: depth + 1,
        draft: place(draft.children, partSymbol(child, decoding)),
      });
    }
  }
  room = Math.max(0, room) + reserved;
  for (const { part, draft } of entries) {
    const size = headerSize(part);
    if (size === 0 || size > room) continue;
    room -= size;
    draft.children.unshift(headerSymbol(part, decoding));
  }
  // Of messages that are not parsed it is not known that they have more than one.
  const unread = messages.first ? messages.length - shown.length : 0;
  const hidden = countParts(messages.first ? shown : messages) + unread - entries.length;
  if (hidden > 0) {
    roots.at(-1)?.children.push(moreSymbol(document.snapshot.length, count(hidden, 'more part'), roots));
  }
  return roots;
}

interface Draft extends OutlineSymbol {
  readonly children: Draft[];
}

interface Entry {
  readonly part: Part;
  readonly depth: number;
  readonly draft: Draft;
}

function place(into: Draft[], draft: Draft): Draft {
  into.push(draft);
  return draft;
}

function partSymbol(part: Part, decoding: Decoding): Draft {
  const { from, to, mediaType } = part;
  const filename = filenameOf(part, decoding);
  const type = oneLine(mediaType.name, MAX_NAME);
  const size = sizeText(bodySize(part, decoding));
  const base = { from, to, selection: { from, to: from }, children: [] };
  if (part.role === 'message') {
    const subject = part.field('subject');
    const title = subject ? fieldText(subject, decoding) : '';
    return { ...base, kind: 'message', name: title || 'Message', detail: `${type}, ${size}` };
  }
  const name = oneLine(filename ?? '', MAX_NAME);
  return { ...base, kind: partKind(part), name: name || type, detail: name ? `${type}, ${size}` : size };
}

function partKind(part: Part): SymbolKind {
  if (part.children.length > 0 || part.multipart) return 'multipart';
  return part.mediaType.type === 'text' && dispositionOf(part)?.type !== 'attachment' ? 'text' : 'attachment';
}

/** How many entries the header of a part needs. */
function headerSize(part: Part | undefined): number {
  const fields = part?.header.fields.length ?? 0;
  return fields === 0 ? 0 : 1 + Math.min(fields, MAX_FIELDS + 1);
}

function headerSymbol({ header }: Part, decoding: Decoding): Draft {
  const { from, to, fields } = header;
  const children = fields.slice(0, MAX_FIELDS).map((field) => fieldSymbol(field, decoding));
  const hidden = fields.length - children.length;
  if (hidden > 0) children.push(moreSymbol(to, count(hidden, 'more field'), []));
  return {
    kind: 'header',
    name: 'Header',
    detail: count(fields.length, 'field'),
    from,
    to,
    selection: { from, to: from },
    children,
  };
}

function fieldSymbol(field: Field, decoding: Decoding): Draft {
  return {
    kind: 'field',
    // A name may be nothing but white space beyond ASCII; clients refuse an empty one.
    name: oneLine(field.name, MAX_NAME) || 'Field',
    detail: fieldText(field, decoding),
    from: field.from,
    to: field.valueTo,
    selection: { from: field.nameFrom, to: field.nameTo },
    children: [],
  };
}

function moreSymbol(at: number, words: string, roots: readonly Draft[]): Draft {
  const to = roots.at(-1)?.to ?? at;
  return { kind: 'more', name: words, detail: '', from: to, to, selection: { from: to, to }, children: [] };
}

/** The decoded beginning of a field's value in one line. */
function fieldText(field: Field, decoding: Decoding): string {
  const to = Math.min(field.valueTo, field.valueFrom + ENOUGH_VALUE);
  return oneLine(decodedText(field, { from: field.valueFrom, to }, decoding), MAX_NAME);
}

/** The size of a decoded body: exact where it is small, else close enough for two digits without reading it. */
function bodySize(part: Part, decoding: Decoding): number {
  const { lens, bodyFrom, bodyTo } = part;
  const { snapshot } = lens;
  if (bodyTo - bodyFrom <= SMALL) return decodedOctets(part, decoding.host);
  const lines = snapshot.lineAt(bodyTo) - snapshot.lineAt(bodyFrom);
  const text = bodyTo - bodyFrom - lines * lens.insertion.prefix.length;
  const encoding = transferEncodingOf(part);
  // Base64 and uuencode hold three octets in four characters, without the line ends.
  return encoding === 'base64' || encoding === 'uuencode' ? Math.round(((text - lines) * 3) / 4) : text;
}

function countParts(messages: Iterable<Part>): number {
  let parts = 0;
  for (const message of messages) parts += walkParts(message).length;
  return parts;
}

/** An outline of more entries is no help, and slow to draw. */
const MAX_SYMBOLS = 5000;
const MAX_MESSAGES = 3000;
const MAX_FIELDS = 1000;
/** Levels of parts: clients build the outline recursively. */
const MAX_DEPTH = 64;
const MAX_NAME = 200;
const ENOUGH_VALUE = 2000;
const SMALL = 16_384;
