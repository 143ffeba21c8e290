// The row type of the table of notations: how the lines of a session are marked.

import type { Protocol } from '../protocol.ts';

/** What becomes of a line that has no mark. */
export type Unmarked =
  /** The tool marks every line, so it is not part of the session. */
  | 'note'
  /** It is read by its place (data, literal, continuation) and its words. */
  | 'guess';

/** A notation that marks lines with words before their text. */
export interface MarkNotation {
  readonly id: string;
  /** What users choose it by. */
  readonly title: string;
  /** Sources of patterns: the marks of each side. The longer of two that start alike comes first. */
  readonly client: readonly string[];
  readonly server: readonly string[];
  /** Marks of lines that are not part of the session. */
  readonly notes?: readonly string[];
  /** Marks of a further line of the same speaker. */
  readonly same?: readonly string[];
  /** Marks that say the line went through TLS. */
  readonly secure?: RegExp;
  /** The source of what stands between the mark and the own text, beside one space. */
  readonly after?: string;
  /** The source of a prefix before the mark, where the general one does not do. */
  readonly prefix?: string;
  /** True where the prefix is always there and is part of the notation. */
  readonly prefixed?: boolean;
  /** A text with a line that matches is in this notation rather than in another with the same marks. */
  readonly hint?: RegExp;
  /** A text with a line that matches is not in this notation. */
  readonly never?: RegExp;
  /** What of the prefix and the mark tells connections apart, beside an id in the prefix. */
  readonly streams?: RegExp;
  /** True where prose and quotations have such marks too, so some words must be those of a session. */
  readonly unsure?: boolean;
  /** True where the marks are those of either side: which is which is found from the words. */
  readonly turns?: boolean;
  /** True where even one file has both. */
  readonly mixed?: boolean;
  /** The protocol where no word says it. */
  readonly protocol?: Protocol;
  readonly unmarked: Unmarked;
  /** An indented line behind a marked one: part of its text, a further line, or neither. */
  readonly indented: 'wrap' | 'line' | 'none';
  /** Columns behind the mark that are the notation's; 1 unless told. */
  readonly padding?: number;
  /** True where texts are written as Python prints them. */
  readonly python?: boolean;
  /** What is written behind each text: global. Where it stands inside, several lines of the session are in one. */
  readonly ends?: RegExp;
  /** True where a remark may follow the text, as writers put it. */
  readonly remarks?: boolean;
}

/** What a reader is told of the text beside its lines. */
export interface ReadingHints {
  readonly protocol?: Protocol | undefined;
  /** Who speaks where the log has one side: from the file's name (`.in`, `.out`). */
  readonly speaker?: 'client' | 'server' | undefined;
}
