// The parts of a message by their Content-ID, and the `cid:` addresses its pages use (RFC 2392).

import type { Field } from '../../message/field.ts';
import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { messageIds } from '../../message/views/msgId.ts';
import { textFacts } from './textFacts.ts';

/** A `cid:` address in a page. */
export interface CidReference {
  /** The Content-ID it names, without brackets, percent-encoding undone. */
  readonly id: string;
  /** The HTML part. */
  readonly part: Part;
}

/** What a message says about content identifiers. */
export interface ContentIds {
  /** Parts by the identifier of their Content-ID; of equal ones the first. */
  readonly parts: ReadonlyMap<string, Part>;
  /** Distinct addresses of each page. */
  readonly references: readonly CidReference[];
  readonly pages: number;
  /** True where a page is too long to be read to its end. */
  readonly cut: boolean;
}

/** The content identifiers of a message; those of messages inside it are their own. */
export function contentIds(message: Part): ContentIds {
  const parts = new Map<string, Part>();
  const references: CidReference[] = [];
  let pages = 0;
  let cut = false;
  for (const part of walkParts(message)) {
    const id = contentId(part);
    if (id !== undefined && !parts.has(id)) parts.set(id, part);
    if (part.mediaType.name !== 'text/html' || part.children.length > 0) continue;
    pages++;
    const { cids, cut: long } = textFacts(part);
    cut ||= long;
    for (const reference of new Set(cids.map(decoded))) references.push({ id: reference, part });
  }
  return { parts, references, pages, cut };
}

/** The identifier of a part's Content-ID; undefined where it has none. */
export function contentId(part: Part): string | undefined {
  const field = part.field('content-id');
  return field && (messageIds(field)[0]?.id ?? bareId(field));
}

/** An identifier without an @ is no msg-id; programs compare it all the same. */
function bareId(field: Field): string | undefined {
  const text = field.value.replace(/^<|>$/g, '').trim();
  return text === '' ? undefined : text;
}

/** RFC 2392 2: an address is the identifier, percent-encoded where a URL needs it. */
function decoded(address: string): string {
  return address
    .replace(/&amp;/g, '&')
    .replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
