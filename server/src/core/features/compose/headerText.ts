// Writes header fields from plain text: encoded where they must be, folded at 78 characters (RFC 5322 2.1.1, RFC 2047).

import { encodedWords, MAX_ENCODED_LINE } from '../../rules/support/encodeWords.ts';
import { SOFT_LIMIT } from '../../rules/support/refold.ts';

/** Somebody to write to: the name decoded, the address as `local-part@domain`. */
export interface Correspondent {
  /** '' where there is none. */
  readonly name: string;
  readonly address: string;
}

/** A field of free text, with its line end. */
export function textField(name: string, text: string): string {
  const writer = new FieldWriter(name);
  const words = oneLine(text).split(' ');
  const first = words.findIndex(mustEncode);
  const last = words.findLastIndex(mustEncode);
  if (first < 0) writer.words(words);
  else {
    writer.words(words.slice(0, first));
    writer.encoded(words.slice(first, last + 1).join(' '));
    writer.words(words.slice(last + 1));
  }
  return writer.finish();
}

/** An address field, with its line end; without addresses it has an empty body. */
export function addressField(name: string, list: readonly Correspondent[]): string {
  const writer = new FieldWriter(name);
  for (const [index, { name: display, address: given }] of list.entries()) {
    // Whatever settings hold: an address ends no field and no brackets.
    const address = given.replace(UNSAFE, '');
    const end = index < list.length - 1 ? ',' : '';
    const phrase = oneLine(display).slice(0, MAX_NAME).trim();
    if (phrase === '' || phrase === address) {
      writer.words([address + end]);
      continue;
    }
    if (phrase.split(' ').some(mustEncode)) writer.encoded(phrase);
    else if (ATOMS.test(phrase)) writer.words(phrase.split(' '));
    else writer.words(`"${phrase.replace(/["\\]/g, '\\$&')}"`.split(' '));
    writer.words([`<${address}>${end}`]);
  }
  return writer.finish();
}

/** A field of identifiers, with its line end. */
export function idField(name: string, ids: readonly string[]): string {
  const writer = new FieldWriter(name);
  writer.words(ids.map((id) => `<${id}>`));
  return writer.finish();
}

/** A field whose body is ready, in one line, with its line end. */
export function plainField(name: string, body: string): string {
  const writer = new FieldWriter(name);
  writer.words(oneLine(body).split(' '));
  return writer.finish();
}

/** Text that can stand in a header: no control character, no line end, single spaces, no half of a pair. */
export function oneLine(text: string): string {
  return text.replace(HALF, '\ufffd').replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
}

function mustEncode(word: string): boolean {
  return NOT_PRINTABLE.test(word) || word.includes('=?') || word.length > MAX_WORD;
}

/** A field that grows word by word. */
class FieldWriter {
  #text: string;
  /** Characters on the last line. */
  #column: number;
  #limit = SOFT_LIMIT;
  #empty = true;

  constructor(name: string) {
    this.#text = `${name}:`;
    this.#column = this.#text.length;
  }

  /** Words with a space in front of each. */
  words(words: readonly string[]): void {
    for (const word of words) {
      if (word === '') continue;
      if (!this.#empty && this.#column + 1 + word.length > this.#limit) this.#fold();
      this.#add(word);
    }
  }

  /** Text as encoded-words. */
  encoded(text: string): void {
    const words = encodedWords(text, MAX_ENCODED_LINE - this.#column - 1);
    for (const [index, word] of words.entries()) {
      if (index > 0) this.#fold();
      if (word === undefined) continue;
      this.#add(word);
      this.#limit = MAX_ENCODED_LINE;
    }
  }

  finish(): string {
    return `${this.#text}${this.#empty ? ' ' : ''}\n`;
  }

  #add(word: string): void {
    this.#text += ` ${word}`;
    this.#column += 1 + word.length;
    this.#empty = false;
  }

  #fold(): void {
    this.#text += '\n';
    this.#column = 0;
    this.#limit = SOFT_LIMIT;
  }
}

const UNSAFE = /[\0-\x20<>\x7f]+/g;
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g;
/** Half of a surrogate pair. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const NOT_PRINTABLE = /[^ -~]/;
const ATOMS = /^[\w!#$%&'*+/=?^`{|}~ -]+$/;
const MAX_NAME = 200;
/** A longer word would need a line over the limit of RFC 5322 2.1.1. */
const MAX_WORD = 900;
