// Tells the sessions in one text apart: by the connection a line is on, a greeting, a note that one connects.

import type { SessionLines } from '../lines.ts';
import type { Protocol } from '../protocol.ts';
import { ProtocolTally, readProtocol } from './evidence.ts';
import type { LineColumns } from './lineColumns.ts';

/** One session of a text, and its protocol: undefined for one that has no tables here. */
export interface DialectSession extends SessionLines {
  readonly protocol: Protocol | undefined;
}

/** What is under way on one connection. */
interface Open {
  readonly numbers: number[];
  readonly tally: ProtocolTally;
  /** The same whoever speaks: in an excerpt the sides may have changed places (RFC 2645 5.3). */
  readonly either: ProtocolTally;
  said: number;
  /** True once the client has said farewell. */
  leaving: boolean;
  /** True behind the answer to a farewell, or a note that a connection is made: a greeting starts a new session. */
  ended: boolean;
}

/**
 * The sessions, in the order of their first lines. Every line is in one; a note is in the session it stands in.
 * @param known the protocol of all of them, where it is known.
 * @param marked true where marks say that there is a session.
 */
export function findSessions(
  lines: LineColumns,
  known: Protocol | undefined,
  marked: boolean,
): DialectSession[] {
  const sessions: Open[] = [];
  const open = new Map<number, Open>();
  /** Notes before a session's first line. */
  let waiting: number[] = [];
  let current: Open | undefined;
  for (let line = 0; line < lines.count; line++) {
    const speaker = lines.speaker(line);
    if (speaker === 'note') {
      const connects = isShort(lines, line) && CONNECTS.test(lines.text(line));
      if (connects) for (const each of open.values()) each.ended ||= each.said > 0;
      if (current === undefined || (connects && current.ended)) {
        current = undefined;
        waiting.push(line);
      } else if (waiting.length > 0) waiting.push(line);
      else current.numbers.push(line);
      continue;
    }
    const stream = lines.stream(line);
    let session = open.get(stream);
    const text = session === undefined || isTelling(lines, line, speaker, session) ? lines.text(line) : '';
    if (session === undefined || startsSession(speaker, text, session)) {
      session = {
        numbers: [],
        tally: new ProtocolTally(),
        either: new ProtocolTally(),
        said: 0,
        leaving: false,
        ended: false,
      };
      sessions.push(session);
      open.set(stream, session);
    }
    if (waiting.length > 0) {
      for (const note of waiting) session.numbers.push(note);
      waiting = [];
    }
    session.numbers.push(line);
    if (session.said++ < TALLIED) {
      session.tally.add(text, speaker);
      session.either.add(text, 'note');
    }
    follow(session, speaker, text);
    current = session;
  }
  if (sessions.length === 0 && lines.count > 0) {
    sessions.push({
      numbers: [],
      tally: new ProtocolTally(),
      either: new ProtocolTally(),
      said: 0,
      leaving: false,
      ended: false,
    });
  }
  const last = sessions.at(-1);
  if (last) for (const note of waiting) last.numbers.push(note);
  const least = marked ? 1 : 2;
  const spoken = sessions.map(({ tally, either }) => tally.best(least) ?? either.best(least));
  // A session too short to say its protocol has that of its neighbours.
  const usual = readProtocol(spoken.find((protocol) => readProtocol(protocol) !== undefined));
  return sessions.map(({ numbers }, index) => ({
    all: lines,
    numbers: Uint32Array.from(numbers),
    protocol: known ?? (spoken[index] === undefined ? usual : readProtocol(spoken[index])),
  }));
}

/** Behind a farewell or a new connection, a greeting or a first command starts a session. */
function startsSession(speaker: 'client' | 'server', text: string, { said, leaving, ended }: Open): boolean {
  if (said === 0 || !(ended || leaving)) return false;
  if (speaker === 'client') return ended && FIRST_COMMAND.test(text);
  return ended ? GREETING.test(text) && !GOODBYE.test(text) : SURE_GREETING.test(text);
}

function follow(session: Open, speaker: 'client' | 'server', text: string): void {
  if (speaker === 'client') {
    session.leaving = FAREWELL.test(text);
    session.ended = false;
    return;
  }
  // The numbers of a long UIDL look like reply codes.
  const says = SERVER_FAREWELL.test(text) && (text.startsWith('* ') || !saysNumbers(session));
  if (says) session.leaving = true;
  else if (session.leaving && FINAL.test(text)) session.ended = true;
  if (says && text.startsWith('221')) session.ended = true;
}

function saysNumbers({ tally }: Open): boolean {
  const protocol = tally.best(1);
  return protocol === 'pop3' || protocol === 'imap';
}

/** True where a line may be a greeting or a farewell, or may say which protocol it is. Most lines are none of these. */
function isTelling(lines: LineColumns, line: number, speaker: 'client' | 'server', session: Open): boolean {
  if (session.said < TALLIED || session.leaving || session.ended) {
    return isShort(lines, line) || session.said < TALLIED;
  }
  const { from, to } = lines.content(line);
  if (speaker === 'client') return to - from <= MAX_FAREWELL;
  return lines.startsWith(line, '221') || lines.startsWith(line, '421') || lines.startsWith(line, '* BYE');
}

/** A farewell or a greeting is never long. */
function isShort(lines: LineColumns, line: number): boolean {
  const { from, to } = lines.content(line);
  return to - from <= MAX_TEXT;
}

const TALLIED = 400;
const MAX_TEXT = 600;
const MAX_FAREWELL = 40;
const GREETING = /^(?:220[ -]|\* (?:OK|PREAUTH|BYE)\b|\+OK\b|-ERR\b|554[ -]|421[ -])/i;
/** Behind a pipelined QUIT the answers to what came before it stand first. */
const GOODBYE = /\b(?:bye|goodbye|sign(?:ing|ed)? off|logg(?:ing|ed) out|clos(?:ing|ed))\b/i;
const SURE_GREETING = /^(?:220[ -]|\* PREAUTH\b)/i;
/** What answers QUIT or LOGOUT; in POP3 it looks like a greeting. */
const FINAL = /^(?:221[ -]|\+OK\b|-ERR\b|[A-Za-z0-9.]+ (?:OK|NO|BAD)\b)/i;
const FIRST_COMMAND =
  /^(?:EHLO|HELO|LHLO|CAPA\s*$|USER |APOP |[A-Za-z0-9]+ (?:CAPABILITY|LOGIN|AUTHENTICATE|ID|STARTTLS)\b)/i;
const SERVER_FAREWELL = /^(?:221[ -]|421[ -]|\* BYE\b)/i;
const FAREWELL = /^(?:QUIT\s*$|[A-Za-z0-9.]+ LOGOUT\s*$)/i;
const CONNECTS =
  /^(?:###|=== Trying|\s*\*? *Trying \S|-- connect|Connect(?:ed|ing) (?:to|via)\b|Connection to |\* Connected to|.{0,60}\bconnect from\b|Follow: tcp|.*"(?:Established (?:secure )?TCP connection)|fetchmail: .* querying |End of script|.*\+,,)/;
