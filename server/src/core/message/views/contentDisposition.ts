// Reads a part's Content-Disposition from its tree (RFC 2183 2).

import { Kind } from '../../syntax/kinds.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';
import type { Part } from '../part.ts';

/** How a part is to be shown. */
export interface Disposition {
  /** `inline`, `attachment` or what else is written, in lower case. */
  readonly type: string;
  readonly typeRange: TextRange;
  readonly field: Field;
}

/** The disposition of a part; undefined where it has none, or none that can be read. */
export function dispositionOf(part: Part): Disposition | undefined {
  return part.field('content-disposition')?.view(readDisposition, undefined);
}

function readDisposition(field: Field): Disposition | undefined {
  const node = field.tree.root.find(Kind.DispositionType);
  return node && { type: field.ownText(node.from, node.to).toLowerCase(), typeRange: node, field };
}
