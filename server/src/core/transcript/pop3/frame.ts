// Cuts a POP3 session into commands, replies, SASL dialogues and multi-line answers, and pairs replies with commands.

import type { ExchangeList } from '../exchange.ts';
import { exchangeList } from '../sessionRange.ts';
import type { SessionLines } from '../lines.ts';
import { pop3Command, pop3Commands } from './commands.ts';
import type { Pop3Row } from './commands.ts';

/** The units of a session, in order. Never fails; linear. */
export function framePop3(lines: SessionLines): ExchangeList {
  const framing = new Pop3Framing(lines);
  for (let place = 0; place < lines.numbers.length; place++) framing.line(place);
  return framing.list;
}

/** A command that has no reply yet. */
interface Waiting {
  readonly index: number;
  readonly row: Pop3Row | undefined;
  /** Whether `+OK` is followed by lines up to a dot. */
  readonly multiLine: boolean;
}

class Pop3Framing {
  readonly list: ExchangeList;
  readonly #lines: SessionLines;
  #waiting: Waiting[] = [];
  #head = 0;
  /** The command whose lines are being read. */
  #block: Waiting | undefined;
  /** True once a line of the block was read. */
  #inBlock = false;
  /** True where the client's next line is a SASL response. */
  #dialogue = false;
  #begun = false;
  /** The command whose lines the client's next command broke off: they may go on, where the log shows the order of sending. */
  #broken: Waiting | undefined;
  /** True while lines that are no reply follow each other. */
  #inJunk = false;
  /** True where such a line stands for the reply of the oldest command that waits. */
  #junkReply = false;

  constructor(lines: SessionLines) {
    this.#lines = lines;
    this.list = exchangeList(pop3Commands, lines);
    if (startsInBlock(lines)) this.#block = { index: -1, row: undefined, multiLine: true };
  }

  line(place: number): void {
    const { all, numbers } = this.#lines;
    const number = numbers[place] ?? 0;
    const speaker = all.speaker(number);
    if (speaker === 'note') this.#note(place);
    else if (speaker === 'client') this.#client(place, all.text(number));
    else this.#server(place, number);
    if (speaker !== 'note') this.#begun = true;
  }

  #note(place: number): void {
    if (this.#inBlock) this.list.extend(place + 1);
    else this.list.push({ kind: 'note', speaker: 'note', first: place, last: place + 1 });
  }

  #client(place: number, text: string): void {
    // A command inside a block: its dot is missing, or the client did not wait for it.
    this.#broken = this.#block ?? this.#broken;
    this.#endBlock();
    this.#inJunk = false;
    if (this.#junkReply) {
      this.#junkReply = false;
      this.#head++;
    }
    if (this.#dialogue || this.#isResponse(text)) {
      const auth = this.#waiting.at(-1);
      this.#dialogue = false;
      const { index, row } = auth ?? {};
      this.list.push({
        kind: 'answer',
        speaker: 'client',
        first: place,
        last: place + 1,
        repliesTo: index,
        row,
      });
      return;
    }
    const [, verb = '', rest = ''] = COMMAND.exec(text) ?? [];
    const row = pop3Command(verb);
    const index = this.list.push({ kind: 'command', speaker: 'client', first: place, last: place + 1, row });
    const multiLine = row?.multiLine === 'always' || (row?.multiLine === 'withoutArgument' && rest === '');
    this.#waiting.push({ index, row, multiLine });
  }

  /** A log of the client's side alone has no `+`: what stands behind AUTH and is no command answers it. */
  #isResponse(text: string): boolean {
    const last = this.#head < this.#waiting.length ? this.#waiting.at(-1) : undefined;
    if (last?.row?.verb !== 'AUTH' || pop3Command(COMMAND.exec(text)?.[1] ?? '')) return false;
    return BASE64.test(text);
  }

  #server(place: number, number: number): void {
    const { all } = this.#lines;
    const { from, to } = all.content(number);
    // Only a short line ends a block or is a status: the lines of a message need not be read.
    const text = this.#block && to - from > MAX_STATUS ? '' : all.text(number);
    if (this.#block && !this.#isNextReply(text)) {
      this.#take(place);
      if (text === '.') this.#endBlock();
      return;
    }
    const broken = this.#broken;
    this.#broken = undefined;
    this.#endBlock();
    if (broken && !STATUS.test(text) && !CONTINUATION.test(text)) {
      this.#block = broken;
      this.#take(place);
      if (text === '.') this.#endBlock();
      return;
    }
    const asked = this.#waiting[this.#head];
    if (CONTINUATION.test(text)) {
      const { index, row } = asked ?? {};
      this.list.push({
        kind: 'continuation',
        speaker: 'server',
        first: place,
        last: place + 1,
        repliesTo: index,
        row,
      });
      this.#dialogue = true;
      return;
    }
    const junk = !LOOSE_STATUS.test(text);
    if (junk && this.#inJunk) {
      this.list.extend(place + 1);
      return;
    }
    this.#inJunk = junk && this.#begun;
    const kind = !asked && !this.#begun && !NO_GREETING.test(text) ? 'greeting' : 'reply';
    this.list.push({
      kind,
      speaker: 'server',
      first: place,
      last: place + 1,
      repliesTo: asked?.index,
      row: asked?.row,
    });
    if (!asked) return;
    this.#dialogue = false;
    // What is no reply at all may stand in front of the reply: the next line shows it.
    this.#junkReply = junk;
    if (junk) return;
    this.#head++;
    if (asked.multiLine && /^\+OK/i.test(text)) this.#block = asked;
    if (this.#head > MANY) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Whether a line in a block can only be the reply to the next command: its dot is missing. */
  #isNextReply(text: string): boolean {
    if (this.#head >= this.#waiting.length || !STATUS.test(text)) return false;
    const next = this.#waiting[this.#head];
    // Behind a log's elision, or where nothing of the block was logged, the next status belongs to the next command.
    return !this.#inBlock && next !== undefined;
  }

  #take(place: number): void {
    if (this.#inBlock) {
      this.list.extend(place + 1);
      return;
    }
    this.list.push({
      kind: 'data',
      speaker: 'server',
      first: place,
      last: place + 1,
      repliesTo: this.#block && this.#block.index >= 0 ? this.#block.index : undefined,
      row: this.#block?.row,
    });
    this.#inBlock = true;
  }

  #endBlock(): void {
    this.#block = undefined;
    this.#inBlock = false;
  }
}

/** Whether the log starts among the lines of a message or list: the server's first two lines are no replies. */
function startsInBlock({ all, numbers }: SessionLines): boolean {
  let lines = 0;
  for (let place = 0; place < Math.min(numbers.length, MAX_LOOK); place++) {
    const number = numbers[place] ?? 0;
    const speaker = all.speaker(number);
    if (speaker === 'note') continue;
    const { from, to } = all.content(number);
    const text = speaker === 'server' && to - from <= MAX_STATUS ? all.text(number) : '';
    if (speaker !== 'server' || LOOSE_STATUS.test(text) || CONTINUATION.test(text)) return false;
    lines++;
    if (lines > 1) return true;
  }
  return false;
}

const COMMAND = /^([A-Za-z0-9]+)(?:[ \t]+(\S.*))?/;
const STATUS = /^(?:\+OK|-ERR)(?:[ \t]|$)/i;
/** RFC 5034 4: a plus, a space and base64; also what writes no space. */
const CONTINUATION = /^\+(?: |$)/;
const BASE64 = /^(?:\*|=|[A-Za-z0-9+/]*={0,2})$/;
/** Any line that a reader would take for a reply. */
const LOOSE_STATUS = /^(?:\+OK|-ERR)/i;
/** What a server says behind a command, and not at first. */
const NO_GREETING =
  /^\+OK (?:\d+ \d+\s*$|\d+ octets|logged in|.*\b(?:maildrop (?:has|locked)|mailbox (?:open|locked)|message \d+ deleted))/i;
const MAX_LOOK = 50;
const MAX_STATUS = 600;
const MANY = 1000;
