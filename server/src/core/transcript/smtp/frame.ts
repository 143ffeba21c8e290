// Cuts an SMTP or LMTP session into commands, replies, SASL dialogues and messages, and pairs replies with commands.

import type { ExchangeList } from '../exchange.ts';
import { exchangeList } from '../sessionRange.ts';
import type { SessionLines } from '../lines.ts';
import type { Speaker } from '../protocol.ts';
import { Chunk } from './chunk.ts';
import { smtpCommand, smtpCommands } from './commands.ts';
import type { SmtpRow } from './commands.ts';

/** The units of a session, in order. Never fails; linear in the lines and in the commands that wait for a reply. */
export function frameSmtp(lines: SessionLines): ExchangeList {
  const framing = new SmtpFraming(lines);
  for (let place = 0; place < lines.numbers.length; place++) framing.line(place);
  return framing.list;
}

/** A command that has no final reply yet. */
interface Waiting {
  readonly index: number;
  readonly row: SmtpRow | undefined;
  /** How many final replies are still to come: LMTP answers each recipient (RFC 2033 4.2). */
  replies: number;
  /** True once the message is complete, so that its reply is about the message. */
  complete: boolean;
}

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

class SmtpFraming {
  readonly list: ExchangeList;
  readonly #lines: SessionLines;
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
  #chunkOf: Waiting | undefined;
  #lmtp = false;
  #recipients = 0;
  /** Where the last line with a dot alone stands, in a log of one side. */
  #lastDot: number | undefined;
  /** True once anybody has spoken. */
  #begun = false;
  /** True once the server has spoken. */
  #heard = false;
  /** True once ATRN or TURN has made the server the client (RFC 2645 5.2.1). */
  #turned = false;
  /** True behind a bare 250 to a hello: scripts of tests leave out the hyphen of the first line. */
  #bareHello = false;

  constructor(lines: SessionLines) {
    this.#lines = lines;
    this.list = exchangeList(smtpCommands, lines);
    this.#oneSided = !hasServer(lines);
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
    if (this.#inBlock) this.list.extend(place + 1);
    else this.list.push({ kind: 'note', speaker: 'note', first: place, last: place + 1 });
  }

  #client(place: number, number: number, speaker: Speaker): void {
    this.#openReply = false;
    this.#bareHello = false;
    this.#skipped = [];
    if (this.#mode === 'data') {
      this.#dataLine(place, number, speaker);
      return;
    }
    const text = this.#lines.all.text(number);
    if (this.#mode === 'chunk' && this.#chunkLine(place, text, speaker)) return;
    if (this.#mode === 'auth' || this.#inDialogue(text)) {
      this.#mode = 'command';
      const auth = this.#last();
      this.list.push({
        kind: 'answer',
        speaker,
        first: place,
        last: place + 1,
        repliesTo: auth?.index,
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

  #command(place: number, text: string, speaker: Speaker): void {
    this.#begun = true;
    const verb = VERB.exec(text)?.[0] ?? '';
    const row = smtpCommand(verb);
    const index = this.list.push({ kind: 'command', speaker, first: place, last: place + 1, row });
    const complete = row?.verb === 'BDAT' && LAST_CHUNK.test(text);
    const waiting: Waiting = { index, row, replies: 1, complete };
    this.#waiting.push(waiting);
    this.#inBlock = false;
    if (row?.verb === 'LHLO') this.#lmtp = true;
    if (row?.verb === 'MAIL') this.#recipients = 0;
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
    const { all, numbers } = this.#lines;
    if (this.#lastDot === undefined) {
      let last = numbers.length - 1;
      while (last >= 0 && all.text(numbers[last] ?? 0) !== '.') last--;
      this.#lastDot = last;
    }
    return this.#lastDot > place;
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
      this.list.extend(place + 1);
      return;
    }
    const command = this.#mode === 'chunk' ? this.#chunkOf : this.#last();
    this.list.push({
      kind: 'data',
      speaker,
      first: place,
      last: place + 1,
      repliesTo: command?.index,
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
      this.list.extend(place + 1, this.#reply);
      if (code !== undefined && separator !== '-') this.#openReply = false;
      return;
    }
    if (this.#bareHello && code === '250' && separator === '-') {
      this.list.extend(place + 1, this.#reply);
      this.#openReply = true;
      return;
    }
    const greets = this.#greets(code);
    const asked = greets ? undefined : this.#asked(code);
    this.#heard = true;
    this.#bareHello = text === '250' && isHello(asked?.row);
    this.#openReply = separator === '-';
    const unit = {
      speaker,
      first: place,
      last: place + 1,
      repliesTo: asked?.index,
      row: asked?.row,
    } as const;
    if (code === '334' || code === '353' || code === '354') {
      this.#reply = this.list.push({ kind: 'continuation', ...unit });
      // PRDR: each recipient is answered, and then the message.
      if (code === '353' && asked) asked.replies = this.#recipients + 1;
      else this.#mode = code === '334' ? 'auth' : 'data';
      this.#inBlock = false;
      return;
    }
    if (this.#mode === 'chunk' && this.#chunk?.replied() === true) {
      this.#inBlock = false;
    } else if (this.#mode !== 'command' && (this.#inBlock || this.#skipped.length === 0)) {
      this.#endBlock();
    }
    this.#reply = this.list.push({ kind: greets ? 'greeting' : 'reply', ...unit });
    this.#begun = true;
    if (asked) this.#answered(asked, code);
  }

  /** The first word of a session; a 220 that no command waits for comes too late, but is one. */
  #greets(code: string | undefined): boolean {
    if (!this.#begun) return true;
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
    if (asked.row?.verb === 'RCPT' && accepted) this.#recipients++;
    if (asked.complete && this.#lmtp && asked.replies === 1) asked.replies = Math.max(1, this.#recipients);
    asked.complete = false;
    asked.replies--;
    if (asked.replies > 0 || this.#waiting[this.#head] !== asked) return;
    this.#head++;
    if (accepted && TURNS.has(asked.row?.verb ?? '')) this.#turn();
    if (this.#head < MANY) return;
    this.#waiting = this.#waiting.slice(this.#head);
    this.#head = 0;
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

function hasServer({ all, numbers }: SessionLines): boolean {
  for (let place = 0; place < numbers.length; place++) {
    if (all.speaker(numbers[place] ?? 0) === 'server') return true;
  }
  return false;
}

function isCommand(text: string): boolean {
  const verb = VERB.exec(text);
  return verb !== null && smtpCommand(verb[0]) !== undefined && COMMAND_END.test(text.slice(verb[0].length));
}

function isHello(row: SmtpRow | undefined): boolean {
  return row?.verb === 'EHLO' || row?.verb === 'LHLO';
}

const TURNS: ReadonlySet<string> = new Set(['ATRN', 'TURN']);
const VERB = /^[A-Za-z]+/;
const COMMAND_END = /^(?:$|[ \t])/;
const REPLY = /^(\d{3})([ -])?/;
const LAST_CHUNK = /\sLAST\s*$/i;
/** Codes that answer one command only: a reply that was lost before them does not shift all that follow. */
const ANSWERS_ONLY: Readonly<Record<string, string>> = { 221: 'QUIT', 235: 'AUTH', 334: 'AUTH', 354: 'DATA' };
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** A line longer than this, escapes and all, is not a dot. */
const MAX_DOT = 12;
const MANY = 1000;
