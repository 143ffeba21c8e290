// The lines of a message in a session as they went over the wire, and questions about what stands around a unit.

import type { Exchange, Session } from '../../transcript/exchange.ts';
import { utf8Octets } from '../../text/octets.ts';
import { standsForText } from './leftOut.ts';

/** A message behind DATA. The numbers are those of the transcript's lines. */
export interface DataLines {
  /** The lines of the one who sends it, the final dot left out. */
  readonly lines: readonly number[];
  /** The line with the final dot; undefined where there is none. */
  readonly dot: number | undefined;
  /** True where a note stands among the lines: some may have been left out. */
  readonly elided: boolean;
}

/** The lines of a block of data. */
export function dataLines({ all, numbers }: Session, { first, last, speaker }: Exchange): DataLines {
  const lines: number[] = [];
  let elided = false;
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) === speaker) lines.push(line);
    else elided = true;
  }
  const end = lines.at(-1);
  const dot = end !== undefined && all.text(end) === '.' ? lines.pop() : undefined;
  return { lines, dot, elided };
}

/** The size of a message as a log shows it (RFC 1870 5: line ends count, the final dot and doubled dots do not). */
interface MessageSize {
  /** With CRLF at the end of each line, in UTF-8. */
  readonly octets: number;
  /** As few as the same text can have had: a sender may count a line end as one octet, and use another charset. */
  readonly least: number;
}

/** The size of the message in a block of data; undefined where the log does not hold all of it. */
export function messageSize(session: Session, data: Exchange): MessageSize | undefined {
  const { all } = session;
  const { lines, dot, elided } = dataLines(session, data);
  if (dot === undefined || elided) return undefined;
  let octets = 0;
  let characters = 0;
  for (const line of lines) {
    const text = all.text(line);
    // `<p class=x>` is HTML; in brackets it is a remark.
    if (!text.startsWith('<') && standsForText(text)) return undefined;
    const stuffed = text.startsWith('.') ? 1 : 0;
    octets += utf8Octets(text) - stuffed;
    characters += text.length - stuffed;
  }
  return { octets: octets + CRLF * lines.length, least: characters + lines.length };
}

/** The unit before this one, notes passed over; undefined at the start. */
export function previousUnit({ exchanges }: Session, index: number): Exchange | undefined {
  for (let before = index - 1; before >= 0; before--) {
    if (exchanges.kind(before) !== 'note') return exchanges.get(before);
  }
  return undefined;
}

/** True where the server asked for the message, or the message stands, between a command and its reply. */
export function hasMessage({ exchanges }: Session, command: number, reply: number): boolean {
  for (let index = command + 1; index < reply; index++) {
    const kind = exchanges.kind(index);
    if (kind !== 'continuation' && kind !== 'data') continue;
    if (exchanges.get(index).repliesTo === command) return true;
  }
  return false;
}

/**
 * What a message is that goes on behind its final dot: the lines up to the next dot or command, which the server takes
 * for commands.
 */
export interface RestOfMessage {
  /** The message that has ended. */
  readonly message: Exchange;
  /** True for the first of the lines. */
  readonly first: boolean;
}

/** Where a line that is no command goes on with a message that has ended; undefined where it does not. */
export function restOfMessage(session: Session, { index, row, kind }: Exchange): RestOfMessage | undefined {
  if (row || kind !== 'command') return undefined;
  const { all, exchanges, numbers } = session;
  for (let at = index - 1; at >= Math.max(0, index - MAX_REST); at--) {
    const before = exchanges.kind(at);
    if (before === 'note') continue;
    const exchange = exchanges.get(at);
    if (before === 'data') {
      if (exchange.row?.verb !== 'DATA' || dataLines(session, exchange).dot === undefined) return undefined;
      return { message: exchange, first: at === index - 1 || onlyNotes(session, at + 1, index) };
    }
    // A second dot ends the rest too.
    if (before !== 'command' || exchange.row || all.text(numbers[exchange.first] ?? 0) === '.') {
      return undefined;
    }
  }
  return undefined;
}

function onlyNotes({ exchanges }: Session, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (exchanges.kind(index) !== 'note') return false;
  return true;
}

/** True where a remark stands for lines that were left out. */
export function isElision(text: string): boolean {
  return ELISION.test(text);
}

const ELISION = /^\s*(?:\.{3,}|…|\[.*\]|<.*>|\(.*\)|.*>>|\d+ lines sent)\s*$/;
const CRLF = 2;
/** How many lines of a rest belong to one finding. */
const MAX_REST = 200;
