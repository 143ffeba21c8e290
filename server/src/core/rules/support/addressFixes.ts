// Repairs of addresses that have one right answer: quotes around a name, brackets around an address.

import type { Field } from '../../message/field.ts';
import { phraseText } from '../../message/views/phrase.ts';
import { Kind } from '../../syntax/kinds.ts';
import { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Fix } from '../rule.ts';
import { mailboxAt } from './fieldMailboxes.ts';

/** The innermost node of one of the kinds around a host offset. */
export function nodeAround(field: Field, at: number, ...kinds: readonly Kind[]): SyntaxNode | undefined {
  const { tree } = field;
  let found: number | undefined;
  // Down from the root: only the children of what stands around the offset are looked at.
  for (let node = 0, end = tree.size; node < end;) {
    if (tree.from(node) <= at && at < tree.to(node)) {
      if (kinds.includes(tree.kind(node))) found = node;
      end = tree.end(node);
      node++;
    } else {
      node = tree.end(node);
    }
  }
  return found === undefined ? undefined : new SyntaxNode(tree, found);
}

/** Puts quotes around a display name or group name (RFC 5322 3.2.4); undefined where it has comments or encoded-words. */
export function quoteName(field: Field, name: SyntaxNode, safe = true): Fix | undefined {
  if (name.find(Kind.EncodedWord) || name.find(Kind.Comment)) return undefined;
  const text = phraseText(field, name);
  // In quotes an encoded-word stays as it is written (RFC 2047 5), and a control character must not stand there.
  if (UNQUOTABLE.test(text)) return undefined;
  return {
    title: 'Put the name in quotes',
    edits: [{ from: name.from, to: name.to, insert: quotedString(text) }],
    safe,
  };
}

/** A text as a quoted string. */
export function quotedString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A name in front of an address: as it is where it needs no quotes. */
export function phraseOf(text: string): string {
  return PLAIN_PHRASE.test(text) ? text : quotedString(text);
}

/** True where a text can stand in quotes. */
export function canBeQuoted(text: string): boolean {
  return !UNQUOTABLE.test(text);
}

/** The fix that takes a range out. */
export function removal(title: string, at: TextRange, safe = true): Fix {
  return { title, edits: [{ from: at.from, to: at.to, insert: '' }], safe };
}

const UNQUOTABLE = /=\?|[\0-\x08\x0a-\x1f\x7f]/;
/** RFC 5322 3.2.3: words of atext. */
const PLAIN_PHRASE = /^[^\0-\x20()<>[\]:;@\\,."\x7f]+(?: [^\0-\x20()<>[\]:;@\\,."\x7f]+)*$/;

/** Makes the words that stand for hidden recipients the empty group they were meant to be (RFC 5322 3.4). */
export function undisclosedRecipients(field: Field, at: TextRange): Fix | undefined {
  const mailbox = mailboxAt(field, at.from);
  if (!mailbox || !UNDISCLOSED.test(field.ownText(mailbox.from, mailbox.to))) return undefined;
  const { from, to } = mailbox;
  return {
    title: 'Write an empty group',
    edits: [{ from, to, insert: 'undisclosed-recipients:;' }],
    safe: true,
  };
}

const UNDISCLOSED = /^["<]*undisclosed[- _]recipients?[">:; ]*$/i;
