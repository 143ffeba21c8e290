// Phrases, and lists of them with commas (RFC 5322 3.2.5, 3.6.5).

import { Kind } from '../../syntax/kinds.ts';
import { addressTokens, Token } from './addressTokens.ts';
import { checkLineLengths } from './encodedWord.ts';
import type { FieldParser } from './parser.ts';
import { writePhrase } from './phraseWords.ts';
import { TokenWriter } from './tokenWriter.ts';

/** Reads one phrase: words, quoted strings and encoded-words. */
export const parsePhrase: FieldParser = (s, words) => {
  const w = new TokenWriter(s, addressTokens(s, words));
  const { count } = w.tokens;
  w.writeTo(w.solid(0));
  if (w.i >= count) s.fault('phrase-missing', s.pos, s.pos);
  else writeOnePhrase(w, count);
  w.writeTo(count);
  checkLineLengths(s);
};

/** Reads phrases with commas between them. */
export const parsePhraseList: FieldParser = (s, words) => {
  const w = new TokenWriter(s, addressTokens(s, words));
  const { count } = w.tokens;
  w.writeTo(w.kind(0) === Token.Fws ? 1 : 0);
  w.open(Kind.PhraseList);
  // Behind the last comma.
  let wanted = s.pos;
  let emptyFrom = -1;
  for (;;) {
    const first = w.solid(w.i);
    const comma = nextComma(w, first);
    if (first < comma) {
      w.writeTo(first);
      writeOnePhrase(w, comma);
    } else if (emptyFrom < 0) {
      emptyFrom = wanted;
    }
    const empty = first >= comma;
    if (emptyFrom >= 0 && (!empty || comma >= count)) {
      s.fault('phrase-missing', emptyFrom, w.from(empty ? comma : first));
      emptyFrom = -1;
    }
    w.writeTo(comma);
    if (comma >= count) break;
    w.write();
    wanted = s.pos;
  }
  w.close();
  checkLineLengths(s);
};

function writeOnePhrase(w: TokenWriter, end: number): void {
  w.open(Kind.Phrase);
  writePhrase(w, w.behindSolid(w.i, end), 'phrase-special');
  w.close();
}

/** The first comma at or behind `from`; semicolons separate nothing in a list of phrases. */
function nextComma(w: TokenWriter, from: number): number {
  const { separator, count } = w.tokens;
  let i = separator[from] ?? count;
  while (i < count && w.kind(i) !== Token.Comma) i = separator[i + 1] ?? count;
  return i;
}
