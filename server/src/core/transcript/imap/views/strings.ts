// What the strings of a command or response say, and where their content stands.

import type { TextRange } from '../../../text/range.ts';
import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';

/** A string as written and as meant. The range is that of its content: without quotes, behind a literal's line end. */
export interface ImapString extends TextRange {
  /** The text it stands for: escapes undone. */
  readonly value: string;
  readonly form: 'atom' | 'quoted' | 'literal';
}

/**
 * Reads an atom, a quoted string or a literal (RFC 9051 4.3), or the first one in a node around it.
 * @returns undefined for NIL and for a node without a string.
 */
export function stringOf(text: string, node: SyntaxNode): ImapString | undefined {
  for (let index = node.index; index < node.tree.end(node.index); index++) {
    const from = node.tree.from(index);
    const to = node.tree.to(index);
    switch (node.tree.kind(index)) {
      case Kind.Nil:
        return undefined;
      case Kind.Quoted:
        return quoted(text, from, to);
      case Kind.LiteralText:
        return { from, to, value: text.slice(from, to), form: 'literal' };
      case Kind.LiteralMark:
        // A literal of no octets has no leaf for them.
        if (index + 2 >= node.tree.end(node.index) || node.tree.kind(index + 2) !== Kind.LiteralText) {
          return { from: to + 2, to: to + 2, value: '', form: 'literal' };
        }
        break;
      case Kind.Atom:
      case Kind.Charset:
        return text[from] === '"'
          ? quoted(text, from, to)
          : { from, to, value: text.slice(from, to), form: 'atom' };
      default:
    }
  }
  return undefined;
}

function quoted(text: string, from: number, to: number): ImapString {
  const closed = to - from > 1 && text[to - 1] === '"';
  const content = { from: from + 1, to: closed ? to - 1 : to };
  const written = text.slice(content.from, content.to);
  return { ...content, value: written.replace(/\\(.)/g, '$1'), form: 'quoted' };
}
