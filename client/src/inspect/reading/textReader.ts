// What plain text is made of to be read, as the preview asks for it: one reader on the desktop, another in a browser.

/** A link in a text. */
export interface TextLink {
  /** UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  /** Where it leads: http, https or mailto. */
  readonly target: string;
}

/** Reads as other programs do. */
export interface TextReader {
  /** The links of each text, in order. Never rejects. */
  linksOf(texts: readonly string[]): Promise<readonly (readonly TextLink[])[]>;
  /** A text as HTML, not yet sanitised; undefined where it is too long, or this reader makes none. */
  htmlOf(text: string): string | undefined;
  /**
   * The addresses that this reader finds in the From of a header, and that are none of those which are known: a field
   * that is written twice, or can be read in two ways. Never rejects; none where this reader reads no headers.
   */
  otherSenders(header: string, known: readonly string[]): Promise<readonly string[]>;
}
