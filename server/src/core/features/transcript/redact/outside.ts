// What a notation writes around the lines of a session: the marks with their hosts, the other fields of a JSON object.

import type { TextEdit } from '../../../text/textEdit.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { EscapeName } from '../../../transcript/dialect/escapes.ts';
import type { TranscriptLines } from '../../../transcript/lines.ts';

/** The edits of what stands in front of lines and behind them; `find` gives those of a text. */
export function outsideEdits(
  snapshot: Snapshot,
  lines: TranscriptLines,
  find: (text: string) => readonly TextEdit[],
): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let line = 0; line < lines.count; line++) {
    const range = lines.range(line);
    const content = lines.content(line);
    if (!WHOLE.has(lines.escape(line)) || range.to - range.from - (content.to - content.from) < LEAST) {
      continue;
    }
    // A field is known by what stands around it, wherever the session's own text is.
    const text = snapshot.slice(range.from, range.to);
    for (const { from, to, insert } of find(text)) {
      const edit = { from: range.from + from, to: range.from + to, insert };
      if (edit.to <= content.from || edit.from >= content.to) edits.push(edit);
    }
  }
  return edits;
}

/** The ways to write a line that leave it on its line of the document. */
const WHOLE: ReadonlySet<EscapeName> = new Set<EscapeName>(['none', 'backslash', 'json', 'csv']);
/** UTF-16 units: a mark alone says nothing. */
const LEAST = 8;
