// Hints between the text: what encoded-words say, and how long each hop took.

import type { Decoding } from '../message/charsets.ts';
import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import type { Part } from '../message/part.ts';
import { encodedRuns } from '../message/views/encodedWords.ts';
import { decodedParameters } from '../message/views/parameters.ts';
import { received } from '../message/views/received.ts';
import type { TextRange } from '../text/range.ts';
import { firstTo, partsIn } from './locate.ts';
import { oneLine } from './markdown.ts';
import { spanText } from './words.ts';

/** What a hint tells; each kind can be switched off. */
export const inlayHintKinds = ['encodedWord', 'parameter', 'hopDelay', 'timing'] as const;

/** The name of a kind of hint. */
export type InlayHintKind = (typeof inlayHintKinds)[number];

/** A hint behind a piece of text. */
export interface InlayHint {
  readonly kind: InlayHintKind;
  /** The host offset it stands at. */
  readonly at: number;
  /** Plain text in one line, bounded. */
  readonly label: string;
}

/** The hints of the wanted kinds in a host range, in order; what lies outside the range costs nothing. */
export function inlayHints(
  document: MailDocument,
  range: TextRange,
  wanted: ReadonlySet<InlayHintKind>,
  decoding: Decoding,
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const part of partsIn(document, range)) {
    const { fields } = part.header;
    for (let i = firstTo(fields, range.from); i < fields.length; i++) {
      const field = fields[i];
      if (!field || field.from >= range.to) break;
      if (wanted.has('encodedWord')) hints.push(...wordHints(field, decoding));
      if (wanted.has('parameter')) hints.push(...parameterHints(field, decoding));
      if (wanted.has('hopDelay')) hints.push(...delayHint(part, field, i));
    }
  }
  return hints.filter(({ at }) => range.from <= at && at <= range.to).sort((a, b) => a.at - b.at);
}

function wordHints(field: Field, decoding: Decoding): InlayHint[] {
  return encodedRuns(field, decoding).map(({ to, text }) => ({
    kind: 'encodedWord',
    at: to,
    label: oneLine(text, MAX_LABEL),
  }));
}

/** Values written by RFC 2231, joined behind their last section. */
function parameterHints(field: Field, decoding: Decoding): InlayHint[] {
  if (!PARAMETER_FIELDS.has(field.key)) return [];
  return decodedParameters(field, decoding)
    .filter(({ sections }) => sections.some(({ extended, section }) => extended || section !== undefined))
    .map(({ sections, value }) => ({
      kind: 'parameter',
      at: sections.at(-1)?.valueRange.to ?? field.valueTo,
      label: oneLine(value, MAX_LABEL),
    }));
}

/** The time between a trace record and the one below it, which the server before wrote (RFC 5321 4.4). */
function delayHint({ header }: Part, field: Field, index: number): InlayHint[] {
  if (field.key !== 'received') return [];
  const hop = received(field)?.date;
  // Other trace fields stand between two records, seldom more than a few.
  const below = header.fields.slice(index + 1, index + 1 + MAX_BETWEEN).find(({ key }) => key === 'received');
  const before = below && received(below)?.date;
  if (!hop || !before) return [];
  const delay = hop.epochMs - before.epochMs;
  return [{ kind: 'hopDelay', at: hop.to, label: `${delay < 0 ? '-' : '+'}${spanText(delay)}` }];
}

const PARAMETER_FIELDS = new Set(['content-type', 'content-disposition']);
const MAX_LABEL = 80;
const MAX_BETWEEN = 50;
