// Cuts an IMAP session into commands, responses and dialogues: literals are counted, replies paired by tag.

import { utf8Octets } from '../../text/octets.ts';
import type { ExchangeList, NewExchange } from '../exchange.ts';
import { exchangeList } from '../sessionRange.ts';
import type { SessionLines } from '../lines.ts';
import { imapCommand, imapCommands } from './commands.ts';
import type { ImapRow } from './commands.ts';

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

/** A unit whose last line announced a literal: octets of it still to come. */
interface OpenLiteral {
  readonly speaker: 'client' | 'server';
  /** As the count says, line ends as two octets, characters as UTF-8. */
  left: number;
  /** The same with one octet a character. */
  characters: number;
}

class ImapFraming {
  readonly list: ExchangeList;
  readonly #lines: SessionLines;
  readonly #waiting = new Map<string, Waiting>();
  #last: Waiting | undefined;
  #literal: OpenLiteral | undefined;
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
    if (speaker === 'note') {
      this.#note(place);
      return;
    }
    const text = all.text(number);
    if (this.#literal?.speaker === speaker && this.#goesOn(place, text)) return;
    if (speaker === 'client') this.#client(place, text);
    else this.#server(place, text);
    this.#begun = true;
  }

  #note(place: number): void {
    // A line without a mark in a literal is part of it, as is an elision.
    if (this.#literal && this.#literal.left > 0) this.list.extend(place + 1);
    else this.list.push({ kind: 'note', speaker: 'note', first: place, last: place + 1 });
  }

  /** Takes a line as part of the literal, or as what follows it in the same unit. */
  #goesOn(place: number, text: string): boolean {
    const literal = this.#literal;
    if (!literal) return false;
    if (this.#isNextUnit(literal, text)) {
      this.#literal = undefined;
      return false;
    }
    this.list.extend(place + 1);
    const octets = utf8Octets(text) + LINE_END;
    // The literal ends in this line, or in front of it: what follows may announce the next one.
    if (literal.left < octets) {
      this.#literal = undefined;
      this.#openLiteral(literal.speaker, rest(text, literal.left));
      return true;
    }
    literal.left -= octets;
    literal.characters -= text.length + LINE_END;
    return true;
  }

  /** Whether a line can only be the next unit: the count was too large, or the literal was left out. */
  #isNextUnit(literal: OpenLiteral, text: string): boolean {
    if (literal.left <= 0 && literal.speaker === 'server') return isResponse(text, this.#waiting) && text !== ')';
    if (literal.speaker === 'server') {
      const tagged = TAGGED.exec(text);
      return tagged !== null && this.#waiting.has(tagged[1] ?? '');
    }
    const command = COMMAND.exec(text);
    return command !== null && literal.left <= 0 && knownCommand(command) !== undefined;
  }

  #client(place: number, text: string): void {
    const last = this.#last;
    if (this.#dialogue && last) {
      const command = COMMAND.exec(text);
      // A command in the middle of IDLE is a fault, and a command all the same.
      if (last.row?.verb !== 'IDLE' || !command || !knownCommand(command)) {
        this.#push('answer', 'client', place, last);
        if (last.row?.verb === 'IDLE') this.#dialogue = !/^DONE$/i.test(text.trim());
        return;
      }
    }
    if (last && this.#isLateAnswer(text)) {
      this.#push('answer', 'client', place, last);
      return;
    }
    const command = COMMAND.exec(text);
    const tag = command?.[1] ?? '';
    const row = command ? knownCommand(command) : undefined;
    const index = this.list.push({ kind: 'command', speaker: 'client', first: place, last: place + 1, row });
    this.#last = { index, tag, row };
    if (tag !== '') this.#waiting.set(tag, this.#last);
    this.#dialogue = false;
    this.#openLiteral('client', text);
  }

  /** A line that is no command while AUTHENTICATE or IDLE waits: logs of one side have no `+`. */
  #isLateAnswer(text: string): boolean {
    const { row, tag } = this.#last ?? {};
    if (tag === undefined || !this.#waiting.has(tag)) return false;
    if (row?.verb === 'IDLE') return /^DONE$/i.test(text.trim());
    return row?.verb === 'AUTHENTICATE' && !/\s/.test(text) && BASE64.test(text);
  }

  #server(place: number, text: string): void {
    if (CONTINUATION.test(text)) {
      this.#push('continuation', 'server', place, this.#last);
      // For a literal the client goes on by itself; otherwise its next line answers.
      this.#dialogue =
        this.#literal === undefined &&
        (this.#last?.row?.verb === 'AUTHENTICATE' || this.#last?.row?.verb === 'IDLE');
      return;
    }
    const tagged = TAGGED.exec(text);
    const waiting = tagged ? this.#waiting.get(tagged[1] ?? '') : undefined;
    if (tagged && !text.startsWith('* ')) {
      if (waiting) {
        this.#waiting.delete(waiting.tag);
        if (waiting === this.#last) {
          this.#dialogue = false;
          this.#literal = undefined;
        }
      }
      this.#push('reply', 'server', place, waiting);
    } else {
      const greets = !this.#begun && GREETING.test(text);
      this.#push(greets ? 'greeting' : 'untagged', 'server', place, undefined);
    }
    this.#openLiteral('server', text);
  }

  #push(kind: NewExchange['kind'], speaker: 'client' | 'server', place: number, to: Waiting | undefined): void {
    this.list.push({ kind, speaker, first: place, last: place + 1, repliesTo: to?.index, row: to?.row });
  }

  #openLiteral(speaker: 'client' | 'server', text: string): void {
    const size = LITERAL.exec(text)?.[1];
    if (size === undefined) return;
    this.#literal = { speaker, left: Number(size), characters: Number(size) };
  }
}

/** What stands behind the first `octets` octets of a line. */
function rest(text: string, octets: number): string {
  if (octets <= 0) return text;
  let at = Math.min(text.length, octets);
  // Only where characters have more than one octet do counts and places differ.
  while (at > 0 && utf8Octets(text.slice(0, at)) > octets) at--;
  return text.slice(at);
}

function isResponse(text: string, waiting: ReadonlyMap<string, Waiting>): boolean {
  if (text.startsWith('* ')) return true;
  const tagged = TAGGED.exec(text);
  return tagged !== null && waiting.has(tagged[1] ?? '');
}

function knownCommand(match: RegExpExecArray): ImapRow | undefined {
  const [, , verb = '', second] = match;
  return /^UID$/i.test(verb) && second !== undefined ? imapCommand(`UID ${second}`) : imapCommand(verb);
}

/** Tag, command, and the word behind it. */
const COMMAND = /^([^\s(){%*"\\+]+) +([A-Za-z][A-Za-z0-9.-]*)(?: +([A-Za-z]+))?/;
const TAGGED = /^([^\s(){%*"\\+]+) +(?:OK|NO|BAD)(?: |$)/i;
const GREETING = /^\* (?:OK|PREAUTH|BYE)\b/i;
const CONTINUATION = /^\+(?: |$)/;
const LITERAL = /~?\{(\d{1,15})[+-]?\}$/;
const BASE64 = /^(?:\*|=|[A-Za-z0-9+/]*={0,2})$/;
/** Octets of a line end on the wire. */
const LINE_END = 2;
