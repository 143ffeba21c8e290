// A message's own text without what its host puts around it, and the way of edits back into the host.

import type { TextEdit } from '../text/edits.ts';
import type { LineLens } from '../text/lens.ts';

/** The message a lens shows, as a text of its own. */
export interface OwnMessage {
  readonly text: string;
  /**
   * An edit of `text` as an edit of the message in its host, ready for `hostEdits`: line ends in `insert` are `\n`.
   */
  readonly toHost: (edit: TextEdit) => TextEdit;
}

/** Takes a message out of its host. */
export function ownMessage(lens: LineLens): OwnMessage {
  const { snapshot } = lens;
  if (lens.identity) {
    return {
      text: snapshot.slice(lens.from, lens.to),
      toHost: ({ from, to, insert }) => ({
        from: from + lens.from,
        to: to + lens.from,
        insert: plainLineEnds(insert),
      }),
    };
  }
  const starts: number[] = [];
  const hostFrom: number[] = [];
  const content: number[] = [];
  let text = '';
  const line = lens.lineAt(lens.from);
  if (line) {
    do {
      starts.push(text.length);
      hostFrom.push(line.from);
      content.push(line.content);
      text += snapshot.slice(line.content, line.to);
    } while (line.next());
  }
  /** Where an offset stands in the host; at the start of a line, behind its prefix or in front of it. */
  const hostOffset = (offset: number, beforePrefix: boolean): number => {
    if (offset >= text.length) return lens.to;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const column = offset - (starts[low - 1] ?? 0);
    return column === 0 && beforePrefix
      ? (hostFrom[low - 1] ?? lens.to)
      : (content[low - 1] ?? lens.to) + column;
  };
  const isLineStart = (offset: number): boolean => offset === 0 || /[\r\n]$/.test(text.charAt(offset - 1));
  return {
    text,
    toHost: (edit) => {
      const insert = plainLineEnds(edit.insert);
      // An edit that leaves whole lines ends in front of the next prefix; one that joins lines takes the prefix along.
      const wholeLines = insert === '' ? isLineStart(edit.from) : insert.endsWith('\n');
      return { from: hostOffset(edit.from, true), to: hostOffset(edit.to, wholeLines), insert };
    },
  };
}

function plainLineEnds(text: string): string {
  return text.replace(/\r\n|\r/g, '\n');
}
