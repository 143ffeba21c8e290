// Reads a text whose lines are marked, by a row of the table of notations.

import type { Speaker } from '../protocol.ts';
import { BlockTracker } from './block.ts';
import type { BlockState } from './block.ts';
import { escapes } from './escapes.ts';
import { hasMessageWords, likelySpeaker } from './evidence.ts';
import type { LineReader } from './lineReader.ts';
import { LineWriter, speakerNumber } from './lineWriter.ts';
import type { LineFacts } from './lineWriter.ts';
import { linePattern } from './markPatterns.ts';
import type { Layout } from './markPatterns.ts';
import type { MarkNotation } from './notation.ts';
import { pushPythonLines } from './python.ts';
import { isElision, isRemark, isSuppressed, remarkStart, writtenEnd } from './remarks.ts';
import { idOf, withoutStamps } from './stamps.ts';
import { StreamNumbers } from './streamNumbers.ts';

/** What a reader knows between two lines, as values that JSON keeps. */
interface MarkState {
  readonly block: BlockState;
  readonly streams: number;
  readonly prefix: string;
  readonly mark: string;
  readonly stream: number;
  readonly turned: readonly (boolean | null)[];
  readonly last: 'client' | 'server';
  readonly open: boolean;
  readonly indent: number;
  readonly depth: number;
  readonly reply: string;
  readonly ends: boolean;
  readonly beside: boolean;
  /** Who says the last line, where it may be one that fetchmail folded. */
  readonly folded: Speaker | undefined;
}

/** Reads the lines of a text whose lines are marked. */
export class MarkReader implements LineReader {
  readonly lines = new LineWriter();
  readonly #layout: Layout;
  readonly #notation: MarkNotation;
  readonly #pattern: RegExp;
  readonly #block = new BlockTracker();
  #streams: StreamNumbers;
  readonly #earlier: StreamNumbers | undefined;
  /** The prefix of the last marked line, and what of it does not change. */
  #prefix = '';
  #key = '';
  /** What of the last mark tells connections apart. */
  #mark = '';
  #stream = 0;
  /** Of each connection in a log of mixed sides: whether its marks are turned. */
  #turned: (boolean | null)[] = [];
  #last: 'client' | 'server' = 'server';
  /** True while a further, indented line belongs to the line before. */
  #open = false;
  /** Columns before the last mark. */
  #indent = 0;
  /** Parentheses that the last FETCH response left open. */
  #depth = 0;
  /** The code of a reply whose last line is to come; empty where none is. */
  #reply = '';
  /** True where the log writes the line ends out. */
  #ends = false;
  /** True where the last line of the session has a mark. */
  #beside = false;
  readonly #remarks: boolean;

  /** @param earlier the connections of an earlier version of the text, to `resume` from. */
  constructor(layout: Layout, earlier?: StreamNumbers) {
    this.#earlier = earlier;
    this.#streams = new StreamNumbers();
    this.#layout = layout;
    this.#notation = layout.notation;
    this.#pattern = linePattern(layout.notation, layout.prefixed);
    this.#remarks = layout.notation.remarks === true;
  }

  get streams(): StreamNumbers {
    return this.#streams;
  }

  state(): string {
    const { last } = this.lines;
    const state: MarkState = {
      block: this.#block.state,
      streams: this.#streams.size,
      prefix: this.#prefix,
      mark: this.#mark,
      stream: this.#stream,
      turned: this.#turned,
      last: this.#last,
      open: this.#open,
      indent: this.#indent,
      depth: this.#depth,
      reply: this.#reply,
      ends: this.#ends,
      beside: this.#beside,
      folded: last !== undefined && last.length >= FOLDED ? last.speaker : undefined,
    };
    return JSON.stringify(state);
  }

  resume(from: string): void {
    const state = JSON.parse(from) as MarkState;
    this.#block.state = state.block;
    this.#streams = new StreamNumbers(this.#earlier, state.streams);
    this.#prefix = state.prefix;
    this.#key = withoutStamps(state.prefix);
    this.#mark = state.mark;
    this.#stream = state.stream;
    this.#turned = [...state.turned];
    this.#last = state.last;
    this.#open = state.open;
    this.#indent = state.indent;
    this.#depth = state.depth;
    this.#reply = state.reply;
    this.#ends = state.ends;
    this.#beside = state.beside;
  }

  /** Takes the line `[from, end)` of `text`, its line end up to `to`; `text` stands at `start` in the document. */
  line(text: string, start: number, from: number, end: number, to: number): void {
    const pattern = this.#pattern;
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (!match || pattern.lastIndex > end) {
      this.#unmarked(text, start, from, end);
      return;
    }
    const [, prefix = '', client, server, same, note] = match;
    const content = pattern.lastIndex;
    if (note !== undefined) {
      this.#open = false;
      this.lines.add(speakerNumber.note, start + from, start + content, start + end, this.#stream);
      return;
    }
    const mark = client ?? server ?? same ?? '';
    let speaker: 'client' | 'server' = client !== undefined ? 'client' : 'server';
    if (same !== undefined) speaker = this.lines.count === 0 ? 'server' : this.#last;
    else if (this.#layout.turned) speaker = speaker === 'client' ? 'server' : 'client';
    this.#indent = prefix.length;
    this.#place(prefix, mark);
    this.#marked(text, start, from, content, end, to, speaker, mark);
  }

  #marked(
    text: string,
    start: number,
    from: number,
    markEnd: number,
    end: number,
    to: number,
    marked: 'client' | 'server',
    mark: string,
  ): void {
    const notation = this.#notation;
    let content = markEnd;
    let speaker = marked;
    if (
      (notation.python === true || (this.#remarks && isQuoted(text, content, end))) &&
      pushPythonLines(this.lines, text, start, from, content, end, speaker, this.#stream)
    ) {
      this.#last = speaker;
      return;
    }
    if (notation.ends !== undefined) {
      this.#ended(notation.ends, text, start, from, content, end, speaker);
      return;
    }
    // What the other side says ends a message.
    const inMessage = this.#block.inMessage && this.#block.speaker === speaker;
    if (notation.indented === 'wrap' && !inMessage) {
      let own = content;
      while (own < end && text.charCodeAt(own) === SPACE) own++;
      // Behind a literal a space stands before the next item.
      if (own === end || !this.#block.behindLiteral) content = own;
    }
    let own = text.slice(content, end);
    if (notation.mixed === true) speaker = this.#mixedSpeaker(own, marked);
    if (!inMessage || this.#ends) {
      const ends = writtenEnd(own);
      if (!inMessage) this.#ends = ends < own.length;
      own = own.slice(0, ends);
    }
    if (!inMessage && this.#remarks) {
      if (isElision(own) || isRemark(own)) {
        this.#open = false;
        this.lines.add(speakerNumber.note, start + from, start + content, start + end, this.#stream);
        return;
      }
      const remark = remarkStart(own);
      if (remark < own.length) own = own.slice(0, remark);
    }
    if (notation.id === 'fetchmail' && this.#continues(own, speaker)) {
      this.lines.extend(start + end, 'wrapped');
      return;
    }
    const contentTo = content + own.length;
    if (notation.secure?.test(mark) === true) {
      const facts: LineFacts = { secure: true, stream: this.#stream };
      this.lines.push(speaker, start + from, start + content, start + contentTo, facts);
      this.#said(speaker, own);
    } else this.#say(speaker, start + from, start + content, start + contentTo, own);
    this.#open = to > end;
  }

  /** Adds a line of the session, whose text is written in `own`. */
  #say(speaker: 'client' | 'server', from: number, content: number, to: number, own: string): void {
    if (this.#layout.html !== true || !own.includes('&')) {
      this.lines.add(speakerNumber[speaker], from, content, to, this.#stream);
      this.#said(speaker, own);
      return;
    }
    this.lines.push(speaker, from, content, to, { stream: this.#stream, escape: 'html' });
    this.#said(speaker, escapes.html(own, ''));
  }

  #said(speaker: 'client' | 'server', own: string): void {
    this.#last = speaker;
    this.#beside = true;
    this.#depth = speaker === 'server' && own.startsWith('* ') ? openParentheses(own) : 0;
    this.#reply =
      speaker === 'server' && (own.charCodeAt(3) === HYPHEN || own.startsWith(ASKS)) ? own.slice(0, 3) : '';
    this.#block.take(speaker, own);
  }

  /** Takes the lines of the session that are in one of the log. */
  #ended(
    ends: RegExp,
    text: string,
    start: number,
    from: number,
    content: number,
    end: number,
    marked: 'client' | 'server',
  ): void {
    const own = text.slice(content, end);
    const speaker = this.#notation.mixed === true ? this.#mixedSpeaker(own, marked) : marked;
    const host = start + content;
    let range = start + from;
    let at = 0;
    const say = (to: number, next: number): void => {
      this.#say(speaker, range, host + at, host + to, own.slice(at, to));
      range = host + next;
      at = next;
    };
    for (const match of own.matchAll(ends)) say(match.index, match.index + match[0].length);
    if (at < own.length || at === 0) say(own.length, own.length);
    this.#open = true;
  }

  /** On each connection the marks keep their sides; a line whose words leave it open follows those before it. */
  #mixedSpeaker(own: string, marked: 'client' | 'server'): 'client' | 'server' {
    const likely = likelySpeaker(own, this.#layout.protocol);
    if (likely !== undefined) this.#turned[this.#stream] = likely !== marked;
    if (likely !== undefined || this.#turned[this.#stream] !== true) return likely ?? marked;
    return marked === 'client' ? 'server' : 'client';
  }

  /** fetchmail folds a long line where a space stands and leaves the space. */
  #continues(own: string, speaker: 'client' | 'server'): boolean {
    if (!own.startsWith(' ') || this.#block.inMessage) return false;
    const { last } = this.lines;
    return last?.speaker === speaker && last.length >= FOLDED;
  }

  #unmarked(text: string, start: number, from: number, end: number): void {
    const notation = this.#notation;
    if (notation.unmarked === 'note' && notation.indented === 'none') {
      this.#note(start, from, end);
      return;
    }
    const content = this.#unprefixed(text, from, end);
    const own = text.slice(content, end);
    if (content > from && (isSuppressed(own) || this.#leavesDataOut(own))) {
      this.#note(start, from, end);
      return;
    }
    const block = notation.unmarked === 'guess' ? this.#block.speaker : undefined;
    // Where the lines of a message have marks, an editor's remark is none of them.
    if (this.#beside && this.#remarks && (own.startsWith('# ') || (content > from && isComment(own)))) {
      this.#note(start, from, end);
      return;
    }
    if (block !== undefined && this.#blockTakes(block, own)) {
      this.#beside = false;
      // Behind a literal its response goes on.
      if (this.#depth > 0 && !this.#block.inMessage) {
        this.#depth = Math.max(0, this.#depth + openParentheses(own));
      }
      this.lines.add(speakerNumber[block], start + from, start + content, start + end, this.#stream);
      this.#block.take(block, own);
      return;
    }
    const indent = own.length - own.trimStart().length;
    if (this.#reply !== '' && this.#goesOnReply(own, indent)) {
      this.lines.add(speakerNumber.server, start + from, start + content + indent, start + end, this.#stream);
      if (own.charCodeAt(indent + 3) !== HYPHEN) this.#reply = '';
      return;
    }
    if (indent === own.length) {
      // Writers leave blank lines between exchanges.
      this.#note(start, from, end);
      return;
    }
    if (this.#open && content === from && this.#goesOn(own, indent)) {
      if (notation.indented === 'wrap' || this.#depth > 0) {
        this.lines.extend(start + end, 'wrapped');
        if (this.#depth > 0) this.#depth += openParentheses(own);
      } else {
        this.lines.add(
          speakerNumber[this.#last],
          start + from,
          start + content + indent,
          start + end,
          this.#stream,
        );
        this.#block.take(this.#last, own.slice(indent));
      }
      return;
    }
    const speaker = notation.unmarked === 'guess' ? this.#guess(own) : undefined;
    if (speaker === undefined) {
      this.#note(start, from, end);
      return;
    }
    this.lines.add(speakerNumber[speaker], start + from, start + content, start + end, this.#stream);
    this.#last = speaker;
    this.#open = true;
    this.#block.take(speaker, own);
  }

  /** A server's log has what it did with a message in place of its lines. */
  #leavesDataOut(own: string): boolean {
    if (this.#reply !== ASKS || this.#notation.id === 'nodemailer' || FIELD.test(own)) return false;
    this.#reply = '';
    this.#block.reset();
    return true;
  }

  /** A list without marks ends at a blank line; a message may have one. */
  #blockTakes(speaker: 'client' | 'server', own: string): boolean {
    return this.#block.inMessage
      ? speaker === 'client' || own !== '' || this.#layout.prefixed || this.#open
      : own !== '' && !isRemark(own) && !COMMENT.test(own);
  }

  /** A reply of several lines may have one mark. */
  #goesOnReply(own: string, indent: number): boolean {
    if (!own.startsWith(this.#reply, indent) || !CODE.test(this.#reply)) return false;
    const next = own.charCodeAt(indent + 3);
    return next === HYPHEN || next === SPACE || indent + 3 === own.length;
  }

  #goesOn(own: string, indent: number): boolean {
    if (isElision(own.trim()) || isRemark(own.trim()) || COMMENT.test(own)) return false;
    return this.#depth > 0 || indent > this.#indent;
  }

  #guess(own: string): 'client' | 'server' | undefined {
    const { protocol, prefixed } = this.#layout;
    if (this.#block.asked && own.length % 4 === 0 && BASE64.test(own)) return 'client';
    if (protocol === undefined || prefixed) return undefined;
    return hasMessageWords(own, protocol);
  }

  #note(start: number, from: number, end: number): void {
    this.#open = false;
    this.lines.add(speakerNumber.note, start + from, start + from, start + end, this.#stream);
  }

  /** Where the own text of a line starts that has the prefix of its neighbours but no mark. */
  #unprefixed(text: string, from: number, end: number): number {
    const length = this.#prefix.length;
    if (length === 0 || !this.#layout.prefixed || from + length > end) return from;
    return withoutStamps(text.slice(from, from + length)) === this.#key ? from + length : from;
  }

  /** Finds the connection a marked line is on. */
  #place(prefix: string, mark: string): void {
    const { streams } = this.#notation;
    const own = streams?.exec(prefix + mark)?.[0] ?? '';
    if (own === this.#mark && prefix === this.#prefix) return;
    const key = withoutStamps(prefix);
    if (key !== this.#key || own !== this.#mark) {
      const id = `${own} ${idOf(key) ?? ''}`;
      this.#stream = Math.min(this.#streams.of(id), MAX_STREAMS);
    }
    this.#mark = own;
    this.#key = key;
    this.#prefix = prefix;
  }
}

function isComment(own: string): boolean {
  return COMMENT.test(own) || isRemark(own);
}

function isQuoted(text: string, from: number, end: number): boolean {
  return QUOTES.has(text.charCodeAt(from)) && QUOTED.test(text.slice(from, end));
}

/** How many more parentheses a text opens than it closes, at least none. */
function openParentheses(text: string): number {
  let depth = 0;
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) depth++;
  for (let at = text.indexOf(')'); at >= 0; at = text.indexOf(')', at + 1)) depth--;
  return depth;
}

const SPACE = 0x20;
const HYPHEN = 0x2d;
/** The reply that asks for a message (RFC 5321 4.1.1.4). */
const ASKS = '354';
/** How a message starts. */
const FIELD = /^(?:[!-9;-~]+:|From )/;
const CODE = /^[2-5]\d\d$/;
/** A string of octets, or one with its line end, as programs print them. */
const QUOTED = /^(?:b(["']).*\1|(["']).*\\n\2)\s*$/;
/** How one starts. */
const QUOTES: ReadonlySet<number> = new Set([0x22, 0x27, 0x62]);
/** fetchmail folds behind about 70 characters. */
const FOLDED = 60;
const MAX_STREAMS = 100_000;
/** What answers a challenge, and is no word. */
const BASE64 = /^.(?=[a-z]*[A-Z0-9+/=])[A-Za-z0-9+/]+={0,2}$/;
const COMMENT = /^\s*(?:# |\/\/|-- |\*\*)/;
