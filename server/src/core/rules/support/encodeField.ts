// Rewrites a field with raw text beyond ASCII as encoded-words, where RFC 2047 5 lets them stand.

import type { Field } from '../../message/field.ts';
import { phraseText } from '../../message/views/phrase.ts';
import { encodedWordPlaces } from '../../registry/headerFields/index.ts';
import { fieldGrammar } from '../../message/fieldSyntax.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Fix } from '../rule.ts';
import { encodedWords, MAX_ENCODED_LINE } from './encodeWords.ts';

/** A host range of a field and the text that is to stand there encoded. */
interface Piece extends TextRange {
  readonly text: string;
}

/**
 * The fix that encodes a field's raw text; undefined where some of it stands where no encoded-word may (an address,
 * a parameter), where the phrase has encoded-words already, or where the characters are no text.
 */
export function encodeFix(field: Field): (() => Fix | undefined) | undefined {
  const value = field.ownText(field.valueFrom, field.valueTo);
  const sure = SURELY_UNICODE.test(value);
  // A file that is not UTF-8 is held as Latin-1: its control characters are letters of another charset.
  if (!sure && C1.test(value)) return undefined;
  const pieces = piecesOf(field);
  if (!pieces || pieces.length === 0) return undefined;
  return () => {
    const { valueFrom: from, valueTo: to } = field;
    const insert = written(field, pieces);
    // What cannot be folded behind a word, such as a long comment, may leave no room for it.
    if (longLines(field, insert) > longLines(field, lf(value))) return undefined;
    return { title: 'Encode the text as RFC 2047 wants', edits: [{ from, to, insert }], safe: sure };
  };
}

/** How many lines with an encoded-word are too long when the field has this value. */
function longLines(field: Field, value: string): number {
  const name = ' '.repeat(field.colon + 1 - field.nameFrom);
  const lines = (name + value).split('\n');
  return lines.filter((line) => line.length > MAX_ENCODED_LINE && line.includes('=?')).length;
}

function piecesOf(field: Field): Piece[] | undefined {
  const places = encodedWordPlaces(fieldGrammar(field));
  if (places === 'none') return undefined;
  const { root } = field.tree;
  const pieces: Piece[] = [];
  const taken: TextRange[] = [];
  if (places === 'phrase') {
    for (const kind of [Kind.DisplayName, Kind.GroupName, Kind.Phrase]) {
      for (const node of root.descendants(kind)) {
        if (!hasRaw(field, node)) continue;
        if (node.find(Kind.EncodedWord) || node.find(Kind.Comment)) return undefined;
        pieces.push({ from: node.from, to: node.to, text: phraseText(field, node) });
        taken.push(node);
      }
    }
  }
  for (let i = 0; i < root.tree.size; i++) {
    const leaf = { from: root.tree.from(i), to: root.tree.to(i) };
    if (
      !root.tree.isLeaf(i) ||
      leaf.from < field.valueFrom ||
      !hasRaw(field, leaf) ||
      taken.some((node) => within(leaf, node))
    ) {
      continue;
    }
    const text =
      root.tree.kind(i) === Kind.CommentText ||
      (places === 'text' && root.tree.kind(i) === Kind.UnstructuredText);
    if (!text) return undefined;
    pieces.push(...wordsOf(field, leaf));
  }
  return joined(
    field,
    pieces.sort((a, b) => a.from - b.from),
  );
}

/** The words of a leaf that have raw text, with what is joined to them. */
function wordsOf(field: Field, leaf: TextRange): Piece[] {
  const text = field.ownText(leaf.from, leaf.to);
  return [...text.matchAll(/[^ \t]*[^\0-\x7f][^ \t]*/g)].map(({ 0: word, index }) => ({
    from: leaf.from + index,
    to: leaf.from + index + word.length,
    text: word,
  }));
}

/** Words with only white space between them become one piece: between encoded-words it would be lost. */
function joined(field: Field, pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    const between = last && field.ownText(last.to, piece.from);
    if (last && between !== undefined && /^[ \t\r\n]*$/.test(between)) {
      result[result.length - 1] = {
        from: last.from,
        to: piece.to,
        text: last.text + between.replace(/\r\n|\r|\n/g, '') + piece.text,
      };
    } else {
      result.push(piece);
    }
  }
  return result;
}

/** The field's value with the pieces encoded, folded so that no line with an encoded-word is over 76 characters. */
function written(field: Field, pieces: readonly Piece[]): string {
  let value = '';
  let at = field.valueFrom;
  const column = (): number => {
    const lineEnd = value.lastIndexOf('\n');
    return lineEnd < 0 ? field.colon + 1 - field.nameFrom + value.length : value.length - lineEnd - 1;
  };
  pieces.forEach((piece, index) => {
    value += lf(field.ownText(at, piece.from));
    const next = pieces[index + 1];
    const words = encodedWords(piece.text, MAX_ENCODED_LINE - column());
    // No room on this line: the white space in front becomes a fold.
    const space = /[^ \t\n]([ \t]+)$/.exec(value.slice(-MAX_SPACE))?.[1];
    if (words[0] === undefined && space !== undefined) value = `${value.slice(0, -space.length)}\n${space}`;
    value += words.filter((word) => word !== undefined).join('\n ');
    at = piece.to;
    const rest = lf(field.ownText(at, next?.from ?? field.valueTo)).split('\n', 1)[0] ?? '';
    if (column() + rest.length <= MAX_ENCODED_LINE) return;
    // RFC 2047 5 (3): white space stands between an encoded-word and the special behind it.
    if (/^[ \t]+[^ \t]/.test(rest)) value += '\n';
    else if (rest.startsWith('<')) value += '\n ';
  });
  return value + lf(field.ownText(at, field.valueTo));
}

function lf(text: string): string {
  return text.replace(/\r\n|\r/g, '\n');
}

function hasRaw(field: Field, range: TextRange): boolean {
  return RAW.test(field.ownText(range.from, range.to));
}

function within(inner: TextRange, outer: TextRange | SyntaxNode): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

const MAX_SPACE = 20;
const RAW = /[^\0-\x7f]/;
const C1 = /[\x80-\x9f]/;
/** Beyond Latin-1: the host has decoded UTF-8. */
const SURELY_UNICODE = /[^\0-\xff]/;
