// What kind of document a language stands for.

import type { DocumentFormat, ReadLinesOptions } from '../core/index.ts';

/** How a document of a language is read. */
export interface DocumentKind {
  readonly format: DocumentFormat;
  /** For a transcript. */
  readonly reading?: ReadLinesOptions;
}

/** @param uri tells a transcript's file name, by which raw logs say whose side they are. */
export function documentKind(languageId: string, uri: string): DocumentKind {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  switch (languageId) {
    case 'mbox':
      return { format: 'mbox' };
    case 'mail-session':
      return { format: 'transcript', reading: { name } };
    case 'imap':
    case 'pop3':
      return { format: 'transcript', reading: { name, protocol: languageId } };
    case 'smtp':
      // LMTP logs have the same ending: the content tells them.
      return { format: 'transcript', reading: { name, protocol: 'smtp', orLmtp: true } };
    default:
      return { format: 'message' };
  }
}
