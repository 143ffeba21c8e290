// Names a message defines in one place and uses in others: boundaries, and identifiers of messages and parts.

import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import { messageIds } from '../message/views/msgId.ts';
import { parametersOf } from '../message/views/parameters.ts';
import { transferEncodingOf } from '../message/body/bodyText.ts';
import { piecesOf } from '../message/body/pieces.ts';
import { touches } from '../text/range.ts';
import type { TextRange } from '../text/range.ts';
import { lineOf, placeAt } from './locate.ts';

/** A name under the cursor with all its places in the document; host ranges. */
export interface NamedPlaces {
  readonly kind: 'boundary' | 'id' | 'exchange' | 'tag' | 'literal';
  readonly name: string;
  /** Where under the cursor it stands. */
  readonly at: TextRange;
  /** Where it is given: the boundary parameter, the Content-ID or Message-ID field; none where nothing gives it. */
  readonly definitions: readonly TextRange[];
  /** Where it is used: delimiter lines, `cid:` addresses, References and the like. In order. */
  readonly uses: readonly TextRange[];
}

/** A boundary with its places. */
export interface BoundaryPlaces extends NamedPlaces {
  readonly kind: 'boundary';
  /** The multipart it separates the parts of. */
  readonly multipart: Part;
  /**
   * The boundary's own text in the parameter, which a delimiter line repeats exactly; undefined where it is written
   * in another way (quoted pairs, RFC 2231).
   */
  readonly text: TextRange | undefined;
  /** True where the parameter's value stands in quotes. */
  readonly quoted: boolean;
}

/** The boundary at a host offset: in the parameter that gives it, or in a delimiter line. */
export function boundaryAt(document: MailDocument, offset: number): BoundaryPlaces | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const { part, field, delimiter } = place;
  const name = part.multipart?.boundary;
  if (!part.multipart || name === undefined) return undefined;
  const value = boundaryValue(part, name);
  const uses = part.multipart.delimiters.map(({ boundaryFrom, boundaryTo }) => ({
    from: boundaryFrom,
    to: boundaryTo,
  }));
  const here = delimiter
    ? { from: delimiter.boundaryFrom, to: delimiter.boundaryTo }
    : field === part.mediaType.field
      ? value?.whole
      : undefined;
  if (!here || !touches(here, offset)) return undefined;
  return {
    kind: 'boundary',
    name,
    at: delimiter ? here : (value?.text ?? here),
    definitions: value ? [value.text ?? value.whole] : [],
    uses,
    multipart: part,
    text: value?.text,
    quoted: value?.quoted === true,
  };
}

/** The name at a host offset with all its places. Reads the headers of all parts, and bodies of HTML for `cid:`. */
export function nameAt(document: MailDocument, offset: number): NamedPlaces | undefined {
  return boundaryAt(document, offset) ?? idAt(document, offset);
}

function boundaryValue(
  { mediaType, lens }: Part,
  boundary: string,
): { whole: TextRange; text: TextRange | undefined; quoted: boolean } | undefined {
  const parameter = mediaType.field && parametersOf(mediaType.field).find(({ name }) => name === 'boundary');
  if (!parameter) return undefined;
  const { from, to } = parameter.valueRange;
  const quoted = lens.snapshot.slice(from, from + 1) === '"';
  const text = quoted ? { from: from + 1, to: Math.max(from + 1, to - 1) } : { from, to };
  const exact = lens.snapshot.slice(text.from, text.to) === boundary;
  return { whole: { from, to }, text: exact ? text : undefined, quoted };
}

function idAt(document: MailDocument, offset: number): NamedPlaces | undefined {
  const here = idUnder(document, offset);
  if (!here) return undefined;
  const { name, at } = here;
  const definitions: TextRange[] = [];
  const uses: TextRange[] = [];
  for (const message of document.messages) {
    for (const part of walkParts(message)) {
      for (const field of part.header.fields) {
        if (!ID_FIELDS.has(field.key)) continue;
        const into = DEFINING.has(field.key) ? definitions : uses;
        for (const id of idsOf(field)) if (id.name === name) into.push(id.at);
      }
      if (isHtml(part)) uses.push(...cidsIn(part, name));
    }
  }
  return { kind: 'id', name, at, definitions, uses };
}

interface Id {
  readonly name: string;
  readonly at: TextRange;
}

function idUnder(document: MailDocument, offset: number): Id | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const { part, field } = place;
  if (field) return ID_FIELDS.has(field.key) ? idsOf(field).find(({ at }) => touches(at, offset)) : undefined;
  if (place.delimiter || offset < part.bodyFrom || !isHtml(part)) return undefined;
  const line = lineOf(part.lens, offset);
  if (!line) return undefined;
  // Around the cursor only: a line of HTML may have megabytes.
  const from = Math.max(line.content, offset - MAX_CID);
  const text = part.lens.snapshot.slice(from, Math.min(line.contentTo, offset + MAX_CID));
  for (const match of text.matchAll(CID)) {
    const at = { from: from + match.index, to: from + match.index + match[0].length };
    if (touches(at, offset)) {
      return { name: percentDecoded(match[1] ?? ''), at: { from: at.from + CID_SCHEME, to: at.to } };
    }
  }
  return undefined;
}

/** The identifiers of a field, each without its brackets. */
function idsOf(field: Field): readonly Id[] {
  return messageIds(field).map(({ id, left, right, from, to }) => ({
    name: id,
    at: { from: left?.from ?? from, to: right?.to ?? left?.to ?? to },
  }));
}

/** Where the body of an HTML part refers to a part by its Content-ID (RFC 2392 2). */
function cidsIn({ lens, bodyFrom, bodyTo }: Part, name: string): TextRange[] {
  const found: TextRange[] = [];
  for (const { text, at } of piecesOf(lens, bodyFrom, bodyTo)) {
    for (const match of text.matchAll(CID)) {
      const id = match[1] ?? '';
      if (percentDecoded(id) !== name || found.length >= MAX_USES) continue;
      const from = at + match.index + CID_SCHEME;
      found.push({ from, to: from + id.length });
    }
  }
  return found;
}

/** A text whose HTML stands there to be searched; base64 hides it. */
function isHtml(part: Part): boolean {
  const encoding = transferEncodingOf(part);
  return part.mediaType.name === 'text/html' && (encoding === 'identity' || encoding === 'quoted-printable');
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

const DEFINING = new Set(['message-id', 'resent-message-id', 'content-id']);
const ID_FIELDS = new Set([...DEFINING, 'in-reply-to', 'references', 'supersedes', 'original-message-id']);
const CID = /\bcid:([^\s"'<>)\\&?#]{1,1000})/gi;
const CID_SCHEME = 4;
const MAX_CID = 1000;
const MAX_USES = 5000;
