// Reads tag lists such as DKIM-Signature from their tree (RFC 6376 3.2).

import { Kind } from '../../syntax/kinds.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';
import { nodeText } from './values.ts';

/** One tag; ranges are host ranges. */
export interface TagView extends TextRange {
  /** As written: names of tags are case-sensitive. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** The value, folds removed. */
  readonly value: string;
  /** The value without any white space: signatures, hashes and lists of names are read so. */
  readonly compact: string;
  readonly valueRange: TextRange;
}

/** The tags of a field in order, repetitions included. */
export function tags(field: Field): readonly TagView[] {
  const found: TagView[] = [];
  for (const node of field.tree.root.descendants(Kind.Tag)) {
    const name = node.child(Kind.TagName);
    const value = node.child(Kind.TagValue);
    if (!name) continue;
    const text = value ? nodeText(field, value) : '';
    found.push({
      from: node.from,
      to: node.to,
      name: field.ownText(name.from, name.to),
      nameRange: name,
      value: text,
      compact: text.replace(/\s+/g, ''),
      valueRange: value ?? { from: node.to, to: node.to },
    });
  }
  return found;
}
