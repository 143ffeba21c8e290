// Cuts a POP3 session into commands, replies, SASL dialogues and multi-line answers, and pairs replies with commands.

import type { ExchangeList } from '../exchange.ts';
import { frameSession } from '../framing.ts';
import { flagsIn, flagsOf } from '../framingState.ts';
import type { FrameOptions, Framing } from '../framing.ts';
import type { FramingState } from '../checkpoint.ts';
import type { SessionLines } from '../lines.ts';
import type { UnitWriter } from '../unitWriter.ts';
import { pop3Command, pop3Commands } from './commands.ts';
import type { Steps } from '../steps.ts';
import type { Pop3Row } from './commands.ts';

/** The units of a session, in order. Never fails; linear. */
export function framePop3(lines: SessionLines, options?: FrameOptions): Steps<ExchangeList> {
  return frameSession(
    lines,
    pop3Commands,
    (units, { firstServer }) => new Pop3Framing(lines, units, firstServer < 0),
    options,
  );
}

/** A command that has no reply yet. */
interface Waiting {
  readonly unit: number;
  readonly row: Pop3Row | undefined;
  /** Whether `+OK` is followed by lines up to a dot. */
  readonly multiLine: boolean;
}

/** A command in a checkpoint: the number of its row, and whether its reply has lines. */
type SavedWaiting = readonly [row: number, multiLine: 0 | 1];

type Saved = readonly [
  waiting: readonly SavedWaiting[],
  block: SavedWaiting | null,
  broken: SavedWaiting | null,
  flags: number,
];

class Pop3Framing implements Framing {
  readonly #units: UnitWriter;
  readonly #lines: SessionLines;
  /** A log of the client's side alone: nobody answers. */
  readonly #oneSided: boolean;
  #waiting: Waiting[] = [];
  #head = 0;
  /** The command whose lines are being read. */
  #block: Waiting | undefined;
  /** The white space in front of the block's first line. */
  #indent = '';
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

  constructor(lines: SessionLines, units: UnitWriter, oneSided: boolean) {
    this.#lines = lines;
    this.#units = units;
    this.#oneSided = oneSided;
    if (startsInBlock(lines)) this.#block = { unit: -1, row: undefined, multiLine: true };
  }

  save(): FramingState {
    const waiting = this.#waiting.slice(this.#head);
    const saved: Saved = [
      waiting.map((each) => this.#saved(each)),
      this.#block ? this.#saved(this.#block) : null,
      this.#broken ? this.#saved(this.#broken) : null,
      flagsOf([this.#inBlock, this.#dialogue, this.#begun, this.#inJunk, this.#junkReply]),
    ];
    const units = [this.#block?.unit ?? -1, this.#broken?.unit ?? -1];
    for (const { unit } of waiting) units.push(unit);
    return { text: JSON.stringify(saved), units };
  }

  restore({ text, units: [blockUnit, brokenUnit, ...pending] }: FramingState): void {
    const [waiting, block, broken, flags] = JSON.parse(text) as Saved;
    this.#waiting = waiting.map((each, index) => restored(each, pending[index]));
    this.#head = 0;
    this.#block = block ? restored(block, blockUnit) : undefined;
    this.#broken = broken ? restored(broken, brokenUnit) : undefined;
    [
      this.#inBlock = false,
      this.#dialogue = false,
      this.#begun = false,
      this.#inJunk = false,
      this.#junkReply = false,
    ] = flagsIn(flags);
  }

  #saved({ row, multiLine }: Waiting): SavedWaiting {
    return [this.#units.rowNumber(row), multiLine ? 1 : 0];
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
    if (this.#inBlock) this.#units.extend(place + 1);
    else this.#units.push({ kind: 'note', speaker: 'note', first: place, last: place + 1 });
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
      const { unit, row } = auth ?? {};
      this.#units.push({
        kind: 'answer',
        speaker: 'client',
        first: place,
        last: place + 1,
        repliesTo: unit,
        row,
      });
      return;
    }
    const [, verb = '', rest = ''] = COMMAND.exec(text) ?? [];
    const row = pop3Command(verb);
    const unit = this.#units.push({ kind: 'command', speaker: 'client', first: place, last: place + 1, row });
    const multiLine = row?.multiLine === 'always' || (row?.multiLine === 'withoutArgument' && rest === '');
    const waiting: Waiting = { unit, row, multiLine };
    if (this.#oneSided) this.#waiting = [waiting];
    else this.#waiting.push(waiting);
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
      if (this.#isEnd(text)) this.#endBlock();
      return;
    }
    const broken = this.#broken;
    this.#broken = undefined;
    this.#endBlock();
    if (broken && !STATUS.test(text) && !CONTINUATION.test(text)) {
      this.#block = broken;
      this.#take(place);
      if (this.#isEnd(text)) this.#endBlock();
      return;
    }
    const asked = this.#waiting[this.#head];
    if (CONTINUATION.test(text)) {
      const { unit, row } = asked ?? {};
      this.#units.push({
        kind: 'continuation',
        speaker: 'server',
        first: place,
        last: place + 1,
        repliesTo: unit,
        row,
      });
      this.#dialogue = true;
      return;
    }
    const junk = !LOOSE_STATUS.test(text);
    if (junk && this.#inJunk) {
      this.#units.extend(place + 1);
      return;
    }
    this.#inJunk = junk && this.#begun;
    const kind = !asked && !this.#begun && !NO_GREETING.test(text) ? 'greeting' : 'reply';
    this.#units.push({
      kind,
      speaker: 'server',
      first: place,
      last: place + 1,
      repliesTo: asked?.unit,
      row: asked?.row,
    });
    if (!asked) return;
    this.#dialogue = false;
    // What is no reply at all may stand in front of the reply: the next line shows it.
    this.#junkReply = junk;
    if (junk) return;
    this.#head++;
    if (asked.multiLine && /^\+OK/i.test(text)) this.#block = asked;
    if (this.#head > MANY && this.#head * 2 > this.#waiting.length) {
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

  /** The dot, or one indented as the block's first line is: writers indent what a server says. */
  #isEnd(text: string): boolean {
    return text === '.' || (this.#indent !== '' && text === `${this.#indent}.`);
  }

  #take(place: number): void {
    if (this.#inBlock) {
      this.#units.extend(place + 1);
      return;
    }
    const { all, numbers } = this.#lines;
    this.#indent = INDENT.exec(all.text(numbers[place] ?? 0))?.[0] ?? '';
    this.#units.push({
      kind: 'data',
      speaker: 'server',
      first: place,
      last: place + 1,
      repliesTo: this.#block && this.#block.unit >= 0 ? this.#block.unit : undefined,
      row: this.#block?.row,
    });
    this.#inBlock = true;
  }

  #endBlock(): void {
    this.#block = undefined;
    this.#inBlock = false;
  }
}

function restored([row, multiLine]: SavedWaiting, unit = -1): Waiting {
  return { unit, row: pop3Commands[row], multiLine: multiLine === 1 };
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
    if (lines > 1 || text === '.') return true;
  }
  return false;
}

const INDENT = /^[ \t]*/;
const COMMAND = /^[ \t]*([A-Za-z0-9]+)(?:[ \t]+(\S.*))?/;
const STATUS = /^(?:\+OK|-ERR)(?:[ \t]|$)/i;
/** RFC 5034 4: a plus, a space and base64; also what writes no space. */
const CONTINUATION = /^\+(?: |$)/;
const BASE64 = /^(?:\*|=|[A-Za-z0-9+/]*={0,2})$/;
/** Any line that a reader would take for a reply. */
const LOOSE_STATUS = /^(?:\+OK|-ERR)/i;
/** What a server says behind a command, and not at first. */
const NO_GREETING =
  /^(?:\+OK (?:\d+ \d+\s*$|\d+ octets|logged in|.*\b(?:maildrop (?:has|locked)|mailbox (?:open|locked)|deleted\b|(?:marked|flagged) (?:for|as)\b|password required|send (?:your |the )?pass|valid mailbox|(?:message|octets|headers?|list(?:ing)?) follows?\b|signing off))|-ERR .*\b(?:no such message|message \d+|deleted|password|(?:unknown|invalid|unrecogni[sz]ed|bad) command)\b)/i;
const MAX_LOOK = 50;
const MAX_STATUS = 600;
const MANY = 1000;
