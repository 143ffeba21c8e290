// What phrases and comments stand for: unfolded, quotes and quoted pairs undone, encoded-words as written.

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';
import { unfold } from '../field.ts';
import { quotedText } from './parameters.ts';

/** The phrases of a field in order; host ranges. */
export interface PhraseView extends TextRange {
  /** Encoded-words stay as they are. */
  readonly text: string;
}

/** The phrases of a `phrase` or `phrase-list` field. */
export function phrases(field: Field): readonly PhraseView[] {
  const found: PhraseView[] = [];
  for (const node of field.tree.root.descendants(Kind.Phrase)) {
    found.push({ from: node.from, to: node.to, text: phraseText(field, node) });
  }
  return found;
}

/** The text of a `Phrase`, `DisplayName` or `GroupName` node: comments left out, white space of any kind one space. */
export function phraseText(field: Field, node: SyntaxNode): string {
  let text = '';
  let space = false;
  for (const child of node.children()) {
    if (child.kind === Kind.Fws || child.kind === Kind.LinePrefix || child.kind === Kind.Comment) {
      space = true;
      continue;
    }
    if (space && text !== '') text += ' ';
    space = false;
    text +=
      child.kind === Kind.QuotedString
        ? quotedText(field, child)
        : unfold(field.ownText(child.from, child.to));
  }
  return text;
}

/**
 * The text inside a `Comment` node's outer parentheses: unfolded, quoted pairs undone. A backslash that quotes the
 * end of its line stands for nothing (RFC 5322 4.1).
 */
export function commentText(field: Field, node: SyntaxNode): string {
  let text = '';
  const { tree } = node;
  for (let i = node.index + 1; i < tree.end(node.index); i++) {
    if (!tree.isLeaf(i)) continue;
    const kind = tree.kind(i);
    const from = tree.from(i);
    const to = tree.to(i);
    // The outer parentheses are the first and the last leaf.
    if (kind === Kind.LinePrefix || from === node.from || (to === node.to && kind === Kind.Punctuation)) {
      continue;
    }
    if (kind === Kind.Junk && field.ownText(from, to) === '\\') continue;
    if (kind === Kind.Fws) text += text.endsWith(' ') ? '' : ' ';
    else text += field.ownText(kind === Kind.QuotedPair ? from + 1 : from, to);
  }
  return text.trim();
}
