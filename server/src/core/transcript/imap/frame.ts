// Cuts an IMAP session into commands, responses and dialogues: literals are counted, replies paired by tag.

import type { ExchangeList, NewExchange } from '../exchange.ts';
import type { SessionLines } from '../lines.ts';
import { exchangeList } from '../sessionRange.ts';
import { imapCommand, imapCommands } from './commands.ts';
import type { ImapRow } from './commands.ts';
import { LiteralReader } from './literals.ts';

/** The units of a session, in order. Never fails; linear. */
export function frameImap(lines: SessionLines): ExchangeList {
  const framing = new ImapFraming(lines);
  for (let place = 0; place < lines.numbers.length; place++) framing.line(place);
  return framing.list;
}

/** A command without a tagged response. */
interface Waiting {
  readonly index: number;
  readonly tag: string;
  readonly row: ImapRow | undefined;
}

/** A unit that its speaker's next line may belong to. */
interface OpenUnit {
  readonly index: number;
  readonly reader: LiteralReader;
}

type Side = 'client' | 'server';

class ImapFraming {
  readonly list: ExchangeList;
  readonly #lines: SessionLines;
  /** Commands without a tagged response, by tag, oldest first. */
  readonly #waiting = new Map<string, readonly Waiting[]>();
  readonly #open: { client: OpenUnit | undefined; server: OpenUnit | undefined } = {
    client: undefined,
    server: undefined,
  };
  /** The last command. */
  #last: Waiting | undefined;
  /** The last IDLE command. */
  #idle: Waiting | undefined;
  /** True where the client's next lines belong to the last command: IDLE until DONE, a SASL dialogue. */
  #dialogue = false;
  #begun = false;

  constructor(lines: SessionLines) {
    this.#lines = lines;
    this.list = exchangeList(imapCommands, lines);
  }

  line(place: number): void {
    const { all, numbers } = this.#lines;
    const number = numbers[place] ?? 0;
    const speaker = all.speaker(number);
    const text = all.text(number);
    if (speaker === 'note') {
      this.#note(place, text);
      return;
    }
    if (!this.#goesOn(speaker, place, text)) {
      this.#open[speaker] = undefined;
      if (speaker === 'client') this.#client(place, text);
      else this.#server(place, text);
    }
    this.#begun = true;
  }

  /** A line without a mark belongs to the unit under way, or is a remark. */
  #note(place: number, text: string): void {
    for (const side of SIDES) {
      const { reader } = this.#open[side] ?? {};
      // What a tool remarks in the middle of a literal is none of its octets.
      if (!reader || reader.inside || !FOLDED.test(text)) continue;
      this.#take(side, place, text);
      return;
    }
    this.list.push({ kind: 'note', speaker: 'note', first: place, last: place + 1 });
  }

  /** Takes a line as part of the unit that is open. */
  #goesOn(side: Side, place: number, text: string): boolean {
    const open = this.#open[side];
    if (!open || (side === 'client' ? this.#isNextCommand(open, text) : this.#isNextResponse(open, text))) {
      return false;
    }
    this.#take(side, place, text);
    return true;
  }

  #take(side: Side, place: number, text: string): void {
    const open = this.#open[side];
    if (!open) return;
    this.list.extend(place + 1, open.index);
    open.reader.take(text);
    if (!isOpen(open.reader)) this.#open[side] = undefined;
  }

  /** Whether a client's line can only be the next command: its literal was left out of the log, or is over. */
  #isNextCommand({ reader }: OpenUnit, text: string): boolean {
    if (!reader.inside) return true;
    const command = COMMAND.exec(text);
    return (
      command !== null &&
      knownCommand(command) !== undefined &&
      isLike(command[1] ?? '', this.#last?.tag ?? '')
    );
  }

  /** Whether a server's line can only be the next response. */
  #isNextResponse({ reader }: OpenUnit, text: string): boolean {
    if (this.#isTagged(text)) return true;
    if (!reader.inside) return RESPONSE.test(text) || CONTINUATION.test(text);
    return (reader.mayBeOver || reader.closes) && RESPONSE.test(text);
  }

  #isTagged(text: string): boolean {
    const tagged = TAGGED.exec(text);
    return tagged !== null && this.#waiting.has(tagged[1] ?? '');
  }

  #client(place: number, text: string): void {
    const last = this.#last;
    const command = COMMAND.exec(text);
    const row = command ? knownCommand(command) : undefined;
    if (last ? this.#isAnswer(last, text, row) : !row && (this.#dialogue || DONE.test(text))) {
      this.#push('answer', 'client', place, last);
      if (last?.row?.verb === 'AUTHENTICATE' || DONE.test(text)) this.#dialogue = false;
      return;
    }
    if (last && !row && /^\s+\S/.test(text) && last.index === this.list.count - 1) {
      // No command starts with a space: the log has folded the one before.
      this.list.extend(place + 1);
      this.#begin('client', last.index, text);
      return;
    }
    if (this.#idle && DONE.test(text) && this.#waiting.has(this.#idle.tag)) {
      this.#push('answer', 'client', place, this.#idle);
      return;
    }
    const tag = command?.[1] ?? '';
    const index = this.list.push({ kind: 'command', speaker: 'client', first: place, last: place + 1, row });
    this.#last = { index, tag, row };
    if (row?.verb === 'IDLE') this.#idle = this.#last;
    if (tag !== '') {
      this.#waiting.set(tag, [...(this.#waiting.get(tag) ?? []).slice(-MAX_SAME_TAG), this.#last]);
    }
    this.#dialogue = false;
    // What is no command is read by no server as one with literals.
    if (command) this.#begin('client', index, text);
  }

  /** Whether a line belongs to the last command's dialogue. A command in the middle of one is a command all the same. */
  #isAnswer({ row, tag }: Waiting, text: string, command: ImapRow | undefined): boolean {
    if (command) return false;
    if (this.#dialogue) return true;
    // Logs of one side have no `+`; and a client may be too fast.
    if (!this.#waiting.has(tag)) return false;
    if (row?.verb === 'IDLE') return DONE.test(text);
    return row?.verb === 'AUTHENTICATE' && BASE64.test(text);
  }

  #server(place: number, text: string): void {
    if (CONTINUATION.test(text)) {
      this.#push('continuation', 'server', place, this.#last);
      // For a literal the client goes on by itself; otherwise its next line answers, also in an excerpt.
      const verb = this.#open.client === undefined ? this.#last?.row?.verb : undefined;
      this.#dialogue = verb === 'AUTHENTICATE' || verb === 'IDLE' || !this.#last;
      return;
    }
    // A response that lacks its OK answers the command of its tag all the same.
    const tag = TAG.exec(text)?.[0] ?? '';
    const tagged = TAGGED.test(text) || this.#waiting.has(tag);
    if (!tagged) {
      const greets = !this.#begun && GREETING.test(text);
      const index = this.#push(greets ? 'greeting' : 'untagged', 'server', place, undefined);
      if (!STATUS.test(text)) this.#begin('server', index, text);
      return;
    }
    this.#push('reply', 'server', place, this.#answered(tag));
  }

  /** The oldest command with a tag, which waits no more. */
  #answered(tag: string): Waiting | undefined {
    const [waiting, ...others] = this.#waiting.get(tag) ?? [];
    if (others.length > 0) this.#waiting.set(tag, others);
    else this.#waiting.delete(tag);
    if (waiting && waiting === this.#last) {
      this.#dialogue = false;
      // The server would not have the literal.
      this.#open.client = undefined;
    }
    return waiting;
  }

  #push(kind: NewExchange['kind'], speaker: Side, place: number, to: Waiting | undefined): number {
    return this.list.push({
      kind,
      speaker,
      first: place,
      last: place + 1,
      repliesTo: to?.index,
      row: to?.row,
    });
  }

  #begin(side: Side, index: number, text: string): void {
    // Most lines open nothing: they need no reader.
    if (!text.endsWith('}') && (side === 'client' || text.endsWith(')') || !text.includes('('))) return;
    const reader = new LiteralReader(side);
    reader.take(text);
    if (isOpen(reader)) this.#open[side] = { index, reader };
  }
}

function isOpen({ inside, depth }: LiteralReader): boolean {
  return inside || depth > 0;
}

function knownCommand(match: RegExpExecArray): ImapRow | undefined {
  const [, , verb = '', second] = match;
  return /^UID$/i.test(verb) && second !== undefined ? imapCommand(`UID ${second}`) : imapCommand(verb);
}

/** Whether two tags are made the same way: the same letters around digits. */
function isLike(tag: string, other: string): boolean {
  return tag.replace(/\d+/g, '0') === other.replace(/\d+/g, '0');
}

const SIDES: readonly Side[] = ['client', 'server'];
/** Tag, command, and the word behind it. */
const COMMAND = /^([^\s(){%*"\\+]+) +([A-Za-z][A-Za-z0-9.-]*)(?: +([A-Za-z]+))?/;
const TAG = /^[^\s(){%*"\\+]+(?= )/;
const TAGGED = /^([^\s(){%*"\\+]+) +(?:OK|NO|BAD)(?: |$)/i;
/** A greeting, not a status that an excerpt starts with. */
const GREETING =
  /^\* (?:OK|PREAUTH|BYE)\b(?! \[(?:UNSEEN|UID|PERMANENTFLAGS|HIGHESTMODSEQ|NOMODSEQ|MAILBOXID|CLOSED|READ-))/i;
const STATUS = /^\* (?:OK|NO|BAD|BYE|PREAUTH)\b/i;
/** What no line of a literal is taken for. */
const RESPONSE =
  /^\* (?:\d+ (?:EXISTS|RECENT|EXPUNGE|FETCH|UIDFETCH)\b|(?:OK|NO|BAD|BYE|PREAUTH|CAPABILITY|ENABLED|LIST|LSUB|XLIST|STATUS|FLAGS|SEARCH|SORT|ESEARCH|THREAD|VANISHED|NAMESPACE|QUOTA|QUOTAROOT|ACL|METADATA|ID)\b)/i;
const CONTINUATION = /^\+(?: |$)/;
const DONE = /^\s*DONE\s*$/i;
const BASE64 = /^(?:\*|=|[A-Za-z0-9+/]*={0,2})$/;
/** How a response goes on in a line without a mark. */
const FOLDED = /^\s+[^\s]|^["(]|\)$/;
/** Commands of one tag that wait are followed up to this many: clients use a tag once. */
const MAX_SAME_TAG = 50;
