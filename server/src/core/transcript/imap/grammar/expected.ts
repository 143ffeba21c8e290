// What the grammar allows at a place: the words and the productions that completion offers there.

import { Cursor } from './cursor.ts';
import { expression } from './expression.ts';
import type { Expression } from './expression.ts';
import { productionOf, wordTables } from './grammar.ts';
import { Machine } from './machine.ts';
import { canBeEmpty } from './start.ts';
import { terminals } from './terminals.ts';

/** What may stand at a place. */
export interface Expected {
  /** Where the word starts that stands or is being written there, own offset. */
  readonly from: number;
  /** The words of the grammar, in upper case, in its order, each once. */
  readonly words: readonly string[];
  /** The ABNF names of what else may stand there: `mailbox`, `sequence-set`, `flag`. */
  readonly names: ReadonlySet<string>;
}

/**
 * What may stand at `at` after what stands before it; what stands behind it plays no part.
 * @param text the own text of a command or response.
 */
export function expectedAt(text: string, at: number, side: 'command' | 'response'): Expected {
  const before = text.slice(0, at);
  // The number of a part ends in a dot, behind which a word of its own stands (RFC 9051 9, section-spec).
  const word = /[^\s()[\]<>"{}]*$/.exec(before.slice(-LONGEST))?.[0].replace(/^[0-9.]+\./, '') ?? '';
  const from = at - word.length;
  const read = before.slice(0, from).trimEnd();
  // A bracket that is not closed is text to the grammar; here it is a code that is being written.
  const code = side === 'response' ? OPEN_CODE.exec(read)?.[1] : undefined;
  const cursor = new Cursor(code ?? read, {});
  const words = new Set<string>();
  const names = new Set<string>();
  // The space before the word is the grammar's to ask for: what needs none cannot stand here.
  let spaced = read.length < from;

  /** Notes what the expression can start with; true where something of it must stand here. */
  const note = (each: Expression): boolean => {
    switch (each.op) {
      case 'space': {
        const stop = !spaced;
        spaced = false;
        return stop;
      }
      case 'seq':
        return each.items.some(note);
      case 'alt':
      case 'opt':
      case 'rep': {
        if (each.op === 'opt' && each.item.op === 'space') {
          spaced = false;
          return false;
        }
        const before = spaced;
        for (const item of each.op === 'alt' ? each.items : [each.item]) {
          note(item);
          spaced = before;
        }
        return !canBeEmpty(each);
      }
      case 'name':
        if (!spaced) names.add(each.name);
        return terminals[each.name] !== undefined || note(productionOf(each.name).expression);
      case 'table':
        if (!spaced) for (const word of Object.keys(wordTables[each.name]?.rows ?? {})) words.add(word);
        return true;
      case 'word':
        if (!spaced) words.add(each.word);
        return true;
      case 'char':
        return true;
    }
  };
  new Machine(cursor, note).run(code === undefined ? LINES[side] : CODE);
  // Inside a literal or a string nothing of the grammar stands.
  if (cursor.incomplete || cursor.faults.some(({ code }) => code === 'quote-unclosed')) {
    return { from, words: [], names: new Set() };
  }
  return { from, words: [...words], names };
}

const LINES = { command: expression('command-line'), response: expression('response-line') };
const CODE = expression('{response-codes}');
const OPEN_CODE = /^(?:\+|\S+ +(?:OK|NO|BAD|BYE|PREAUTH)) +\[([^\]]*)$/i;
/** A longer word is none of the grammar's. */
const LONGEST = 100;
