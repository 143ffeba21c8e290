// Cuts an SMTP or LMTP session into commands, replies, SASL dialogues and messages, and pairs replies with commands.

import type { ExchangeList, SessionFacts } from '../exchange.ts';
import { frameSession } from '../framing.ts';
import { flagsIn, flagsOf } from '../framingState.ts';
import type { FrameOptions, Framing } from '../framing.ts';
import type { FramingState } from '../checkpoint.ts';
import type { SessionLines } from '../lines.ts';
import type { Speaker } from '../protocol.ts';
import { MAX_DOT, lastDot } from '../sessionFacts.ts';
import type { UnitWriter } from '../unitWriter.ts';
import { Chunk } from './chunk.ts';
import type { SavedChunk } from './chunk.ts';
import { smtpCommand, smtpCommands } from './commands.ts';
import type { Steps } from '../steps.ts';
import type { SmtpRow } from './commands.ts';

/** The units of a session, in order. Never fails; linear in the lines and in the commands that wait for a reply. */
export function frameSmtp(lines: SessionLines, options?: FrameOptions): Steps<ExchangeList> {
  return frameSession(
    lines,
    smtpCommands,
    (units, facts) => new SmtpFraming(lines, units, facts, false),
    options,
  );
}

/** As `frameSmtp`, where each recipient is answered behind the message although no LHLO says so. */
export function frameLmtp(lines: SessionLines, options?: FrameOptions): Steps<ExchangeList> {
  return frameSession(
    lines,
    smtpCommands,
    (units, facts) => new SmtpFraming(lines, units, facts, true),
    options,
  );
}

/** A command that has no final reply yet. */
interface Waiting {
  readonly unit: number;
  readonly row: SmtpRow | undefined;
  /** How many final replies are still to come: LMTP answers each recipient (RFC 2033 4.2). */
  replies: number;
  /** True once the message is complete, so that its reply is about the message. */
  complete: boolean;
}

/** A waiting command in a checkpoint: the number of its row, its replies, whether it is complete. */
type SavedWaiting = readonly [row: number, replies: number, complete: 0 | 1];

type Saved = readonly [
  mode: Mode,
  waiting: readonly SavedWaiting[],
  skipped: readonly SavedWaiting[],
  flags: number,
  recipients: number,
  chunk: SavedChunk | null,
  chunkRow: number,
];

/** What the client's next line is. */
type Mode =
  /** A command. */
  | 'command'
  /** A line of the message, up to a line with a dot. */
  | 'data'
  /** A SASL response. */
  | 'auth'
  /** A line of a chunk. */
  | 'chunk';

class SmtpFraming implements Framing {
  readonly #units: UnitWriter;
  readonly #lines: SessionLines;
  readonly #facts: SessionFacts;
  /** A log of the client's side alone: nothing can be waited for. */
  readonly #oneSided: boolean;
  #mode: Mode = 'command';
  /** Commands without a final reply, oldest first, from `#head` on. */
  #waiting: Waiting[] = [];
  #head = 0;
  /** Those whose reply was passed over, until the client speaks: they may be answered out of order. */
  #skipped: Waiting[] = [];
  /** The number of the last reply, behind which remarks may stand. */
  #reply = -1;
  /** True while the last reply goes on in the server's next line. */
  #openReply = false;
  /** True once data lines of the block under way were read. */
  #inBlock = false;
  /** The chunk under way, and the command that announced it. */
  #chunk: Chunk | undefined;
  #chunkOf: Pick<Waiting, 'unit' | 'row'> | undefined;
  #lmtp: boolean;
  #recipients = 0;
  /** True once anybody has spoken. */
  #begun = false;
  /** True once the server has spoken. */
  #heard = false;
  /** True once ATRN or TURN has made the server the client (RFC 2645 5.2.1). */
  #turned = false;
  /** True where the client spoke in the middle of the greeting. */
  #greetingOpen = false;
  /** True behind a 250 to DATA in place of 354, as long as the client has not spoken: its message may follow. */
  #dataAccepted = false;
  /** True behind a bare 250 to a hello: scripts of tests leave out the hyphen of the first line. */
  #bareHello = false;

  constructor(lines: SessionLines, units: UnitWriter, facts: SessionFacts, lmtp: boolean) {
    this.#lmtp = lmtp;
    this.#lines = lines;
    this.#units = units;
    this.#facts = facts;
    this.#oneSided = facts.firstServer < 0;
  }

  save(): FramingState {
    const waiting = this.#waiting.slice(this.#head);
    const inChunk = this.#mode === 'chunk';
    const mayGoOn = this.#openReply || this.#bareHello;
    const saved: Saved = [
      this.#mode,
      waiting.map((each) => this.#savedWaiting(each)),
      this.#skipped.map((each) => this.#savedWaiting(each)),
      flagsOf([
        this.#openReply,
        this.#inBlock,
        this.#lmtp,
        this.#begun,
        this.#heard,
        this.#turned,
        this.#bareHello,
        this.#greetingOpen,
        this.#dataAccepted,
      ]),
      this.#recipients,
      inChunk ? (this.#chunk?.save() ?? null) : null,
      inChunk ? this.#units.rowNumber(this.#chunkOf?.row) : -1,
    ];
    const units = [mayGoOn ? this.#reply : -1, inChunk ? (this.#chunkOf?.unit ?? -1) : -1];
    for (const { unit } of waiting) units.push(unit);
    for (const { unit } of this.#skipped) units.push(unit);
    return { text: JSON.stringify(saved), units };
  }

  restore({ text, units }: FramingState): void {
    const [mode, waiting, skipped, flags, recipients, chunk, chunkRow] = JSON.parse(text) as Saved;
    const [reply = -1, chunkUnit = -1, ...pending] = units;
    const restored = [...waiting, ...skipped].map(([row, replies, complete], index) => ({
      unit: pending[index] ?? -1,
      row: smtpCommands[row],
      replies,
      complete: complete === 1,
    }));
    this.#mode = mode;
    this.#waiting = restored.slice(0, waiting.length);
    this.#head = 0;
    this.#skipped = restored.slice(waiting.length);
    this.#reply = reply;
    [
      this.#openReply = false,
      this.#inBlock = false,
      this.#lmtp = false,
      this.#begun = false,
      this.#heard = false,
      this.#turned = false,
      this.#bareHello = false,
      this.#greetingOpen = false,
      this.#dataAccepted = false,
    ] = flagsIn(flags);
    this.#recipients = recipients;
    this.#chunk = chunk ? Chunk.restored(chunk) : undefined;
    this.#chunkOf = chunkUnit < 0 ? undefined : { unit: chunkUnit, row: smtpCommands[chunkRow] };
  }

  #savedWaiting({ row, replies, complete }: Waiting): SavedWaiting {
    return [this.#units.rowNumber(row), replies, complete ? 1 : 0];
  }

  line(place: number): void {
    const { all, numbers } = this.#lines;
    const number = numbers[place] ?? 0;
    const speaker = all.speaker(number);
    if (speaker === 'note') {
      this.#note(place);
      return;
    }
    if ((speaker === 'client') !== this.#turned) this.#client(place, number, speaker);
    else this.#server(place, all.text(number), speaker);
  }

  #note(place: number): void {
    // It may stand for the message.
    this.#skipped = [];
    // An elision inside a message belongs to it; a remark between two lines of a reply does not end the reply.
    if (this.#inBlock) this.#units.extend(place + 1);
    else this.#units.push({ kind: 'note', speaker: 'note', first: place, last: place + 1 });
  }

  #client(place: number, number: number, speaker: Speaker): void {
    this.#openReply = false;
    this.#bareHello = false;
    this.#skipped = [];
    if (this.#dataAccepted) this.#goOnBehindData(this.#lines.all.text(number));
    if (this.#mode === 'data') {
      this.#dataLine(place, number, speaker);
      return;
    }
    const text = this.#lines.all.text(number);
    if (this.#mode === 'chunk' && this.#chunkLine(place, text, speaker)) return;
    if (this.#mode === 'auth' || this.#inDialogue(text)) {
      this.#mode = 'command';
      const auth = this.#last();
      this.#units.push({
        kind: 'answer',
        speaker,
        first: place,
        last: place + 1,
        repliesTo: auth?.unit,
        row: auth?.row,
      });
      return;
    }
    if (this.#isEarlyData(text)) {
      this.#mode = 'data';
      this.#dataLine(place, number, speaker);
      return;
    }
    this.#command(place, text, speaker);
  }

  /** The client says the message, or has seen that nothing asked for it. */
  #goOnBehindData(text: string): void {
    this.#dataAccepted = false;
    if (text === '' || isCommand(text)) this.#head++;
    else this.#mode = 'data';
  }

  #command(place: number, text: string, speaker: Speaker): void {
    this.#begun = true;
    const verb = VERB.exec(text)?.[0] ?? '';
    const row = smtpCommand(verb);
    if ((this.#last()?.replies ?? 0) > MOST_RECIPIENTS) this.#head++;
    const unit = this.#units.push({ kind: 'command', speaker, first: place, last: place + 1, row });
    const complete = row?.verb === 'BDAT' && LAST_CHUNK.test(text);
    const waiting: Waiting = { unit, row, replies: 1, complete };
    // Nobody answers in a log of one side: only the last command says what follows.
    if (this.#oneSided) this.#waiting = [waiting];
    else this.#waiting.push(waiting);
    this.#inBlock = false;
    if (row?.verb === 'LHLO') this.#lmtp = true;
    if (row?.verb === 'DATA' && this.#oneSided && this.#hasDotBehind(place)) this.#mode = 'data';
    if (row?.verb === 'BDAT') this.#startChunk(text, waiting);
  }

  /** Where 334 was lost, or is logged later: a SASL response is what stands behind AUTH and is no command. */
  #inDialogue(text: string): boolean {
    return (
      text !== '' &&
      this.#last()?.row?.verb === 'AUTH' &&
      (BASE64.test(text) || text === '*') &&
      !isCommand(text)
    );
  }

  /** A log of one side may leave the message out. */
  #hasDotBehind(place: number): boolean {
    this.#facts.lastDot ??= lastDot(this.#lines, 0, this.#lines.numbers.length);
    return this.#facts.lastDot > place;
  }

  /** The message, where 354 was lost or not waited for. */
  #isEarlyData(text: string): boolean {
    const last = this.#last();
    return last?.row?.verb === 'DATA' && !last.complete && (text === '.' || !isCommand(text));
  }

  #dataLine(place: number, number: number, speaker: Speaker): void {
    const { all } = this.#lines;
    const { from, to } = all.content(number);
    this.#takeData(place, speaker);
    if (to - from > MAX_DOT || all.text(number) !== '.') return;
    this.#endBlock();
    const data = this.#last();
    if (data) data.complete = true;
  }

  /** Adds a line to the block under way, or opens it. */
  #takeData(place: number, speaker: Speaker): void {
    if (this.#inBlock) {
      this.#units.extend(place + 1);
      return;
    }
    const command = this.#mode === 'chunk' ? this.#chunkOf : this.#last();
    this.#units.push({
      kind: 'data',
      speaker,
      first: place,
      last: place + 1,
      repliesTo: command?.unit,
      row: command?.row,
    });
    this.#inBlock = true;
  }

  #startChunk(text: string, command: Waiting): void {
    this.#chunk = Chunk.of(text);
    this.#chunkOf = command;
    if (this.#chunk) this.#mode = 'chunk';
  }

  /** Takes a line as part of the chunk. @returns false where the chunk is over and the line is a command. */
  #chunkLine(place: number, text: string, speaker: Speaker): boolean {
    const line = this.#chunk?.take(text, isCommand(text));
    if (line?.part === true && line.next === undefined) this.#takeData(place, speaker);
    if (line?.over !== false) this.#endBlock();
    // A line is of one unit: that which decides how the session goes on.
    if (line?.next !== undefined) this.#command(place, line.next, speaker);
    return line?.part === true;
  }

  #endBlock(): void {
    this.#mode = 'command';
    this.#inBlock = false;
  }

  #server(place: number, text: string, speaker: Speaker): void {
    const [, code, separator] = REPLY.exec(text) ?? [];
    // RFC 5321 4.2.1: a hyphen says that the reply goes on, whatever code its next line has.
    if (this.#openReply) {
      this.#units.extend(place + 1, this.#reply);
      if (code !== undefined && separator !== '-') {
        this.#openReply = false;
        this.#greetingOpen = false;
      }
      return;
    }
    if (this.#bareHello && code === '250' && separator === '-') {
      this.#units.extend(place + 1, this.#reply);
      this.#openReply = true;
      return;
    }
    if (this.#dataAccepted) {
      this.#dataAccepted = false;
      this.#head++;
    }
    const greets = this.#greets(code);
    const asked = greets ? undefined : this.#asked(code);
    this.#heard = true;
    this.#bareHello = text === '250' && HELLOS.has(asked?.row?.verb ?? '');
    this.#openReply = separator === '-';
    this.#greetingOpen = greets && this.#openReply;
    const unit = {
      speaker,
      first: place,
      last: place + 1,
      repliesTo: asked?.unit,
      row: asked?.row,
    } as const;
    // A command that never goes on is answered so by mistake: nothing of a message or a login follows.
    const goesOn = asked?.row === undefined || asked.row.continues === true;
    if (goesOn && (code === '334' || code === '353' || code === '354')) {
      this.#reply = this.#units.push({ kind: 'continuation', ...unit });
      // PRDR: each recipient is answered, and then the message.
      if (code === '353' && asked) asked.replies = this.#recipients + 1;
      else this.#mode = code === '334' ? 'auth' : 'data';
      this.#inBlock = false;
      return;
    }
    const inMessage = this.#mode === 'data';
    if (this.#mode === 'chunk' && this.#chunk?.replied() === true) {
      this.#inBlock = false;
    } else if (this.#mode !== 'command' && (this.#inBlock || this.#skipped.length === 0)) {
      this.#endBlock();
    }
    this.#reply = this.#units.push({ kind: greets ? 'greeting' : 'reply', ...unit });
    this.#begun = true;
    if (!asked) return;
    // A 250 in place of 354: the message may stand behind it.
    const early = asked.row?.verb === 'DATA' && code?.startsWith('2') === true && !inMessage;
    if (early && !asked.complete && this.#isAlone(asked)) this.#dataAccepted = true;
    else this.#answered(asked, code);
  }

  /** The first word of a session; a 220 that no command waits for comes too late, but is one. */
  #greets(code: string | undefined): boolean {
    if (!this.#begun) return true;
    if (code === '220' && this.#greetingOpen) return true;
    if (this.#heard || code !== '220') return false;
    return !this.#waiting.some(({ row }) => row?.replies.success.includes('220') !== false);
  }

  /** The command a reply answers: the oldest one that waits, unless the code can answer only a later one. */
  #asked(code: string | undefined): Waiting | undefined {
    const late = this.#skipped.shift();
    if (late) return late;
    const oldest = this.#waiting[this.#head];
    const verb = code === undefined ? undefined : ANSWERS_ONLY[code];
    if (verb === undefined || oldest?.row?.verb === verb) return oldest;
    const at = this.#waiting.findIndex(({ row }, index) => index > this.#head && row?.verb === verb);
    if (at < 0) return oldest;
    this.#skipped = this.#waiting.slice(this.#head, at);
    this.#head = at;
    return this.#waiting[at];
  }

  #answered(asked: Waiting, code: string | undefined): void {
    const accepted = code?.startsWith('2') === true;
    const verb = asked.row?.verb ?? '';
    if (verb === 'RCPT' && accepted) this.#recipients++;
    // A message that stands at the wrong place is refused as a whole.
    if (asked.complete && this.#lmtp && asked.replies === 1 && code !== '503') {
      asked.replies = this.#recipients === 0 ? UNKNOWN : this.#recipients;
    }
    // MAIL in the middle of a transaction is refused, and changes nothing of it.
    if ((accepted && BEGINS.has(verb)) || asked.complete) this.#recipients = 0;
    asked.complete = false;
    asked.replies--;
    if (asked.replies > 0 || this.#waiting[this.#head] !== asked) return;
    this.#head++;
    if (accepted && TURNS.has(asked.row?.verb ?? '')) this.#turn();
    if (this.#head < MANY || this.#head * 2 < this.#waiting.length) return;
    this.#waiting = this.#waiting.slice(this.#head);
    this.#head = 0;
  }

  #isAlone(asked: Waiting): boolean {
    return this.#waiting[this.#head] === asked && this.#head === this.#waiting.length - 1;
  }

  /** From here on the one is the other, and greets. */
  #turn(): void {
    this.#turned = !this.#turned;
    this.#begun = false;
    this.#heard = false;
    this.#waiting = [];
    this.#head = 0;
  }

  /** The last command, as long as it waits. */
  #last(): Waiting | undefined {
    return this.#head < this.#waiting.length ? this.#waiting.at(-1) : undefined;
  }
}

function isCommand(text: string): boolean {
  const verb = VERB.exec(text);
  return verb !== null && smtpCommand(verb[0]) !== undefined && COMMAND_END.test(text.slice(verb[0].length));
}

const HELLOS: ReadonlySet<string> = new Set(['EHLO', 'LHLO']);
/** Behind these no recipient is known. */
const BEGINS: ReadonlySet<string> = new Set(['MAIL', 'RSET', 'EHLO', 'HELO', 'LHLO', 'STARTTLS']);
const TURNS: ReadonlySet<string> = new Set(['ATRN', 'TURN']);
const VERB = /^[A-Za-z]+/;
const COMMAND_END = /^(?:$|[ \t])/;
const REPLY = /^(\d{3})([ -])?/;
const LAST_CHUNK = /\sLAST\s*$/i;
/** Codes that answer one command only: a reply that was lost before them does not shift all that follow. */
const ANSWERS_ONLY: Readonly<Record<string, string>> = { 221: 'QUIT', 235: 'AUTH', 334: 'AUTH', 354: 'DATA' };
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const MANY = 1000;
/** How many replies are to come where the log starts behind RCPT: all up to the next command. */
const UNKNOWN = 2_000_000_000;
const MOST_RECIPIENTS = 1_000_000_000;
