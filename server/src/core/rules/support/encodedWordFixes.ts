// Encoded-words written anew: split, joined, or put on lines of their own, with the same text (RFC 2047 2 and 5).

import { basicCharsets } from '../../message/charsets.ts';
import type { Field } from '../../message/field.ts';
import type { EncodedWordView } from '../../message/views/encodedWords.ts';
import type { TextRange } from '../../text/range.ts';
import type { Fix } from '../rule.ts';
import { encodedWords, MAX_ENCODED_LINE } from './encodeWords.ts';
import { fieldLines } from './fieldRanges.ts';
import type { FieldLine } from './fieldRanges.ts';
import { BREAK, oneWords } from './refold.ts';

/** The text of an encoded-word; undefined where its charset is not one the core can read, or its octets do not fit. */
export function wordText(word: EncodedWordView): string | undefined {
  const text = basicCharsets.decode(word.charset, word.octets);
  return text !== undefined && isCertain(text) ? text : undefined;
}

/** True for a text that can be encoded again without a doubt about what it is. */
export function isCertain(text: string): boolean {
  return text !== '' && !DOUBTFUL.test(text);
}

/**
 * The fix that writes a host range of encoded-words anew for their text, within the limits of RFC 2047 2.
 * @param text what the words say.
 */
export function rewriteWords(field: Field, at: TextRange, text: string, title: string): Fix | undefined {
  const line = lineAt(field, at.from);
  const last = lineAt(field, at.to);
  if (!line || !last) return undefined;
  const before = line.text.slice(0, at.from - line.content);
  const words = encodedWords(text, MAX_ENCODED_LINE - before.length);
  const fits = words[0] !== undefined;
  // No room on this line: the white space in front becomes a fold, unless only that or the name stands there.
  const space = fits ? '' : (/[^ \t:]([ \t]+)$/.exec(before)?.[1] ?? '');
  if (!fits && space === '') return undefined;
  const written = words.filter((word) => word !== undefined).join('\n ');
  const column =
    (words.length > 1 ? 1 : before.length) + (written.length - (written.lastIndexOf('\n ') + 1 || 0));
  const rest = last.text.slice(at.to - last.content);
  const fold = /^[ \t]+[^ \t]/.test(rest) && column + rest.length > MAX_ENCODED_LINE ? '\n' : '';
  const from = at.from - space.length;
  return {
    title,
    edits: [{ from, to: at.to, insert: `${fits ? '' : `\n${space}`}${written}${fold}` }],
    safe: true,
  };
}

/** The fix that folds a line with encoded-words where it has spaces, so that no piece is over 76 characters. */
export function foldWords(field: Field, at: TextRange): Fix | undefined {
  const line = lineAt(field, at.from);
  if (!line) return undefined;
  const inName = line.content === field.nameFrom ? field.colon + 1 - line.content : 0;
  const first = inName + Math.max(0, line.text.slice(inName).search(/[^ \t]/));
  const isOneWord = oneWords(field);
  const points: number[] = [];
  let from = 0;
  let last = -1;
  BREAK.lastIndex = first;
  for (let match = BREAK.exec(line.text); match; match = BREAK.exec(line.text)) {
    if (match.index - from > MAX_ENCODED_LINE && last > from) {
      points.push(last);
      from = last;
    }
    if (!isOneWord(line.content + match.index)) last = match.index;
  }
  if (line.text.length - from > MAX_ENCODED_LINE && last > from) points.push(last);
  const ends = [...points, line.text.length];
  if (ends.some((end, i) => end - (ends[i - 1] ?? 0) > MAX_ENCODED_LINE)) return undefined;
  const edits = points.map((point) => ({
    from: line.content + point,
    to: line.content + point,
    insert: '\n',
  }));
  return edits.length === 0 ? undefined : { title: 'Fold the line', edits, safe: true };
}

function lineAt(field: Field, at: number): FieldLine | undefined {
  return fieldLines(field).find((line) => line.content <= at && at <= line.contentTo);
}
/** Controls, among them those of Latin-1 that are letters of Windows-1252, what could not be decoded, and raw words. */
const DOUBTFUL = /[\0-\x08\x0a-\x1f\x7f-\x9f\ufffd]|=\?/;
