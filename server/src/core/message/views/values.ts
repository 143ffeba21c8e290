// What the views of structured fields share: the text of a node as its sender meant it.

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { Field } from '../field.ts';
import { unfold } from '../field.ts';
import { quotedText } from './parameters.ts';

/** The text of a node: quotes removed, quoted pairs undone, comments and line prefixes left out, folds removed. */
export function nodeText(field: Field, node: SyntaxNode): string {
  if (node.tree.isLeaf(node.index)) return unfold(field.ownText(node.from, node.to));
  const children = [...node.children()];
  if (children[0]?.kind === Kind.Quote) return quotedText(field, node);
  let text = '';
  for (const child of children) {
    if (child.kind === Kind.Comment || child.kind === Kind.LinePrefix) continue;
    text +=
      child.kind === Kind.QuotedString
        ? quotedText(field, child)
        : unfold(field.ownText(child.from, child.to));
  }
  return text.trim();
}

/** The text inside a comment, nested comments as they are written (RFC 5322 3.2.2). */
export function commentText(field: Field, node: SyntaxNode): string {
  return unfold(field.ownText(node.from + 1, node.to))
    .replace(/\)$/, '')
    .replace(/\\([^])/g, '$1')
    .trim();
}
