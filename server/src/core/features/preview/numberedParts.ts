// The parts of a message by the numbers that IMAP gives them (RFC 9051 6.4.5).

import type { Part } from '../../message/part.ts';

/** A part with its number. */
export interface NumberedPart {
  /** `1`, `2.1`; `TEXT`, `3.TEXT` for a multipart that is the whole of a message, which has no number of its own. */
  readonly id: string;
  readonly part: Part;
  readonly parent: NumberedPart | undefined;
  readonly depth: number;
}

/** The parts of a message in document order, the message first, and whether it has more or deeper ones than that. */
export interface NumberedParts {
  readonly parts: readonly NumberedPart[];
  readonly cut: boolean;
  readonly tooDeep: boolean;
}

/**
 * Numbers the parts that a reader knows as such: multiparts, their parts, and the messages in them. The field blocks of
 * reports and fragments are the content of their part. Iterative and bounded.
 */
export function numberedParts(message: Part): NumberedParts {
  const parts: NumberedPart[] = [];
  let tooDeep = false;
  const stack: NumberedPart[] = [numbered(message, undefined, '', '1')];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (parts.length === MAX_PARTS) return { parts, cut: true, tooDeep };
    parts.push(next);
    const prefix = next.id === 'TEXT' ? '' : `${next.id.replace(/\.TEXT$/, '')}.`;
    const children = childrenOf(next.part);
    if (next.depth === MAX_DEPTH && children.length > 0) {
      tooDeep = true;
      continue;
    }
    // No more than are listed: a multipart may have 100,000.
    for (let i = Math.min(children.length, MAX_PARTS) - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push(numbered(child, next, prefix, String(i + 1)));
    }
  }
  return { parts, cut: false, tooDeep };
}

/** The message that a part carries; undefined where it carries none that can be read in place. */
export function carriedMessage(part: Part): Part | undefined {
  return part.multipart ? undefined : part.children.find(({ role }) => role === 'message');
}

function numbered(
  part: Part,
  parent: NumberedPart | undefined,
  prefix: string,
  number: string,
): NumberedPart {
  const id = prefix + (part.role === 'message' && part.multipart ? 'TEXT' : number);
  return { id, part, parent, depth: parent ? parent.depth + 1 : 0 };
}

function childrenOf(part: Part): readonly Part[] {
  if (part.multipart) return part.children;
  const message = carriedMessage(part);
  return message ? [message] : [];
}

const MAX_PARTS = 2000;
/** A number grows with each level. */
const MAX_DEPTH = 100;
