// Reads a TCP stream as tshark follows it: blocks with their length, those of the second node indented.

import type { Snapshot } from '../../text/snapshot.ts';
import { likelySpeaker } from './evidence.ts';
import type { LineColumns } from './lineColumns.ts';
import { LineWriter, speakerNumber } from './lineWriter.ts';
import type { ReadingHints } from './notation.ts';
import { eachLine } from './textLines.ts';

/** Reads every line. In `ascii` a line with a length starts a block; in `raw` each line is a block of hex digits. */
export function readFollowedStream(snapshot: Snapshot, { protocol }: ReadingHints): LineColumns {
  const lines = new LineWriter();
  /** Lines of node 0 are the client's until the words say otherwise. */
  let agree = 0;
  let node: 0 | 1 | undefined;
  let stream = -1;
  let raw = false;
  let left = 0;
  const note = (start: number, from: number, end: number): void => {
    lines.add(speakerNumber.note, start + from, start + from, start + end, Math.max(0, stream));
  };
  const say = (which: 0 | 1, own: string): 'client' | 'server' => {
    const likely = likelySpeaker(own, protocol);
    if (likely !== undefined) agree += (likely === 'client') === (which === 0) ? 1 : -1;
    return which === 0 ? 'client' : 'server';
  };
  eachLine(snapshot, (text, start, from, end) => {
    const line = text.slice(from, end);
    const follow = FOLLOW.exec(line);
    if (follow) {
      stream++;
      raw = follow[1] === 'raw';
      node = undefined;
    }
    if (follow || HEADER.test(line)) {
      if (line.startsWith('==')) node = undefined;
      note(start, from, end);
      return;
    }
    if (raw) {
      const hex = HEX.exec(line);
      if (hex && stream >= 0) {
        pushHex(lines, start + from, line, (hex[1]?.length ?? 0) > 0 ? 1 : 0, stream, say);
      } else note(start, from, end);
      return;
    }
    const block = left <= 0 ? BLOCK.exec(line) : null;
    if (block && stream >= 0) {
      node = (block[1]?.length ?? 0) > 0 ? 1 : 0;
      left = Number(block[2]);
      note(start, from, end);
      return;
    }
    if (node === undefined || (left <= 0 && line === '')) {
      note(start, from, end);
      return;
    }
    left -= line.length + 2;
    lines.add(speakerNumber[say(node, line)], start + from, start + from, start + end, stream);
  });
  if (agree < 0) turn(lines);
  return lines.done(snapshot);
}

function pushHex(
  lines: LineWriter,
  at: number,
  line: string,
  node: 0 | 1,
  stream: number,
  say: (node: 0 | 1, own: string) => 'client' | 'server',
): void {
  const indent: number = node;
  let range = at;
  for (let from = indent; from < line.length;) {
    const end = hexLineEnd(line, from);
    const own = end.from - from;
    const text = line
      .slice(from, from + Math.min(own, 160))
      .replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
    lines.push(say(node, text), range, at + from, at + end.from, { escape: 'hex', stream });
    range = at + end.to;
    from = end.to;
  }
}

/** Where the next `0d0a` or `0a` stands, on an even place. */
function hexLineEnd(line: string, from: number): { from: number; to: number } {
  for (let at = line.indexOf('0a', from); at >= 0; at = line.indexOf('0a', at + 1)) {
    if ((at - from) % 2 !== 0) continue;
    const cr = at - 2 >= from && line.startsWith('0d', at - 2);
    return { from: cr ? at - 2 : at, to: at + 2 };
  }
  return { from: line.length, to: line.length };
}

function turn(lines: LineWriter): void {
  for (let line = 0; line < lines.count; line++) {
    const speaker = lines.speaker(line);
    if (speaker !== 'note') lines.setSpeaker(line, speaker === 'client' ? 'server' : 'client');
  }
}

const FOLLOW = /^Follow: tcp,(ascii|raw|hex|ebcdic)/;
const HEADER = /^(?:={10,}|Filter: |Node [01]: )/;
const BLOCK = /^(\t?)(\d+)$/;
const HEX = /^(\t?)(?:[0-9a-f]{2})+$/;
