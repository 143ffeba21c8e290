// Follows the connections of a log line by line: where a session starts, and which one a line is in.

import { ProtocolTally } from './evidence.ts';
import type { Protocol } from '../protocol.ts';
import type { LineColumns } from './lineColumns.ts';

/** What is under way on one connection. Never changed once it stands in a `SessionState`. */
interface OpenSession {
  /** Names the session in all versions of a text. */
  readonly key: number;
  /** What the first lines say of its protocol; undefined once they have. */
  readonly tally: ProtocolTally | undefined;
  /** How many lines were said, as far as they are counted. */
  readonly said: number;
  /** True where numbers at the start of a line are no reply codes. */
  readonly listing: boolean;
  /** True once the client has said farewell. */
  leaving: boolean;
  /** True behind the answer to a farewell: a greeting starts a new session. */
  ended: boolean;
  /** How many lines the client has said since the server last spoke. */
  batch: number;
  /** How many of the server's answers are to come up to that to the farewell, where commands were pipelined. */
  awaits: number;
  /** How many notes that a connection is made stood in front of the last line that keeps the session going. */
  connects: number;
}

/** What the lines in front of one say of it and those behind. */
export interface SessionState {
  readonly line: number;
  /** How many sessions have started. */
  readonly sessions: number;
  readonly open: ReadonlyMap<number, OpenSession>;
  /** The connection of the line before; undefined where the next notes belong to no session yet. */
  readonly current: number | undefined;
  readonly connects: number;
}

/** Lines of one session: where each run of them starts and ends. */
export interface SessionRuns {
  readonly key: number;
  readonly runs: number[];
}

/** Goes through the lines in order. Every line is in one session; a note is in the session it stands in. */
export class SessionFollower {
  /** The sessions that lines were added to, in the order of their first ones. */
  readonly touched = new Map<number, SessionRuns>();
  readonly states: SessionState[] = [];
  readonly #lines: LineColumns;
  readonly #known: Protocol | undefined;
  #open = new Map<number, OpenSession>();
  /** The sessions that may be changed: those of no state. */
  #own = new Set<OpenSession>();
  /** Where notes in front of a session's first line start, up to the line that is looked at. */
  #waiting = -1;
  #current: number | undefined;
  #connects = 0;
  #sessions = 0;
  #key: number;
  #last: SessionRuns | undefined;

  /**
   * @param key the first one that names no session yet.
   * @param known the protocol of all sessions, LMTP as SMTP; else their first lines say it.
   */
  constructor(lines: LineColumns, key: number, known: Protocol | undefined) {
    this.#lines = lines;
    this.#key = key;
    this.#known = known;
  }

  /** The first key that names no session. */
  get key(): number {
    return this.#key;
  }

  /** Where the notes behind all that is said start; undefined where there are none. */
  get waiting(): number | undefined {
    return this.#waiting < 0 ? undefined : this.#waiting;
  }

  /** Goes on from a state, which a follower of the same lines was in. */
  resume({ sessions, open, current, connects }: SessionState): void {
    this.#sessions = sessions;
    this.#open = new Map(open);
    this.#current = current;
    this.#connects = connects;
  }

  /**
   * Follows the lines from `from` on.
   * @param stops states of an earlier follower, `shift` lines further on. In front of each, unless notes wait there for
   *   their session, `meets` is asked whether to stop.
   * @returns the line it stopped at and the state there; undefined at the end.
   */
  follow(
    from: number,
    stops: readonly SessionState[],
    shift: number,
    meets: (state: SessionState, there: SessionState) => boolean,
  ): { readonly line: number; readonly there: SessionState } | undefined {
    const { count } = this.#lines;
    let last = from;
    let place = 0;
    let stop = stops[0];
    for (let line = from; line < count; line++) {
      while (stop !== undefined && stop.line + shift < line) stop = stops[++place];
      if (this.#waiting < 0) {
        if (stop?.line === line - shift && meets(this.#state(line), stop)) return { line, there: stop };
        if (line - last >= Math.max(STATE_LINES, this.#open.size)) {
          last = line;
          this.states.push(this.#state(line));
          this.#own = new Set();
        }
      }
      this.#line(line);
    }
    return undefined;
  }

  #state(line: number): SessionState {
    return {
      line,
      sessions: this.#sessions,
      open: new Map(this.#open),
      current: this.#current,
      connects: this.#connects,
    };
  }

  #line(line: number): void {
    const lines = this.#lines;
    const speaker = lines.speaker(line);
    if (speaker === 'note') {
      this.#note(line);
      return;
    }
    const stream = lines.stream(line);
    let session = this.#open.get(stream);
    const text = session === undefined || this.#isTelling(line, speaker, session) ? lines.text(line) : '';
    if (session === undefined || this.#starts(speaker, text, session)) {
      session = this.#start(stream);
    }
    if (this.#waiting >= 0) {
      this.#take(session.key, this.#waiting, line);
      this.#waiting = -1;
    }
    this.#take(session.key, line, line + 1);
    if (session.tally) session = this.#counted(stream, session, session.tally, speaker, text);
    this.#follow(stream, session, speaker, text);
    this.#current = stream;
  }

  #note(line: number): void {
    const connects = isShort(this.#lines, line) && CONNECTS.test(this.#lines.text(line));
    if (connects) {
      this.#connects++;
      this.#current = undefined;
    }
    const current = this.#current === undefined ? undefined : this.#open.get(this.#current);
    if (this.#waiting >= 0) return;
    if (current === undefined) this.#waiting = line;
    else this.#take(current.key, line, line + 1);
  }

  #start(stream: number): OpenSession {
    const session: OpenSession = {
      key: this.#key++,
      tally: this.#known === undefined ? new ProtocolTally() : undefined,
      said: 0,
      listing: this.#known === 'pop3' || this.#known === 'imap',
      leaving: false,
      ended: false,
      batch: 0,
      awaits: 0,
      connects: this.#connects,
    };
    this.#own.add(session);
    this.#open.set(stream, session);
    this.#sessions++;
    return session;
  }

  /** Counts one of the first lines. */
  #counted(
    stream: number,
    session: OpenSession,
    before: ProtocolTally,
    speaker: 'client' | 'server',
    text: string,
  ): OpenSession {
    const tally = before.clone();
    tally.add(text, speaker);
    const protocol = tally.best(1);
    const said = session.said + 1;
    const counted: OpenSession = {
      ...session,
      said,
      tally: said < TELLING ? tally : undefined,
      listing: protocol === 'pop3' || protocol === 'imap',
    };
    this.#own.add(counted);
    this.#open.set(stream, counted);
    return counted;
  }

  #follow(stream: number, session: OpenSession, speaker: 'client' | 'server', text: string): void {
    let { leaving, awaits } = session;
    let ended = this.#hasEnded(session);
    const batch = speaker === 'client' ? session.batch + 1 : 0;
    if (speaker === 'client') {
      leaving = FAREWELL.test(text);
      awaits = leaving ? batch : 0;
      ended = false;
    } else {
      // The numbers of a long UIDL look like reply codes.
      const says = SERVER_FAREWELL.test(text) && (text.startsWith('* ') || !session.listing);
      if (says) leaving = true;
      else if (leaving && FINAL.test(text)) {
        // In POP3 all positive answers look alike.
        if (POP3_ANSWER.test(text)) awaits = Math.max(0, awaits - 1);
        else awaits = 0;
        ended ||= awaits === 0;
      }
      if (says && text.startsWith('221')) ended = true;
    }
    if (
      leaving === session.leaving &&
      batch === session.batch &&
      awaits === session.awaits &&
      ended === this.#hasEnded(session)
    ) {
      return;
    }
    const changed = this.#changed(stream, session);
    changed.leaving = leaving;
    changed.ended = ended;
    changed.batch = batch;
    changed.awaits = awaits;
    changed.connects = this.#connects;
  }

  /** The session, as one that may be changed. */
  #changed(stream: number, session: OpenSession): OpenSession {
    if (this.#own.has(session)) return session;
    const changed = { ...session };
    this.#own.add(changed);
    this.#open.set(stream, changed);
    return changed;
  }

  /** A note that a connection is made ends all that are under way. */
  #hasEnded({ ended, connects }: OpenSession): boolean {
    return ended || this.#connects > connects;
  }

  /** Behind a farewell or a new connection, a greeting or a first command starts a session. */
  #starts(speaker: 'client' | 'server', text: string, session: OpenSession): boolean {
    const ended = this.#hasEnded(session);
    if (!ended && !session.leaving) return false;
    // Of several connections, the note may be of another one.
    if (!session.ended && !session.leaving && this.#open.size > 1) {
      return speaker === 'server' && GREETS_ANYWHERE.test(text);
    }
    if (speaker === 'client') return ended && FIRST_COMMAND.test(text);
    return ended ? GREETING.test(text) && !GOODBYE.test(text) : SURE_GREETING.test(text);
  }

  /** True where a line may be a greeting or a farewell, or may say which protocol it is. Most lines are none of these. */
  #isTelling(line: number, speaker: 'client' | 'server', session: OpenSession): boolean {
    if (session.tally) return true;
    if (session.leaving || this.#hasEnded(session)) return isShort(this.#lines, line);
    if (speaker === 'client') return this.#lines.length(line) <= MAX_FAREWELL;
    return FAREWELLS.some((word) => this.#lines.startsWith(line, word));
  }

  #take(key: number, from: number, to: number): void {
    const { runs } = this.#runs(key);
    const last = runs.length - 1;
    if (last > 0 && runs[last] === from) runs[last] = to;
    else runs.push(from, to);
  }

  #runs(key: number): SessionRuns {
    if (this.#last?.key === key) return this.#last;
    let found = this.touched.get(key);
    if (found === undefined) {
      found = { key, runs: [] };
      this.touched.set(key, found);
    }
    this.#last = found;
    return found;
  }
}

/** Whether two states, each of its own follower, say the same of what comes. `same` compares the keys of sessions. */
export function sameState(
  one: SessionState,
  other: SessionState,
  same: (key: number, other: number) => boolean,
): boolean {
  if (one.current !== other.current || one.open.size !== other.open.size) return false;
  for (const [stream, a] of one.open) {
    const b = other.open.get(stream);
    if (b === undefined || !same(a.key, b.key)) return false;
    if (a === b && one.connects === other.connects) continue;
    const ended = a.ended || one.connects > a.connects;
    if (ended !== (b.ended || other.connects > b.connects)) return false;
    if (a.batch !== b.batch || a.awaits !== b.awaits) return false;
    if (a.leaving !== b.leaving || a.said !== b.said || a.listing !== b.listing) return false;
    if (a.tally && b.tally && !a.tally.equals(b.tally)) return false;
  }
  return true;
}

/** A farewell or a greeting is never long. */
function isShort(lines: LineColumns, line: number): boolean {
  return lines.length(line) <= MAX_TEXT;
}

/** About how many lines stand between two states that are kept. */
const STATE_LINES = 256;
/** So many lines of a session say whether it lists numbers: those of a long list look like reply codes. */
const TELLING = 8;
const MAX_TEXT = 600;
const MAX_FAREWELL = 40;
const GREETING = /^(?:220[ -]|"IMPLEMENTATION"|\* (?:OK|PREAUTH|BYE)\b|\+OK\b|-ERR\b|554[ -]|421[ -])/i;
/** Behind a pipelined QUIT the answers to what came before it stand first. */
const GOODBYE = /\b(?:bye|goodbye|sign(?:ing|ed)? off|logg(?:ing|ed) out|clos(?:ing|ed))\b/i;
const SURE_GREETING = /^(?:220[ -]|\* PREAUTH\b)/i;
/** A greeting, whatever stands in front of it. */
const GREETS_ANYWHERE =
  /^(?:220[ -](?!2\.\d\.\d |.*\bTLS\b)|\* PREAUTH\b|\* OK .*(?:CAPABILITY|IMAP|ready)|\+OK .*(?:<\S+@\S*>|POP3?|ready))/i;
/** What answers QUIT or LOGOUT; in POP3 it looks like a greeting. */
const FINAL = /^(?:221[ -]|\+OK\b|-ERR\b|[A-Za-z0-9.]+ (?:OK|NO|BAD)\b)/i;
const POP3_ANSWER = /^(?:\+OK\b|-ERR\b)/i;
const FIRST_COMMAND =
  /^(?:EHLO|HELO|LHLO|CAPA\s*$|USER |APOP |[A-Za-z0-9]+ (?:CAPABILITY|LOGIN|AUTHENTICATE|ID|STARTTLS)\b)/i;
const SERVER_FAREWELL = /^(?:221[ -]|421[ -]|\* BYE\b)/i;
const FAREWELLS = ['221', '421', '* BYE', '* Bye', '* bye'];
const FAREWELL = /^(?:QUIT\s*$|[A-Za-z0-9.]+ LOGOUT\s*$)/i;
const CONNECTS =
  /^(?:###|=== Trying|\s*\*? *Trying \S|-- connect|Connect(?:ed|ing) (?:to|via)\b|Connection to |\* Connected to|.{0,60}\bconnect from\b|Follow: tcp|.*"(?:Established (?:secure )?TCP connection)|fetchmail: .* querying |End of script|.*\+,,)/;
