// What a reader wants to know about the place under the cursor.

import type { Decoding } from '../message/charsets.ts';
import type { MailDocument } from '../message/document.ts';
import type { TextRange } from '../text/range.ts';

/** What stands under the cursor, explained. The range is what the text explains; host offsets. */
export interface Hover extends TextRange {
  /** Markdown of bounded length, safe to show: everything from the mail is escaped. */
  readonly markdown: string;
}

/** What hovers need from where they are shown. */
export interface HoverPorts {
  /** The time now, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** A moment as the reader's own clock and calendar write it, with the zone. */
  readonly localTime: (epochMs: number) => string;
}

/** The hover at a host offset; undefined where there is nothing to say. */
export function hover(
  document: MailDocument,
  offset: number,
  ports: HoverPorts,
  decoding: Decoding,
): Hover | undefined {
  void [document, offset, ports, decoding];
  return undefined;
}
