// What a hover is, and what the files of this folder need to make one.

import type { Decoding } from '../../message/charsets.ts';
import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { referenceLabel, referenceUrl } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import { ownText } from '../markdown.ts';

/** What stands under the cursor, explained. The range is what the text explains; host offsets. */
export interface Hover extends TextRange {
  /** Markdown of bounded length, safe to show: everything from the mail is escaped. */
  readonly markdown: string;
  /** The decoded octets of the part it explains, for their hashes; undefined where there is no part, or a large one. */
  readonly octets?: (() => Uint8Array) | undefined;
}

/** What hovers need from where they are shown. */
export interface HoverPorts {
  /** The time now, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** A moment as the reader's own clock and calendar write it, with the zone. */
  readonly localTime: (epochMs: number) => string;
  /** True where small pictures are shown, from `data:` addresses. */
  readonly pictures?: boolean;
  /** True where the reader wants to see the secrets of a login; else they are masked. */
  readonly secrets?: boolean;
}

/** A field under the cursor. */
export interface FieldContext {
  readonly field: Field;
  readonly part: Part;
  readonly ports: HoverPorts;
  readonly decoding: Decoding;
}

/** Explains a node of a field's tree; undefined where it has nothing to say. */
export type NodeHover = (context: FieldContext, node: SyntaxNode) => Hover | undefined;

/** A hover of paragraphs; those that are undefined or empty are left out. */
export function hoverOf(range: TextRange, ...paragraphs: readonly (string | undefined)[]): Hover {
  return {
    from: range.from,
    to: range.to,
    markdown: paragraphs.filter((text) => text !== undefined && text !== '').join('\n\n'),
  };
}

/** A list of facts; those that are undefined are left out. */
export function facts(...lines: readonly (string | undefined)[]): string {
  return lines.flatMap((line) => (line === undefined ? [] : `- ${line}`)).join('\n');
}

/** A link to where something is defined. References are ours, never the mail's. */
export function link(reference: Reference): string {
  const label = ownText(referenceLabel(reference));
  const url = referenceUrl(reference);
  return url === undefined ? label : `[${label}](${url})`;
}

/** A sentence of the registry with its reference behind it. */
export function explained(row: { readonly summary: string; readonly reference: Reference }): string {
  return `${ownText(row.summary)} ${link(row.reference)}`;
}
