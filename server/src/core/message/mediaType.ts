// The media type a part has in effect: as written, or the default of its place (RFC 2045 5.2, RFC 2046 5.1.5).

import { Kind } from '../syntax/kinds.ts';
import type { Field } from './field.ts';
import { parametersOf, rawParameter } from './views/parameters.ts';

/** A media type in effect. */
export interface MediaType {
  /** Type and subtype in lower case. */
  readonly type: string;
  readonly subtype: string;
  /** `type/subtype`. */
  readonly name: string;
  /** The boundary parameter's value, for a multipart. */
  readonly boundary: string | undefined;
  /** The Content-Type field; undefined where the type is the default of the place. */
  readonly field: Field | undefined;
}

/**
 * The media type a Content-Type field gives. One that cannot be read gives `text/plain` (RFC 2045 5.2).
 * @param inDigest true for a part of a `multipart/digest`, whose default is `message/rfc822` (RFC 2046 5.1.5).
 */
export function mediaTypeOf(field: Field | undefined, inDigest: boolean): MediaType {
  if (!field) return inDigest ? MESSAGE_RFC822 : TEXT_PLAIN;
  const node = field.tree.root.find(Kind.ContentType);
  const type = text(field, node?.child(Kind.MediaType));
  const subtype = text(field, node?.child(Kind.MediaSubtype));
  if (type === '' || subtype === '') return { ...TEXT_PLAIN, field };
  const boundary = type === 'multipart' ? rawParameter(parametersOf(field), 'boundary') : undefined;
  return {
    type,
    subtype,
    name: `${type}/${subtype}`,
    boundary: boundary === '' ? undefined : boundary,
    field,
  };
}

/** True where the body of this type is a message of its own, readable in place. */
export function carriesMessage(type: MediaType): boolean {
  return MESSAGE_TYPES.has(type.name);
}

/** What the body of a type starts with. */
export type Carried =
  /** A whole message (RFC 2046 5.2.1). */
  | 'message'
  /** Header fields and perhaps a body: a fragment, a phantom header, a report (RFC 2046 5.2.2, 5.2.3). */
  | 'fields'
  /** Blocks of fields with empty lines between them (RFC 3464 2.1). */
  | 'blocks';

/** What a part of this type carries; undefined where its body is only a body. */
export function carried(type: MediaType): Carried | undefined {
  if (BLOCK_TYPES.has(type.name)) return 'blocks';
  if (type.name === 'text/rfc822-headers' || type.name === 'message/global-headers') return 'fields';
  if (MESSAGE_TYPES.has(type.name)) return 'message';
  return type.type === 'message' ? 'fields' : undefined;
}

function text(field: Field, node: { from: number; to: number } | undefined): string {
  return node ? field.ownText(node.from, node.to).toLowerCase() : '';
}

const TEXT_PLAIN: MediaType = {
  type: 'text',
  subtype: 'plain',
  name: 'text/plain',
  boundary: undefined,
  field: undefined,
};
const MESSAGE_RFC822: MediaType = {
  type: 'message',
  subtype: 'rfc822',
  name: 'message/rfc822',
  boundary: undefined,
  field: undefined,
};
/** RFC 2046 5.2.1, RFC 6532 3.7, RFC 6522 4 (a returned header is a header block). */
const MESSAGE_TYPES = new Set([
  'message/rfc822',
  'message/global',
  'message/news',
  'text/rfc822-headers',
  'message/global-headers',
]);
const BLOCK_TYPES = new Set(['message/delivery-status', 'message/global-delivery-status']);
