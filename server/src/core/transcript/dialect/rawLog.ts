// Reads Dovecot's raw logs: each line behind its time, one file for each side.

import type { Snapshot } from '../../text/snapshot.ts';
import { likelySpeaker } from './evidence.ts';
import type { LineReader } from './lineReader.ts';
import { LineWriter, speakerNumber } from './lineWriter.ts';
import type { ReadingHints } from './notation.ts';
import { eachLineFrom } from './textLines.ts';

/** Whose file it is: the side that most of its first lines sound like. */
export function rawLogSide(snapshot: Snapshot, { protocol, speaker }: ReadingHints): 'client' | 'server' {
  if (speaker !== undefined) return speaker;
  let client = 0;
  let server = 0;
  let count = 0;
  eachLineFrom(snapshot, 0, (text, _start, from, end) => {
    const content = ownText(text, from, end);
    if (content !== undefined) {
      const likely = likelySpeaker(text.slice(content, end), protocol);
      if (likely === 'client') client++;
      if (likely === 'server') server++;
    }
    return ++count < SAMPLE;
  });
  return client >= server ? 'client' : 'server';
}

/** Reads the lines of one side: each for itself. */
export class RawLogReader implements LineReader {
  readonly lines = new LineWriter();
  readonly #side: number;

  constructor(side: 'client' | 'server') {
    this.#side = speakerNumber[side];
  }

  line(text: string, start: number, from: number, end: number): void {
    const content = ownText(text, from, end);
    const speaker = content === undefined ? speakerNumber.note : this.#side;
    this.lines.add(speaker, start + from, start + (content ?? from), start + end, 0);
  }

  state(): string {
    return '';
  }

  resume(): void {
    // No line says anything of the next one.
  }
}

/** Where the own text starts; undefined where no time stands before it. */
function ownText(text: string, from: number, end: number): number | undefined {
  STAMP.lastIndex = from;
  return STAMP.test(text) ? Math.min(end, STAMP.lastIndex) : undefined;
}

const STAMP = /\d{9,10}\.\d{6}(?: |(?=[\r\n])|$)/y;
const SAMPLE = 500;
