// Unstructured values: free text with encoded-words (RFC 5322 3.2.5, RFC 2047 5).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import type { FieldParser } from './parser.ts';
import { checkLineLengths, checkNeighbours, parseEncodedWord } from './encodedWord.ts';

/** Reads free text word by word, so that encoded-words are found where RFC 2047 allows them. */
export const parseUnstructured: FieldParser = (s, words) => {
  s.fws();
  s.tree.open(Kind.Unstructured, s.pos);
  const start = s.pos;
  const withWords = words === 'text';
  while (!s.atEnd) {
    if (s.fws()) continue;
    readWord(s, Math.max(s.pos + 1, s.match(withWords ? WORD : LINE)), start, withWords);
  }
  s.tree.close(s.pos);
  if (withWords) checkLineLengths(s);
};

/** Reads what stands up to the white space at `to`: text, with the encoded-words in it. */
function readWord(s: Scanner, to: number, start: number, withWords: boolean): void {
  while (s.pos < to) {
    const from = s.pos;
    if (withWords && parseEncodedWord(s)) {
      checkNeighbours(s, from, start);
      continue;
    }
    // RFC 2047 5 (1) wants white space in front of an encoded-word; readers find one inside a word all the same.
    const next = withWords ? s.text.slice(from, to).indexOf('=?', 1) : -1;
    s.take(Kind.UnstructuredText, next < 0 ? to : from + next);
  }
}

const WORD = /[^ \t\r\n]+/y;
const LINE = /[^\r\n]+/y;
