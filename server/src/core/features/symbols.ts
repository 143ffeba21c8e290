// The outline of a document: its messages, their header fields and parts.

import type { Decoding } from '../message/charsets.ts';
import type { MailDocument } from '../message/document.ts';
import type { TextRange } from '../text/range.ts';

/** What an outline entry stands for. */
export type SymbolKind = 'message' | 'header' | 'field' | 'multipart' | 'text' | 'attachment' | 'more';

/** One entry of the outline. The range is the whole thing, `selection` what is shown when it is chosen. */
export interface OutlineSymbol extends TextRange {
  readonly kind: SymbolKind;
  /** Never empty, at most 200 characters, no line ends. */
  readonly name: string;
  /** A short value beside the name; may be empty. */
  readonly detail: string;
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

/** The outline, one entry a message; bounded in number and depth, outermost entries first. */
export function documentSymbols(document: MailDocument, decoding: Decoding): readonly OutlineSymbol[] {
  void [document, decoding];
  return [];
}
