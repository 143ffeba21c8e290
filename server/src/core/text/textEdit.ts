// One change of a text.

import type { TextRange } from './range.ts';

/** A replacement of the host range by `insert`. */
export interface TextEdit extends TextRange {
  readonly insert: string;
}
