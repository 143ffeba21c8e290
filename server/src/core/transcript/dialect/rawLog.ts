// Reads Dovecot's raw logs: each line behind its time, one file for each side.

import type { Snapshot } from '../../text/snapshot.ts';
import { likelySpeaker } from './evidence.ts';
import { LineColumns, speakerNumber } from './lineColumns.ts';
import type { ReadingHints } from './notation.ts';
import { eachLine } from './textLines.ts';

/** Reads every line; the file holds one side, which most of its lines sound like. */
export function readRawLog(snapshot: Snapshot, { protocol, speaker }: ReadingHints): LineColumns {
  const lines = new LineColumns(snapshot);
  let client = 0;
  let server = 0;
  eachLine(snapshot, (text, start, from, end) => {
    STAMP.lastIndex = from;
    const marked = STAMP.test(text);
    const content = marked ? Math.min(end, STAMP.lastIndex) : from;
    if (marked && lines.count < SAMPLE) {
      const likely = likelySpeaker(text.slice(content, end), protocol);
      if (likely === 'client') client++;
      if (likely === 'server') server++;
    }
    const number = marked ? speakerNumber.client : speakerNumber.note;
    lines.add(number, start + from, start + content, start + end, 0);
  });
  if ((speaker ?? (client >= server ? 'client' : 'server')) === 'server') {
    for (let line = 0; line < lines.count; line++) {
      if (lines.speaker(line) === 'client') lines.setSpeaker(line, 'server');
    }
  }
  return lines;
}

const STAMP = /\d{9,10}\.\d{6}(?: |(?=[\r\n])|$)/y;
const SAMPLE = 500;
