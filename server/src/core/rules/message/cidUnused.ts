// Rule message/cid-unused: a picture that belongs to a page, and that the page does not show.

import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { dispositionOf } from '../../message/views/contentDisposition.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { contentId, contentIds } from '../support/contentIds.ts';
import { valueRange } from '../support/fieldRanges.ts';
import { isWholeMessage } from '../support/missingField.ts';

export default defineRule({
  id: 'message/cid-unused',
  scope: 'message',
  severity: 'hint',
  references: [rfc(2392, '2')],
  summary: 'An inline picture of a multipart/related is not used by any HTML part.',
  why:
    'Readers hide the parts of a multipart/related, because the page shows them. One that no page shows is seen by ' +
    'nobody, or turns up as an attachment in some programs.',
  messages: { unused: 'No HTML part of the message shows this picture' },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/related; boundary=b; type="text/html"\n\n--b\nContent-Type: text/html\n\n<img src="cid:a@b">\n--b\nContent-Type: image/png\nContent-ID: <a@b>\n\n--b--\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: multipart/related; boundary=b; type="text/html"\n\n--b\nContent-Type: text/html\n\n<p>\n--b\nContent-Type: image/png\nContent-ID: «<a@b>»\n\n--b--\n',
      },
    ],
  },
  wantsEnd: true,
  check(message, { report }) {
    if (!isWholeMessage(message)) return;
    const { parts, references, pages, cut } = contentIds(message);
    if (pages === 0 || parts.size === 0 || cut) return;
    const used = new Set(references.map(({ id }) => id));
    let left = MAX_REPORTS;
    for (const part of walkParts(message)) {
      const id = contentId(part);
      const field = part.field('content-id');
      if (!field || id === undefined || used.has(id) || !isHidden(part) || left-- <= 0) continue;
      report({ message: 'unused', at: valueRange(field) });
    }
  },
});

/** A picture that readers leave to the page it belongs to. */
function isHidden(part: Part): boolean {
  const { parent, mediaType } = part;
  if (parent?.mediaType.name !== 'multipart/related' || mediaType.type !== 'image') return false;
  return dispositionOf(part)?.type !== 'attachment' && !part.field('content-location');
}

const MAX_REPORTS = 100;
