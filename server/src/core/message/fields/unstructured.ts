// Unstructured values: free text with encoded-words (RFC 5322 3.2.5, RFC 2047 5).

import { Kind } from '../../syntax/kinds.ts';
import type { FieldParser } from './parser.ts';
import { parseEncodedWord } from './encodedWord.ts';

/** Reads free text word by word, so that encoded-words are found where RFC 2047 allows them. */
export const parseUnstructured: FieldParser = (s, words) => {
  s.fws();
  s.tree.open(Kind.Unstructured, s.pos);
  while (!s.atEnd) {
    if (s.fws()) continue;
    if (words === 'text' && parseEncodedWord(s)) continue;
    // RFC 2047 5 (1): text runs on to the white space before the next encoded-word.
    s.take(Kind.UnstructuredText, Math.max(s.pos + 1, s.match(words === 'text' ? WORD : LINE)));
  }
  s.tree.close(s.pos);
};

const WORD = /[^ \t\r\n]+/y;
const LINE = /[^\r\n]+/y;
