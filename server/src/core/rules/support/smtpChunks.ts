// How many octets a chunk behind BDAT has in the log.

import type { Exchange, Session } from '../../transcript/exchange.ts';
import { utf8Octets } from '../../text/octets.ts';

/** The size of a chunk as the log shows it. */
export interface ChunkSize {
  /** With CRLF at the end of each line, in UTF-8. */
  readonly octets: number;
  /** The sizes the text can have had on the wire: other line ends, other character sets, no end of the last line. */
  readonly plausible: readonly number[];
}

/** The size of the chunk that a command announced; undefined where the log does not hold all of it. */
export function chunkOctets(session: Session, command: number): ChunkSize | undefined {
  const lines: number[] = [];
  const { exchanges } = session;
  let index = command + 1;
  for (; index < exchanges.count; index++) {
    const exchange = exchanges.get(index);
    if (!isOfChunk(exchange, command, lines.length > 0)) break;
    if (exchange.speaker === 'server') continue;
    if (!addLines(session, exchange, lines)) return undefined;
  }
  // At the end of the log, or in front of a note, the rest may be missing.
  if (lines.length === 0 || index >= exchanges.count || exchanges.kind(index) === 'note') return undefined;
  // The end of a chunk without a line end stands in front of the next command.
  const next = exchanges.get(index);
  const text = session.all.text(session.numbers[next.first] ?? 0);
  if (next.kind === 'command' && next.row?.verb === 'BDAT' && !/^\s*BDAT/i.test(text)) return undefined;
  return measure(session, lines);
}

/** Data of the command, the server's words among it, and text behind it that is no command: the size was too small. */
function isOfChunk({ kind, row, repliesTo }: Exchange, command: number, begun: boolean): boolean {
  if (kind === 'data') return repliesTo === command;
  if (kind === 'command') return begun && row === undefined;
  return false;
}

/** @returns false where the lines are not as they were sent. */
function addLines({ all, numbers }: Session, { first, last, speaker }: Exchange, lines: number[]): boolean {
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) !== speaker || !all.plain(line)) return false;
    lines.push(line);
  }
  return true;
}

function measure({ all }: Session, lines: readonly number[]): ChunkSize {
  let octets = 0;
  let characters = 0;
  for (const line of lines) {
    const text = all.text(line);
    octets += utf8Octets(text);
    characters += text.length;
  }
  const count = lines.length;
  const plausible = [octets, characters].flatMap((text) =>
    [CRLF, LF].flatMap((end) => [text + end * count, text + end * (count - 1)]),
  );
  return { octets: octets + CRLF * count, plausible };
}

const CRLF = 2;
const LF = 1;
