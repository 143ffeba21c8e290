// Which remarks between the lines of the server may stand for lines that the writer of the log left out.

import type { SessionLines } from '../lines.ts';

/** True for a remark of the log that may stand for lines; an editor's comment, which starts with `#`, stands for none. */
export function mayStandForLines(
  { all, numbers }: Pick<SessionLines, 'all' | 'numbers'>,
  place: number,
): boolean {
  const line = numbers[place] ?? 0;
  return all.speaker(line) === 'note' && !all.startsWith(line, '#');
}
