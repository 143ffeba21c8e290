// Whether a part belongs to a message that a report returns, which may be cut anywhere.

import type { Part } from '../../message/part.ts';
import { isWholeMessage } from './missingField.ts';

/** True for a part of a message, or of a header, that stands in a report (RFC 6522 3). */
export function isReturned(part: Part): boolean {
  let at: Part | undefined = part;
  while (at?.role === 'part') at = at.parent;
  return at?.parent !== undefined && !isWholeMessage(at);
}
