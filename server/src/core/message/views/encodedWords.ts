// The encoded-words of a field, and the text of a field for people (RFC 2047, RFC 2231 5).

import { encodedWordPlaces } from '../../registry/headerFields/index.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { TextRange } from '../../text/range.ts';
import type { Decoding } from '../charsets.ts';
import { decodedRuns, encodedWordContent } from '../encodedWord.ts';
import type { DecodedRun } from '../encodedWord.ts';
import type { Field } from '../field.ts';
import { fieldGrammar } from '../fieldSyntax.ts';

/** One encoded-word; ranges are host ranges. */
export interface EncodedWordView extends TextRange {
  /** The charset without the language. */
  readonly charset: string;
  readonly charsetRange: TextRange;
  /** The language of RFC 2231 5. */
  readonly language: string | undefined;
  /** `b` or `q`, or what is written instead, in lower case. */
  readonly encoding: string;
  readonly encodingRange: TextRange;
  readonly textRange: TextRange;
  /** The octets it holds; none where the encoding is not known. */
  readonly octets: Uint8Array;
}

/** The encoded-words of a field's tree, in order. */
export function encodedWords(field: Field, decoding: Decoding): readonly EncodedWordView[] {
  return field.view(readWords, decoding);
}

function readWords(field: Field, decoding: Decoding): readonly EncodedWordView[] {
  const found: EncodedWordView[] = [];
  for (const node of field.tree.root.descendants(Kind.EncodedWord)) {
    const parts = [...node.children()];
    const charset = node.child(Kind.EncodedWordCharset);
    const encoding = node.child(Kind.EncodedWordEncoding);
    // The third punctuation ends the encoding, the last one the text.
    const close = parts.at(-1);
    const open = parts.filter((part) => part.kind === Kind.Punctuation)[2];
    const textRange = { from: open?.to ?? node.to, to: close?.from ?? node.to };
    const label = charset ? field.ownText(charset.from, charset.to) : '';
    const method = encoding ? field.ownText(encoding.from, encoding.to) : '';
    const content = encodedWordContent(
      label,
      method,
      field.ownText(textRange.from, textRange.to),
      decoding.host,
    );
    found.push({
      from: node.from,
      to: node.to,
      charset: content?.charset ?? label,
      charsetRange: charset ?? { from: node.from + 2, to: node.from + 2 },
      language: content?.language,
      encoding: method.toLowerCase(),
      encodingRange: encoding ?? textRange,
      textRange,
      octets: content?.octets ?? new Uint8Array(0),
    });
  }
  return found;
}

/**
 * The runs of encoded-words in a field's value with their decoded text; host ranges. Adjacent words are one run.
 * Comments and quoted strings are searched too: readers decode them. Fields that must not be read so have none.
 */
export function encodedRuns(field: Field, decoding: Decoding): readonly DecodedRun[] {
  return field.view(readRuns, decoding);
}

function readRuns(field: Field, decoding: Decoding): readonly DecodedRun[] {
  if (!showsEncodedWords(field)) return [];
  const own = ownTextOf(field, field.valueFrom, field.valueTo);
  if (!own.text.includes('=?')) return [];
  return decodedRuns(own.text, decoding)
    .filter((run) => run.words > 0)
    .map((run) => ({ ...run, from: own.toHost(run.from), to: own.toHost(run.to) }));
}

/**
 * The text of a host range of a field for people: unfolded (a fold is one space), encoded-words decoded, raw 8-bit
 * text by the document's encoding.
 */
export function decodedText(field: Field, range: TextRange, decoding: Decoding): string {
  const text = field.ownText(range.from, range.to);
  if (!showsEncodedWords(field)) return unfoldForDisplay(text);
  return decodedRuns(text, decoding)
    .map((run) => (run.words > 0 ? run.text : unfoldForDisplay(run.text)))
    .join('')
    .trim();
}

/** The whole value of a field for people. */
export function decodedValue(field: Field, decoding: Decoding): string {
  return decodedText(field, { from: field.valueFrom, to: field.valueTo }, decoding).trim();
}

/** Display texts of signatures and the like show what is written. */
function showsEncodedWords(field: Field): boolean {
  return encodedWordPlaces(fieldGrammar(field)) !== 'none';
}

function unfoldForDisplay(text: string): string {
  if (!/[\r\n]/.test(text)) return text;
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.length - 1;
  return lines
    .map((line, i) => (i === 0 ? line.trimEnd() : i === last ? line.trimStart() : line.trim()))
    .join(' ');
}

/**
 * The message's own text of a host range, and where its characters stand in the host; `toHost` must be asked with
 * ascending offsets.
 */
function ownTextOf(
  field: Field,
  from: number,
  to: number,
): { text: string; toHost: (offset: number) => number } {
  const gaps = field.lens.gaps(from, to);
  let shift = from;
  let next = 0;
  return {
    text: field.ownText(from, to),
    toHost: (offset) => {
      for (let gap = gaps[next]; gap && gap.from <= offset + shift; gap = gaps[++next]) {
        shift += gap.to - gap.from;
      }
      return offset + shift;
    },
  };
}
