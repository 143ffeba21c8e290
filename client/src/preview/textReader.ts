// Who reads plain text: mailparser where the host loads it, and what finds addresses of the web by itself elsewhere.

import type { TextReader } from '../inspect/reading/textReader.ts';
import { linksInText } from './content/links.ts';

/** Loads it at the first call. Rejects where it cannot be loaded. */
export type LoadTextReader = () => Promise<TextReader>;

/** Links are what names its scheme. */
export const simpleTextReader: TextReader = {
  linksOf: (texts) =>
    Promise.resolve(
      texts.map((text) =>
        linksInText(text).map(({ from, to }) => ({ from, to, target: text.slice(from, to) })),
      ),
    ),
  htmlOf: () => undefined,
  otherSenders: () => Promise.resolve([]),
};
