// Pieces of a message that are opened alone, from a mailbox: what only a whole message must have is not missed in them.

import type { RuleConfig } from '../core/index.ts';

/** True for a part or a header of a message on a server: its URI names it by a query. */
export function isPiece(uri: string): boolean {
  return /^mail:[^?#]*\?[^#]/i.test(uri);
}

/** Comes last: rules that speak of what stands elsewhere in the message are off. */
export const pieceConfig: RuleConfig = {
  rules: Object.fromEntries(
    [
      'alternative-no-html',
      'alternative-no-text',
      'boundary-never-used',
      'boundary-no-close',
      'cid-unresolved',
      'cid-unused',
      'empty-message',
      'html-only',
      'mime-version-missing',
      'missing-date',
      'missing-from',
      'missing-message-id',
      'missing-subject',
      'no-destination',
    ].map((name) => [`message/${name}`, 'off']),
  ),
};
