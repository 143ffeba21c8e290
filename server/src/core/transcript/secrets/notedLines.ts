// Secrets in the remarks of a session, found again without reading those that an edit has not touched.

import type { TextRange } from '../../text/range.ts';
import type { LineRun, TranscriptLines } from '../lines.ts';
import type { Session } from '../exchange.ts';
import { maySaySecret, notedSecrets } from './noted.ts';
import type { NotedSecret } from './noted.ts';

/** A secret in a line that is no part of the session. */
export interface NotedInLine extends NotedSecret {
  readonly line: number;
  /** Host range. */
  readonly at: TextRange;
}

/** The secrets in the notes of a session, in order. */
export function* notedInSession(session: Session): Generator<NotedInLine> {
  const { exchanges, numbers, all } = session;
  let run: LineRun | undefined;
  let telling: ReadonlySet<number> = new Set();
  for (let index = 0; index < exchanges.count; index++) {
    if (exchanges.kind(index) !== 'note') continue;
    for (let place = exchanges.first(index); place < exchanges.last(index); place++) {
      const line = numbers[place] ?? 0;
      if (!run || line < run.first || line >= run.first + run.count) {
        run = all.run(line);
        telling = tellingIn(all, run);
      }
      if (!telling.has(line - run.first)) continue;
      for (const noted of notedSecrets(all.text(line))) {
        const at = { from: all.hostOffset(line, noted.from), to: all.hostOffset(line, noted.to) };
        yield { ...noted, line, at };
      }
    }
  }
}

/** Which notes of a run of lines may hold one, counted from its first line. Versions of a document share runs. */
function tellingIn(all: TranscriptLines, { key, first, count }: LineRun): ReadonlySet<number> {
  const before = known.get(key);
  if (before) return before;
  const found = new Set<number>();
  for (let line = first; line < first + count; line++) {
    if (all.speaker(line) === 'note' && maySaySecret(all.text(line))) found.add(line - first);
  }
  known.set(key, found);
  return found;
}

const known = new WeakMap<object, ReadonlySet<number>>();
