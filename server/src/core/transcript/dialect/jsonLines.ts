// Reads logs of one JSON object a line: imapflow with pino, proxies with base64 chunks.

import { decodeBase64 } from '../../message/body/base64.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { LineReader } from './lineReader.ts';
import { LineWriter } from './lineWriter.ts';
import { pushEscapedLines } from './python.ts';
import { StreamNumbers } from './streamNumbers.ts';

/** Reads the lines of such a log, where its octets are notes if it has the lines that came in them too. */
export class JsonLinesReader implements LineReader {
  readonly lines = new LineWriter();
  readonly #both: boolean;
  readonly #earlier: StreamNumbers | undefined;
  #streams = new StreamNumbers();
  /** The side whose last chunk did not end a line, and may go on in the next object. */
  #open: 'client' | 'server' | null = null;

  /**
   * @param both as `hasTextLines` says; all would be said twice.
   * @param earlier the connections of an earlier version of the text, to `resume` from.
   */
  constructor(both: boolean, earlier?: StreamNumbers) {
    this.#both = both;
    this.#earlier = earlier;
  }

  get streams(): StreamNumbers {
    return this.#streams;
  }

  state(): string {
    return JSON.stringify([this.#open, this.#streams.size]);
  }

  resume(state: string): void {
    const [open, streams] = JSON.parse(state) as ['client' | 'server' | null, number];
    this.#open = open;
    this.#streams = new StreamNumbers(this.#earlier, streams);
  }

  line(text: string, start: number, from: number, end: number): void {
    const line = text.slice(from, end);
    const mark = MARK.exec(line);
    const side = mark ? (mark[1] ?? mark[2]) : SIDE.exec(line)?.[1];
    const speaker = side === undefined ? undefined : SPEAKERS[side];
    const stream = this.#streams.of(ID.exec(line)?.[1] ?? '');
    const octets = OCTETS.exec(line);
    const message = octets ? null : (mark ?? MESSAGE.exec(line));
    const value = octets ?? message;
    if (speaker === undefined || !value || (octets && this.#both)) {
      const content = value ? value.index + value[0].length : 0;
      const to = value ? from + valueEnd(line, content) : end;
      this.lines.push('note', start + from, start + from + content, start + to, { stream });
      this.#open = null;
      return;
    }
    const first = value.index + value[0].length;
    const last = valueEnd(line, first);
    if (message) {
      pushEscapedLines(this.lines, text, start, from, from + first, from + last, speaker, stream, 'json');
      return;
    }
    const goesOn = this.#open === speaker;
    const ended = pushChunk(this.lines, line, start + from, first, last, speaker, stream, goesOn);
    this.#open = ended ? null : speaker;
  }
}

/** Writes the lines inside a chunk. @returns true where its last octet is a line end. */
function pushChunk(
  lines: LineWriter,
  line: string,
  host: number,
  first: number,
  last: number,
  speaker: 'client' | 'server',
  stream: number,
  goesOn: boolean,
): boolean {
  const ends = lineEnds(line.slice(first, last));
  let range = host;
  let octet = 0;
  let joined = goesOn;
  for (const end of ends.places) {
    const to = host + first + Math.ceil((end.text * 4) / 3);
    if (joined) lines.extend(to, 'base64Rows');
    else {
      lines.push(speaker, range, host + first + Math.floor((octet * 4) / 3), to, {
        stream,
        escape: 'base64',
      });
    }
    joined = false;
    octet = end.next;
    range = host + first + Math.floor((octet * 4) / 3);
  }
  return ends.ended;
}

/** Where the lines of base64 text end, in octets: their text and what follows their line end. */
function lineEnds(base64: string): { places: readonly { text: number; next: number }[]; ended: boolean } {
  const octets = decodeBase64([base64]).octets;
  const places: { text: number; next: number }[] = [];
  let from = 0;
  for (let at = octets.indexOf(LF); at >= 0; at = octets.indexOf(LF, from)) {
    places.push({ text: at > from && octets[at - 1] === CR ? at - 1 : at, next: at + 1 });
    from = at + 1;
  }
  if (from < octets.length) places.push({ text: octets.length, next: octets.length });
  return { places, ended: from === octets.length };
}

/** True where a log has the lines that were said, beside the octets they came in. */
export function hasTextLines(snapshot: Snapshot): boolean {
  const head = snapshot.slice(0, SAMPLE);
  return TEXT_LINE.test(head);
}

/** The place behind a JSON string that starts at `from`. */
function valueEnd(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 1)) {
    let slashes = 0;
    while (line.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return line.length;
}

const SPEAKERS: Readonly<Record<string, 'client' | 'server'>> = {
  c: 'client',
  C: 'client',
  client: 'client',
  out: 'client',
  send: 'client',
  s: 'server',
  S: 'server',
  server: 'server',
  in: 'server',
  '>': 'client',
  '<': 'server',
  recv: 'server',
};

const SIDE = /"(?:src|dir|direction|side|from|tnx)" ?: ?"(\w+)"/;
const ID = /"(?:cid|sid|session|conn|connection|id)" ?: ?"?([\w.-]{1,60})"?/;
const MESSAGE = /"(?:msg|message|line|text|data)" ?: ?"/;
/** A message that starts with a mark. */
const MARK = /"(?:log|msg|message|line|text)" ?: ?"(?:([CS]): |([<>]) )/;
const OCTETS = /"(?:b64|base64)" ?: ?"|(?<="msg" ?: ?"(?:read from|write to) socket",.{0,400})"data" ?: ?"/;
const TEXT_LINE = /^\{.*"src" ?: ?"[cs]",(?:.*,)?"msg" ?: ?"(?!read from socket|write to socket)/m;
const SAMPLE = 262_144;
const BACKSLASH = 0x5c;
const CR = 0x0d;
const LF = 0x0a;
