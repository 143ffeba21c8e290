// Reads what was captured on the wire in blocks, each behind a header that says which way it went: ngrep, tcpflow, socat, tcpdump.

import type { Snapshot } from '../../text/snapshot.ts';
import { likelySpeaker } from './evidence.ts';
import type { LineColumns } from './lineColumns.ts';
import { LineWriter, speakerNumber } from './lineWriter.ts';
import { headLength, payloadStart } from './packetPayload.ts';
import type { Packet } from './packetPayload.ts';
import type { ReadingHints } from './notation.ts';
import { eachLine } from './textLines.ts';

/** A tool that prints such blocks. */
interface PacketTool {
  /** Matches the header of a block. Groups: where it comes from and where it goes, or an arrow alone. */
  readonly header: RegExp;
  /** True where the block starts on the line of its header. */
  readonly inline: boolean;
  /** What is written for the line ends of the session: global. */
  readonly ends: RegExp;
  /** The same in indented lines, where those hold several lines of the session. */
  readonly indented?: RegExp;
  /** Lines that end a block and are part of none. */
  readonly notes: RegExp;
  /** True where the third group of the header counts the octets of the session, behind those of the packet's own head. */
  readonly counted?: boolean;
}

const tools: readonly PacketTool[] = [
  {
    // ngrep writes a dot for what cannot be printed.
    header: /^[TU] (?:\d\S+ [\d:.]+ )?(\S+:\d+) -> (\S+:\d+)(?: \[\w*\])?(?: #\d+)?\r?$/,
    inline: false,
    ends: /\.$/g,
    indented: /\.\.(?!\.)/g,
    notes: /^(?:#+$|interface: |filter: |match: |exit$|\d+ received, )/,
  },
  {
    // tcpflow -c
    header:
      /^(?:[\d.:TZ-]+: )?((?:[\d.]{7,15}|[0-9a-f:]{3,39})\.\d{5})-((?:[\d.]{7,15}|[0-9a-f:]{3,39})\.\d{5}): ?/,
    inline: true,
    ends: /\r$/g,
    notes: /$^/,
  },
  {
    // socat -v
    header: /^([<>]) \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6,9} +length=\d+ from=\d+ to=\d+\r?$/,
    inline: false,
    ends: /\\r(?:\\n)?$/g,
    notes: /$^/,
  },
  {
    // tcpdump -A
    header:
      /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{6,9} (?:\S+ +(?:In|Out) +)?IP6? (\S+) > (\S+): (?:Flags|tcp )(?=[^\r\n]*\blength (\d+))[^\r\n]*/,
    inline: false,
    ends: /$^/g,
    notes:
      /^(?:(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{6,9} \S|tcpdump: |reading from file |listening on |\d+ packets? (?:captured|received|dropped))/,
    counted: true,
  },
];

/** Matches once for each header. */
export const packetHeader = new RegExp(tools.map(({ header }) => header.source).join('|'), 'gm');

/** Reads every line. Who is the client of a connection is found from the words. */
export function readPacketBlocks(snapshot: Snapshot, { protocol }: ReadingHints): LineColumns {
  const reader = new PacketReader(protocol);
  eachLine(snapshot, (text, start, from, end) => {
    reader.line(text.slice(from, end), start + from);
  });
  return reader.done(snapshot);
}

class PacketReader {
  readonly #protocol: ReadingHints['protocol'];
  readonly #lines = new LineWriter();
  readonly #streams = new Map<string, number>();
  /** Of each connection: how much says that the end whose name comes first is the client. */
  readonly #firstAsks: number[] = [];
  /** Of each line: whether that end says it. */
  readonly #first: boolean[] = [];
  /** Of each connection: whether TLS was asked for, and began. */
  readonly #tls: ('asked' | 'started' | undefined)[] = [];
  #tool: PacketTool | undefined;
  #stream = 0;
  #isFirst = false;
  /** Where blank lines stand that may be the block's or stand behind it. */
  #blank: number[] = [];
  /** The lines of a block that is counted. */
  #held: { readonly text: string; readonly at: number }[] = [];
  #packet: Packet = { octets: 0, head: undefined };

  constructor(protocol: ReadingHints['protocol']) {
    this.#protocol = protocol;
  }

  line(line: string, at: number): void {
    if (this.#tool?.counted === true) {
      if (!this.#tool.notes.test(line)) {
        this.#held.push({ text: line, at });
        return;
      }
      this.#settleHeld();
      this.#tool = undefined;
    }
    const header = this.#header(line);
    if (line === '' && this.#tool) {
      this.#blank.push(at);
      return;
    }
    const isNote =
      this.#tool === undefined || (header > 0 && !this.#tool.inline) || this.#tool.notes.test(line);
    this.#settleBlank(header > 0 || isNote);
    if (isNote) {
      this.#note(at, at + line.length);
      if (header === 0) this.#tool = undefined;
    } else this.#said(line, at, header);
  }

  done(snapshot: Snapshot): LineColumns {
    this.#settleHeld();
    this.#settleBlank(true);
    const lines = this.#lines;
    for (let line = 0; line < lines.count; line++) {
      if (lines.speaker(line) === 'note') continue;
      const asks = this.#firstAsks[lines.stream(line)];
      const firstAsks = (asks ?? 0) >= 0;
      // Another connection was captured too.
      if (asks === undefined) lines.setSpeaker(line, 'note');
      else if (firstAsks !== this.#first[line]) lines.setSpeaker(line, 'server');
    }
    return lines.done(snapshot);
  }

  /** @returns the length of the header that a line starts with; 0 where it has none. */
  #header(line: string): number {
    if (!STARTS.test(line)) return 0;
    for (const tool of tools) {
      const match = tool.header.exec(line);
      if (!match) continue;
      const [whole, from = '', to = '', octets] = match;
      if (octets !== undefined) this.#packet = { octets: Number(octets), head: headLength(whole) };
      this.#tool = tool;
      this.#isFirst = to === '' ? from === '>' : from <= to;
      const id = to === '' ? '' : this.#isFirst ? `${from} ${to}` : `${to} ${from}`;
      this.#stream = this.#streams.get(id) ?? this.#streams.size;
      this.#streams.set(id, this.#stream);
      return whole.length;
    }
    return 0;
  }

  #said(line: string, at: number, header: number): void {
    const { ends, indented } = this.#tool ?? {};
    const joined = line.startsWith('  ') ? indented : undefined;
    let from = joined ? 2 : header;
    let range = at;
    for (const match of line.matchAll(joined ?? ends ?? NOTHING)) {
      if (match.index < from) continue;
      this.#add(range, line, at, from, match.index);
      from = match.index + match[0].length;
      range = at + from;
    }
    if (from < line.length || range === at) this.#add(range, line, at, from, line.length);
  }

  #add(range: number, line: string, at: number, from: number, to: number): void {
    const own = line.slice(from, to);
    const tls = this.#tls[this.#stream];
    if (tls === 'started') {
      this.#note(range, at + to);
      return;
    }
    if (STARTS_TLS.test(own)) this.#tls[this.#stream] = 'asked';
    else if (tls === 'asked' && own !== '') {
      this.#tls[this.#stream] = ACCEPTED.test(own) ? 'started' : undefined;
    }
    const likely = likelySpeaker(own, this.#protocol);
    if (likely !== undefined) {
      const more = (likely === 'client') === this.#isFirst ? 1 : -1;
      this.#firstAsks[this.#stream] = (this.#firstAsks[this.#stream] ?? 0) + more;
    }
    this.#first.push(this.#isFirst);
    this.#lines.add(speakerNumber.client, range, at + from, at + to, this.#stream);
  }

  #note(from: number, to: number): void {
    this.#first.push(false);
    this.#lines.add(speakerNumber.note, from, from, to, this.#stream);
  }

  #settleHeld(): void {
    const held = this.#held;
    this.#held = [];
    const { row, column } = payloadStart(held, this.#packet);
    held.forEach(({ text, at }, index) => {
      // The line end of the last line makes one more, which is none of the session.
      if (index < row || (text === '' && index === held.length - 1)) this.#note(at, at + text.length);
      else this.#add(at, text, at, index === row ? column : 0, text.length);
    });
  }

  #settleBlank(behind: boolean): void {
    const last = this.#blank.length - 1;
    this.#blank.forEach((at, index) => {
      if (behind && index === last) this.#note(at, at);
      else this.#add(at, '', at, 0, 0);
    });
    this.#blank = [];
  }
}

const NOTHING = /$^/g;
const STARTS_TLS = /^(?:[\w.-]{1,40} )?(?:STARTTLS|STLS)\s*$/i;
const ACCEPTED = /^(?:220|\+OK|[\w.-]{1,40} OK)(?:[ -]|$)/i;
const STARTS = /^[TU<>0-9a-f]/;
