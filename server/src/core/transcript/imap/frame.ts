// Cuts an IMAP session into commands, responses and dialogues: literals are counted, replies paired by tag.

import type { ExchangeList, NewExchange } from '../exchange.ts';
import { frameSession } from '../framing.ts';
import { flagsIn, flagsOf } from '../framingState.ts';
import type { FrameOptions, Framing } from '../framing.ts';
import type { FramingState } from '../checkpoint.ts';
import type { SessionLines } from '../lines.ts';
import type { UnitWriter } from '../unitWriter.ts';
import { imapCommand, imapCommands } from './commands.ts';
import type { Steps } from '../steps.ts';
import type { ImapRow } from './commands.ts';
import { LiteralReader } from './literals.ts';
import type { SavedLiteralReader } from './literals.ts';

/** The units of a session, in order. Never fails; linear. */
export function frameImap(lines: SessionLines, options?: FrameOptions): Steps<ExchangeList> {
  return frameSession(
    lines,
    imapCommands,
    (units, { firstServer }) => new ImapFraming(lines, units, firstServer < 0),
    options,
  );
}

/** A command without a tagged response. */
interface Waiting {
  readonly unit: number;
  readonly tag: string;
  readonly row: ImapRow | undefined;
}

/** A unit that its speaker's next line may belong to. */
interface OpenUnit {
  readonly unit: number;
  /** True for a command that was answered before its literal came: many clients send the octets all the same. */
  refused: boolean;
  readonly reader: LiteralReader;
}

type Side = 'client' | 'server';

/** A command in a checkpoint: its tag and the number of its row. */
type SavedCommand = readonly [tag: string, row: number];

type Saved = readonly [
  waiting: readonly SavedCommand[],
  last: SavedCommand | null,
  idle: SavedCommand | null,
  sent: SavedCommand | null,
  client: SavedLiteralReader | null,
  server: SavedLiteralReader | null,
  flags: number,
];

class ImapFraming implements Framing {
  readonly #units: UnitWriter;
  readonly #lines: SessionLines;
  /** A log of the client's side alone: nobody answers. */
  readonly #oneSided: boolean;
  /** Commands without a tagged response, by tag, oldest first. */
  readonly #waiting = new Map<string, readonly Waiting[]>();
  readonly #open: { client: OpenUnit | undefined; server: OpenUnit | undefined } = {
    client: undefined,
    server: undefined,
  };
  /** The last command. */
  #last: Waiting | undefined;
  /** The last IDLE command, as long as it waits. */
  #idle: Waiting | undefined;
  /** True where the client's next lines belong to the last command: IDLE until DONE, a SASL dialogue. */
  #dialogue = false;
  #begun = false;
  /** True where an untagged BAD or BYE stands for the response of what waits, unless one comes before the next command. */
  #excused = false;
  /** The last command, where its literal was sent though it was refused: the server reads the octets as commands. */
  #sent: Waiting | undefined;

  constructor(lines: SessionLines, units: UnitWriter, oneSided: boolean) {
    this.#lines = lines;
    this.#units = units;
    this.#oneSided = oneSided;
  }

  /** The responses that are marked say nothing that a framing asks for, and their literals are whole. */
  get passesQuiet(): boolean {
    return this.#begun && this.#open.server === undefined;
  }

  save(): FramingState {
    const { client, server } = this.#open;
    // In the order of their tags: that of the map depends on what was answered before.
    const waiting = [...this.#waiting.values()].flat().sort(byTag);
    const saved: Saved = [
      waiting.map((each) => this.#saved(each)),
      this.#last ? this.#saved(this.#last) : null,
      this.#idle ? this.#saved(this.#idle) : null,
      this.#sent ? this.#saved(this.#sent) : null,
      client?.reader.save() ?? null,
      server?.reader.save() ?? null,
      flagsOf([
        this.#dialogue,
        this.#begun,
        this.#excused,
        client?.refused === true,
        server?.refused === true,
      ]),
    ];
    const units = [this.#last, this.#idle, this.#sent, client, server].map((each) => each?.unit ?? -1);
    for (const { unit } of waiting) units.push(unit);
    return { text: JSON.stringify(saved), units };
  }

  restore({ text, units }: FramingState): void {
    const [lastUnit, idleUnit, sentUnit, clientUnit, serverUnit, ...pending] = units;
    const [waiting, last, idle, sent, client, server, flags] = JSON.parse(text) as Saved;
    for (const [index, each] of waiting.entries()) this.#wait(restored(each, pending[index]));
    this.#last = last ? restored(last, lastUnit) : undefined;
    this.#idle = idle ? restored(idle, idleUnit) : undefined;
    this.#sent = sent ? restored(sent, sentUnit) : undefined;
    const [dialogue = false, begun = false, excused = false, ...refused] = flagsIn(flags);
    this.#open.client = client ? openUnit('client', client, clientUnit, refused[0]) : undefined;
    this.#open.server = server ? openUnit('server', server, serverUnit, refused[1]) : undefined;
    this.#dialogue = dialogue;
    this.#begun = begun;
    this.#excused = excused;
  }

  #saved({ tag, row }: Waiting): SavedCommand {
    return [tag, this.#units.rowNumber(row)];
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
    this.#units.push({ kind: 'note', speaker: 'note', first: place, last: place + 1 });
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
    this.#units.extend(place + 1, open.unit);
    if (open.refused) this.#sent = this.#last;
    open.reader.take(text);
    if (!isOpen(open.reader)) this.#open[side] = undefined;
  }

  /** Whether a client's line can only be the next command: its literal was left out of the log, or is over. */
  #isNextCommand({ reader, refused }: OpenUnit, text: string): boolean {
    if (!reader.inside) return true;
    const command = COMMAND.exec(text);
    if (command === null) return false;
    const [, tag = '', verb = ''] = command;
    const known = knownCommand(command) !== undefined;
    const like = isLike(tag, this.#last?.tag ?? '');
    // Most clients obey, and send a command next: more is taken for one, but not each word that is a verb too.
    if (refused) return like || (known && (verb === verb.toUpperCase() || /\d/.test(tag)));
    return like && known;
  }

  /** Whether a server's line can only be the next response. */
  #isNextResponse({ reader }: OpenUnit, text: string): boolean {
    // A response has a text (RFC 9051 7.1): without one it may be a line of the literal, if that wants more.
    const { inside, mayBeOver, closes, elided } = reader;
    const isMore = inside && !mayBeOver && !closes && !elided && BARE.test(text);
    if (!isMore && this.#isTagged(text)) return true;
    if (!reader.inside) return RESPONSE.test(text) || CONTINUATION.test(text);
    return (reader.mayBeOver || reader.closes) && RESPONSE.test(text);
  }

  #isTagged(text: string): boolean {
    if (this.#waiting.size === 0) return false;
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
    if (last && !row && /^\s+\S/.test(text) && last.unit === this.#units.count - 1) {
      // No command starts with a space: the log has folded the one before.
      this.#units.extend(place + 1);
      this.#begin('client', last.unit, text);
      return;
    }
    if (this.#idle && DONE.test(text) && this.#waits(this.#idle.tag)) {
      this.#push('answer', 'client', place, this.#idle);
      return;
    }
    if (this.#excused) this.#forget();
    this.#sent = undefined;
    const tag = command?.[1] ?? looseTag(text);
    const unit = this.#units.push({ kind: 'command', speaker: 'client', first: place, last: place + 1, row });
    this.#last = { unit, tag, row };
    if (row?.verb === 'IDLE') this.#idle = this.#last;
    if (tag !== '' && !this.#oneSided) this.#wait(this.#last);
    this.#dialogue = false;
    // What is no command is read by no server as one with literals.
    if (command) this.#begin('client', unit, text);
  }

  #wait(command: Waiting): void {
    const { tag } = command;
    this.#waiting.set(tag, [...(this.#waiting.get(tag) ?? []).slice(-MAX_SAME_TAG), command]);
  }

  /** No responses will come to what waits: the client goes on without them. A LOGOUT is answered behind BYE. */
  #forget(): void {
    this.#excused = false;
    for (const [tag, commands] of this.#waiting) {
      const rest = commands.filter(({ row }) => row?.verb === 'LOGOUT');
      if (rest.length > 0) this.#waiting.set(tag, rest);
      else this.#waiting.delete(tag);
    }
    if (this.#idle && !this.#waiting.has(this.#idle.tag)) this.#idle = undefined;
  }

  #waits(tag: string): boolean {
    return this.#oneSided ? tag !== '' : this.#waiting.has(tag);
  }

  /** Whether a line belongs to the last command's dialogue. A command in the middle of one is a command all the same. */
  #isAnswer({ row, tag }: Waiting, text: string, command: ImapRow | undefined): boolean {
    if (command) return false;
    if (this.#dialogue) return true;
    // Logs of one side have no `+`; and a client may be too fast.
    if (!this.#waits(tag)) return false;
    if (row?.verb === 'IDLE') return DONE.test(text);
    return row?.verb === 'AUTHENTICATE' && BASE64.test(text);
  }

  #server(place: number, text: string): void {
    if (text.startsWith('* ')) {
      this.#untagged(place, text);
      return;
    }
    if (CONTINUATION.test(text)) {
      this.#push('continuation', 'server', place, this.#last);
      // For a literal the client goes on by itself; otherwise its next line answers, also in an excerpt.
      const verb = (this.#open.client?.refused ?? true) ? this.#last?.row?.verb : undefined;
      this.#dialogue = verb === 'AUTHENTICATE' || verb === 'IDLE' || !this.#last;
      return;
    }
    // A response that lacks its OK answers the command of its tag all the same.
    const tag = TAG.exec(text)?.[0] ?? '';
    const tagged = TAGGED.test(text) || this.#waiting.has(tag);
    if (!tagged) this.#untagged(place, text);
    else if (this.#sent && !this.#waiting.has(tag)) this.#push('untagged', 'server', place, this.#sent);
    else this.#push('reply', 'server', place, this.#answered(tag));
  }

  #untagged(place: number, text: string): void {
    const greets = !this.#begun && GREETING.test(text);
    const status = STATUS.test(text);
    if (status && !greets && BREAKS.test(text)) {
      this.#excused = /^\* BYE/i.test(text) || this.#waiting.size === 1;
    }
    const unit = this.#push(greets ? 'greeting' : 'untagged', 'server', place, undefined);
    if (!status) this.#begin('server', unit, text);
  }

  /** The oldest command with a tag, which waits no more. */
  #answered(tag: string): Waiting | undefined {
    this.#excused = false;
    const [waiting, ...others] = this.#waiting.get(tag) ?? [];
    if (others.length > 0) this.#waiting.set(tag, others);
    else this.#waiting.delete(tag);
    if (waiting && waiting.unit === this.#idle?.unit) this.#idle = undefined;
    if (waiting && waiting.unit === this.#last?.unit) {
      this.#dialogue = false;
      // The server would not have the literal.
      const open = this.#open.client;
      if (open?.reader.inside === true) open.refused = true;
      else this.#open.client = undefined;
    }
    return waiting;
  }

  #push(kind: NewExchange['kind'], speaker: Side, place: number, to: Waiting | undefined): number {
    return this.#units.push({
      kind,
      speaker,
      first: place,
      last: place + 1,
      repliesTo: to?.unit,
      row: to?.row,
    });
  }

  #begin(side: Side, unit: number, text: string): void {
    // Most lines open nothing: they need no reader.
    if (!text.endsWith('}') && (side === 'client' || text.endsWith(')') || !text.includes('('))) return;
    const reader = new LiteralReader(side);
    reader.take(text);
    if (isOpen(reader)) this.#open[side] = { unit, refused: false, reader };
  }
}

function restored([tag, row]: SavedCommand, unit = -1): Waiting {
  return { tag, row: imapCommands[row], unit };
}

function openUnit(side: Side, reader: SavedLiteralReader, unit = -1, refused = false): OpenUnit {
  return { unit, refused, reader: LiteralReader.restored(side, reader) };
}

function byTag(a: Waiting, b: Waiting): number {
  return a.tag === b.tag ? a.unit - b.unit : a.tag < b.tag ? -1 : 1;
}

function isOpen({ inside, depth }: LiteralReader): boolean {
  return inside || depth > 0;
}

function knownCommand(match: RegExpExecArray): ImapRow | undefined {
  const [, , verb = '', second] = match;
  return /^UID$/i.test(verb) && second !== undefined ? imapCommand(`UID ${second}`) : imapCommand(verb);
}

/** The tag of a command whose tag is none by the grammar; empty where no command is known behind it. */
function looseTag(text: string): string {
  const match = LOOSE.exec(text);
  return match && knownCommand(match) ? (match[1] ?? '') : '';
}

/** Whether two tags are made the same way: the same letters around digits. */
function isLike(tag: string, other: string): boolean {
  return tag.replace(/\d+/g, '0') === other.replace(/\d+/g, '0');
}

const SIDES: readonly Side[] = ['client', 'server'];
/** Tag, command, and the word behind it. */
const COMMAND = /^([^\s(){%*"\\+]+) +([A-Za-z][A-Za-z0-9.-]*)(?: +([A-Za-z]+))?/;
const TAG = /^\S+(?= )/;
/** The same with a tag that no tag may be (RFC 9051 9: no `+`, no parentheses): servers answer by it all the same. */
const LOOSE = /^([^\s*]\S*) +([A-Za-z][A-Za-z0-9.-]*)(?: +([A-Za-z]+))?/;
const TAGGED = /^([^\s(){%*"\\+]+) +(?:OK|NO|BAD)(?: |$)/i;
/** A tagged response without its text. */
const BARE = /^\S+ +(?:OK|NO|BAD) *$/i;
/** A greeting, not a status that an excerpt starts with. */
const GREETING =
  /^\* (?:OK|PREAUTH|BYE)\b(?! \[(?:UNSEEN|UID|PERMANENTFLAGS|HIGHESTMODSEQ|NOMODSEQ|MAILBOXID|CLOSED|READ-))/i;
const STATUS = /^\* (?:OK|NO|BAD|BYE|PREAUTH)\b/i;
/** What no line of a literal is taken for. */
const RESPONSE =
  /^\* (?:\d+ (?:EXISTS|RECENT|EXPUNGE|FETCH|UIDFETCH)\b|(?:OK|NO|BAD|BYE|PREAUTH|CAPABILITY|ENABLED|LIST|LSUB|XLIST|STATUS|FLAGS|SEARCH|SORT|ESEARCH|THREAD|VANISHED|NAMESPACE|QUOTA|QUOTAROOT|ACL|METADATA|ID)\b)/i;
/** What a server says instead of a tagged response: it could not read the tag, or it closes (RFC 9051 7.1.3, 7.1.5). */
const BREAKS = /^\* (?:BAD|BYE)\b/i;
const CONTINUATION = /^\+(?: |$)/;
const DONE = /^\s*DONE\s*$/i;
const BASE64 = /^(?:\*|=|[A-Za-z0-9+/]*={0,2})$/;
/** How a response goes on in a line without a mark. */
const FOLDED = /^\s+[^\s]|^["(]|\)$/;
/** Commands of one tag that wait are followed up to this many: clients use a tag once. */
const MAX_SAME_TAG = 50;
