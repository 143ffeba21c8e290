// How much of a list is open at once: the tree asks anew for all that is open under what it draws anew.

import { GroupNode } from './groupNode.ts';
import type { MailboxNode } from './node.ts';

/**
 * Where too many messages are open, closes headings, those that the list began with first. What holds something selected
 * stays open, and what the list ends with.
 * @param nodes what stands under that which is drawn anew.
 * @returns true where a heading was closed.
 */
export function closeFurthest(nodes: readonly MailboxNode[], selected: readonly MailboxNode[]): boolean {
  const groups = openGroups(nodes);
  let open = groups.reduce((sum, group) => sum + group.children().length, 0);
  if (open <= MOST_OPEN) return false;
  const kept = new Set(selected.map(({ parent }) => parent));
  const closing = groups.slice(0, -1).filter((group) => {
    if (open <= LEFT_OPEN || kept.has(group)) return false;
    open -= group.children().length;
    return true;
  });
  for (const group of closing) group.close();
  return closing.length > 0;
}

/** The headings of messages that are shown open, in the order of the list. */
function openGroups(nodes: readonly MailboxNode[]): readonly GroupNode[] {
  const found: GroupNode[] = [];
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!(node instanceof GroupNode) || !node.isOpen) continue;
    const below = node.children();
    if (below[0] instanceof GroupNode) pending.push(...[...below].reverse());
    else found.push(node);
  }
  return found;
}

/** Messages. More than a screen shows, fewer than the tree takes long to draw. */
const MOST_OPEN = 1000;
const LEFT_OPEN = 500;
