// What can start at a place: the only lookahead of the grammar, one word behind at most one space.

import type { Cursor } from './cursor.ts';
import type { Expression } from './expression.ts';
import { productionOf, rowOf, tableOf } from './grammar.ts';
import { terminals } from './terminals.ts';

/** True where the expression can start at `at`. An expression that can be empty must start with something. */
export function canStart(cursor: Cursor, expression: Expression, at = cursor.at): boolean {
  switch (expression.op) {
    case 'space':
    case 'char':
      return cursor.text[at] === (expression.op === 'space' ? ' ' : expression.char);
    case 'word':
      return isWord(cursor, at, expression.word);
    case 'name': {
      const terminal = terminals[expression.name];
      return terminal
        ? cursor.matches(terminal.first, at)
        : canStart(cursor, productionOf(expression.name).expression, at);
    }
    case 'table': {
      const table = tableOf(expression.name);
      const end = wordEnd(cursor, at);
      if (end <= at) return false;
      return (
        table.unknown !== undefined || rowOf(table, cursor.text.slice(at, end).toUpperCase()) !== undefined
      );
    }
    case 'alt':
      return expression.items.some((item) => canStart(cursor, item, at));
    case 'opt':
    case 'rep':
      return canStart(cursor, expression.item, at);
    case 'seq':
      return sequenceStarts(cursor, expression.items, at);
  }
}

function sequenceStarts(cursor: Cursor, items: readonly Expression[], from: number): boolean {
  let at = from;
  for (const item of items) {
    const optional = item.op === 'opt' && item.item.op === 'space';
    if (optional || item.op === 'space') {
      if (cursor.text[at] !== ' ') {
        if (optional) continue;
        return false;
      }
      // Several spaces stand for one.
      at = cursor.endOf(/ +/y, at);
      continue;
    }
    if (canStart(cursor, item, at)) return true;
    if (!canBeEmpty(item)) return false;
  }
  return at > from;
}

/** True where the expression may match nothing. */
export function canBeEmpty(expression: Expression): boolean {
  switch (expression.op) {
    case 'opt':
      return true;
    case 'rep':
      return expression.min === 0 || canBeEmpty(expression.item);
    case 'seq':
      return expression.items.every(canBeEmpty);
    case 'alt':
      return expression.items.some(canBeEmpty);
    case 'name':
      return terminals[expression.name] === undefined && canBeEmpty(productionOf(expression.name).expression);
    default:
      return false;
  }
}

/** The end of the word at `at`; -1 where none stands there. */
export function wordEnd(cursor: Cursor, at: number): number {
  return cursor.endOf(WORD, at);
}

function isWord(cursor: Cursor, at: number, word: string): boolean {
  const end = at + word.length;
  return wordEnd(cursor, at) === end && cursor.text.slice(at, end).toUpperCase() === word;
}

const WORD = /[+-]?[A-Za-z][A-Za-z0-9._+-]*/y;
