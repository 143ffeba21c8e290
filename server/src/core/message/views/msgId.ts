// Reads message identifiers from the tree of a field (RFC 5322 3.6.4).

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';
import { unfold } from '../field.ts';

/** One identifier; host ranges. */
export interface MsgIdView extends TextRange {
  /** `left@right` without brackets, white space and comments: what identifiers are compared by. */
  readonly id: string;
  readonly left: TextRange | undefined;
  readonly right: TextRange | undefined;
  /** False where a bracket is missing. */
  readonly bracketed: boolean;
}

/** The identifiers of a field in order; one without any content is left out. */
export function messageIds(field: Field): readonly MsgIdView[] {
  const found: MsgIdView[] = [];
  for (const node of field.tree.root.descendants(Kind.MsgId)) {
    const left = node.child(Kind.IdLeft);
    const right = node.child(Kind.IdRight);
    if (!left && !right) continue;
    const text = field.ownText(node.from, node.to);
    found.push({
      from: node.from,
      to: node.to,
      id: right ? `${sideText(field, left)}@${sideText(field, right)}` : sideText(field, left),
      left,
      right,
      bracketed: text.startsWith('<') && text.endsWith('>'),
    });
  }
  return found;
}

function sideText(field: Field, node: SyntaxNode | undefined): string {
  if (!node) return '';
  let text = '';
  for (const child of node.children()) {
    if (child.kind !== Kind.Fws && child.kind !== Kind.LinePrefix && child.kind !== Kind.Comment) {
      text += unfold(field.ownText(child.from, child.to));
    }
  }
  return text;
}
