// The machine that reads a text by the grammar: a stack of expressions instead of calls, one pass, no way back.

import { Kind } from '../../../syntax/kinds.ts';
import type { Tree } from '../../../syntax/tree.ts';
import { Cursor } from './cursor.ts';
import type { ImapParseOptions } from './cursor.ts';
import type { Expression } from './expression.ts';
import type { ImapFault, ImapFaultCode } from './faults.ts';
import { productionOf, rowOf, tableOf } from './grammar.ts';
import type { Production, ReadyTable } from './grammar.ts';
import { canBeEmpty, canStart, wordEnd } from './start.ts';
import { terminals } from './terminals.ts';

/** What a text was read as. */
export interface ImapSyntax {
  /** Lossless over the own text. */
  readonly tree: Tree;
  /** In the order of their places. */
  readonly faults: readonly ImapFault[];
  /** True where the text ends in a literal whose octets are not all here: nothing is said to be missing then. */
  readonly incomplete: boolean;
}

/**
 * Reads the whole of `text` by an expression of the grammar. Never throws on any text, takes time linear in it.
 * @param root the kind of the tree's root.
 */
export function parseExpression(
  text: string,
  grammar: Expression,
  root: Kind,
  options: ImapParseOptions = {},
): ImapSyntax {
  const cursor = new Cursor(text, options);
  cursor.builder.open(root, 0);
  new Machine(cursor).run(grammar);
  if (!cursor.atEnd) rest(cursor);
  cursor.builder.close(text.length);
  // The arguments of what nobody knows may have any form.
  const nameless = cursor.faults.find(({ code }) => NAMELESS.has(code));
  if (nameless) cursor.soften(nameless.from);
  const faults = cursor.faults.toSorted((a, b) => a.from - b.from);
  return { tree: cursor.builder.finish(), faults, incomplete: cursor.incomplete };
}

/** What stands behind the last argument. */
function rest(cursor: Cursor): void {
  const from = cursor.at;
  cursor.leaf(Kind.Sp, cursor.endOf(/ */y));
  if (!cursor.atEnd) cursor.expected('text-unexpected', cursor.text.length);
  else cursor.fault('space-trailing', from, cursor.at);
}

/** An expression that is being read. */
interface Frame {
  readonly expression: Expression;
  /** What the expression belongs to: names the fault. */
  readonly production: Production | undefined;
  /** The next item of a sequence, or how often a repetition was read; -1 for a node to be closed. */
  step: number;
  /** Where a repetition was read last: it ends where it does not move on. */
  at: number;
}

/** Reads a text by an expression, writing tree and faults to the cursor. */
export class Machine {
  readonly #cursor: Cursor;
  readonly #stack: Frame[] = [];

  readonly #atEnd: ((expression: Expression) => boolean) | undefined;

  /** @param atEnd told what would be read where the text ends; reading stops where it says true. */
  constructor(cursor: Cursor, atEnd?: (expression: Expression) => boolean) {
    this.#cursor = cursor;
    this.#atEnd = atEnd;
  }

  run(expression: Expression): void {
    this.#push(expression, undefined);
    for (let frame = this.#stack.at(-1); frame; frame = this.#stack.at(-1)) this.#step(frame);
  }

  #push(expression: Expression, production: Production | undefined): void {
    this.#stack.push({ expression, production, step: 0, at: -1 });
  }

  #step(frame: Frame): void {
    const { expression, production } = frame;
    if (frame.step < 0) {
      this.#stack.pop();
      this.#close(frame);
      return;
    }
    switch (expression.op) {
      case 'seq': {
        const item = expression.items[frame.step++];
        if (item) this.#read(item, production);
        else this.#stack.pop();
        return;
      }
      case 'rep':
        if (this.#atEnd && this.#cursor.atEnd) {
          this.#stack.pop();
          const item: Expression =
            frame.step < expression.min ? expression : { op: 'opt', item: expression.item };
          if (this.#atEnd(item)) this.#stack.length = 0;
        } else if (
          frame.at !== this.#cursor.at &&
          (frame.step < expression.min || this.#again(expression.item))
        ) {
          frame.at = this.#cursor.at;
          frame.step++;
          this.#read(expression.item, production);
        } else {
          this.#stack.pop();
        }
        return;
      default:
        this.#stack.pop();
        this.#read(expression, production);
    }
  }

  /** Reads an expression, or leaves it on the stack where it has parts. */
  #read(expression: Expression, production: Production | undefined): void {
    const cursor = this.#cursor;
    if (this.#atEnd && cursor.atEnd) {
      if (this.#atEnd(expression)) this.#stack.length = 0;
      return;
    }
    switch (expression.op) {
      case 'space':
        this.#space();
        return;
      case 'word':
        this.#word(expression.word, production);
        return;
      case 'char':
        this.#char(expression.char, production);
        return;
      case 'name':
        this.#name(expression.name, production);
        return;
      case 'table':
        this.#table(expression.name, production);
        return;
      case 'opt':
        if (canStart(cursor, expression.item)) this.#read(expression.item, production);
        return;
      case 'alt': {
        const item = expression.items.find((each) => canStart(cursor, each));
        const last = expression.items.at(-1);
        if (item) this.#read(item, production);
        else if (last?.op === 'table') this.#unknownWord(tableOf(last.name), production);
        else if (!expression.items.some(canBeEmpty)) {
          this.#missing(production?.code ?? codeOf(expression), production);
        }
        return;
      }
      default:
        this.#push(expression, production);
    }
  }

  #space(): void {
    const cursor = this.#cursor;
    if (cursor.text[cursor.at] !== ' ') {
      const next = this.#nextStarts();
      const code = /[)\]]/.test(cursor.text[cursor.at] ?? '') ? 'argument-missing' : 'space-missing';
      cursor.expected(code, next ? cursor.at : cursor.junkEnd(WORD_END));
      if (next || cursor.text[cursor.at] !== ' ') return;
    }
    const one = cursor.at + 1;
    cursor.leaf(Kind.Sp, cursor.endOf(/ +/y));
    if (cursor.at > one && !cursor.atEnd) cursor.fault('space-extra', one, cursor.at);
  }

  #word(word: string, production: Production | undefined): void {
    const cursor = this.#cursor;
    if (canStart(cursor, { op: 'word', word })) cursor.leaf(Kind.Keyword, cursor.at + word.length);
    else this.#missing(production?.code ?? 'keyword', production);
  }

  #char(char: string, production: Production | undefined): void {
    const cursor = this.#cursor;
    const closes = CLOSING.get(char);
    if (closes !== undefined) this.#spacesBefore(char);
    if (cursor.text[cursor.at] !== char) {
      const list = this.#stack.at(-1);
      if (closes !== undefined) {
        // One fault for a list without parentheses.
        if (list?.at === UNOPENED) return;
        const end = cursor.junkEnd(closes.stop);
        cursor.expected(end < cursor.text.length ? 'text-unexpected' : closes.code, end, production?.name);
      } else if (char === '(') {
        this.#missing(production?.code ?? 'parenthesis-missing', production);
        if (list?.expression.op === 'seq') list.at = UNOPENED;
      } else {
        this.#missing('punctuation-missing', production);
      }
      if (cursor.text[cursor.at] !== char) return;
    }
    cursor.leaf(Kind.Punctuation, cursor.at + 1);
    if (char === '(' && cursor.text[cursor.at] === ' ') this.#spaces();
  }

  #spacesBefore(char: string): void {
    const cursor = this.#cursor;
    if (cursor.text[cursor.at] === ' ' && cursor.text[cursor.endOf(/ +/y)] === char) this.#spaces();
  }

  #spaces(): void {
    const cursor = this.#cursor;
    const end = cursor.endOf(/ +/y);
    cursor.fault('space-extra', cursor.at, end);
    cursor.leaf(Kind.Sp, end);
  }

  #name(name: string, outer: Production | undefined): void {
    const cursor = this.#cursor;
    const terminal = terminals[name];
    if (terminal) {
      const from = cursor.at;
      const end = cursor.endOf(terminal.first);
      if (end < 0) {
        this.#missing(outer?.code ?? terminal.code, outer, name);
      } else {
        if (terminal.read) terminal.read(cursor);
        else cursor.leaf(terminal.kind, end);
        terminal.check?.(cursor, from, cursor.at);
      }
      return;
    }
    const production = productionOf(name);
    if (this.#stack.length >= DEPTH) {
      cursor.expected('too-deep', cursor.junkEnd(WORD_END));
      return;
    }
    if (production.kind !== undefined) {
      cursor.builder.open(production.kind, cursor.at);
      this.#stack.push({ expression: END, production, step: -1, at: cursor.at });
    }
    // The fault of a production without one of its own is that of the production it stands in.
    const { code = outer?.code } = production;
    this.#read(production.expression, code === production.code ? production : { ...production, code });
  }

  #close({ production, at }: Frame): void {
    this.#cursor.builder.close(this.#cursor.at);
    if (this.#cursor.at > at) production?.check?.(this.#cursor, at, this.#cursor.at);
  }

  #table(name: string, production: Production | undefined): void {
    const cursor = this.#cursor;
    const table = tableOf(name);
    const end = wordEnd(cursor, cursor.at);
    const row = rowOf(table, cursor.text.slice(cursor.at, end).toUpperCase());
    if (end <= cursor.at || (row === undefined && table.unknown === undefined)) {
      this.#unknownWord(table, production);
      return;
    }
    if (row === undefined && table.unknownCode) cursor.fault(table.unknownCode, cursor.at, end);
    cursor.leaf(table.kind, end);
    this.#read(row ?? table.unknown ?? END, undefined);
  }

  /** Where every word of the table has arguments of its own, what follows belongs to the word nobody knows. */
  #unknownWord(table: ReadyTable, production: Production | undefined): void {
    const cursor = this.#cursor;
    const code = production?.code ?? table.code;
    if (table.takesRest === true) {
      cursor.expected(code, cursor.junkEnd(WORD_END), production?.name, cursor.junkEnd(LIST_END));
    } else {
      this.#missing(code, production);
    }
  }

  /** Something else stands here: it is covered up to the next space or closing parenthesis. */
  #missing(code: ImapFaultCode, production: Production | undefined, name?: string): void {
    const cursor = this.#cursor;
    cursor.expected(
      code,
      this.#nextStarts() ? cursor.at : cursor.junkEnd(WORD_END),
      name ?? production?.name,
    );
  }

  /** True where what follows in the sequence stands here already. */
  #nextStarts(): boolean {
    const frame = this.#stack.at(-1);
    if (frame?.expression.op !== 'seq') return false;
    const next = frame.expression.items[frame.step];
    return next !== undefined && !this.#cursor.atEnd && canStart(this.#cursor, next);
  }

  /** True where a repetition goes on: its item can start, or its space stands here and nothing else asks for it. */
  #again(item: Expression): boolean {
    const cursor = this.#cursor;
    if (canStart(cursor, item)) return true;
    const first = item.op === 'seq' ? item.items[0] : undefined;
    const space = first?.op === 'opt' ? first.item : first;
    if (space?.op !== 'space' || cursor.matches(/ *(?:[)\]]|(?![^]))|(?! )/y)) return false;
    return !this.#outerStarts();
  }

  /** True where something that may follow the innermost repetition can start here. */
  #outerStarts(): boolean {
    for (let i = this.#stack.length - 2; i >= 0; i--) {
      const { expression, step } = this.#stack[i] ?? { expression: END, step: 0 };
      const items = expression.op === 'seq' ? expression.items.slice(step) : [];
      for (const item of items) {
        if (canStart(this.#cursor, item)) return true;
        if (!canBeEmpty(item)) return false;
      }
      if (expression.op === 'rep' && canStart(this.#cursor, expression.item)) return true;
    }
    return false;
  }
}

/** Where a word ends that stands in place of what was expected. */
const WORD_END = /[ )\]]/;
const LIST_END = /[)\]]/;
/** The fault of an expression that has no production around it: that of its last alternative. */
function codeOf(expression: Expression): ImapFaultCode {
  if (expression.op === 'name') {
    return terminals[expression.name]?.code ?? productionOf(expression.name).code ?? 'keyword';
  }
  if (expression.op !== 'alt') return 'keyword';
  const last = expression.items.at(-1);
  return last ? codeOf(last) : 'keyword';
}

const NAMELESS: ReadonlySet<ImapFaultCode> = new Set(['command-unknown', 'response-unknown']);
/** The place of a sequence whose opening parenthesis was missing. */
const UNOPENED = -2;
const END: Expression = { op: 'seq', items: [] };
/** Deeper nesting than any mail has; each list takes about six. */
const DEPTH = 600;
const CLOSING: ReadonlyMap<string, { code: ImapFaultCode; stop: RegExp }> = new Map([
  [')', { code: 'parenthesis-unclosed', stop: /\)/ }],
  [']', { code: 'section', stop: /\]/ }],
]);
