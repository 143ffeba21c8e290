// Rule message/cid-unresolved: a page shows a part that the message does not have.

import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule } from '../rule.ts';
import { contentIds } from '../support/contentIds.ts';
import { quoted } from '../support/faultReports.ts';
import { isWholeMessage } from '../support/missingField.ts';
import { typeRange } from '../support/mimeRanges.ts';
import { cidPlaces } from '../support/bodySearches.ts';

export default defineRule({
  id: 'message/cid-unresolved',
  scope: 'message',
  severity: 'warning',
  references: [rfc(2392, '2')],
  summary: 'An HTML part refers by cid: to a Content-ID that no part of the message has.',
  why: 'The reader shows a broken picture in its place. Mostly the picture was lost when the message was forwarded.',
  messages: { unresolved: 'No part has the Content-ID <{id}>' },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/related; boundary=b; type="text/html"\n\n--b\nContent-Type: text/html\n\n<img src="cid:a%40b">\n--b\nContent-ID: <a@b>\n\n--b--\n',
      },
      { text: 'Content-Type: text/html\n\n<p>cid:x is an address\n' },
    ],
    invalid: [
      { text: 'Subject: a\nContent-Type: text/html\n\n<img src="«cid:a@b»">\n' },
      {
        text: 'Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<img src=3D"«cid:a@b»">\n',
      },
    ],
  },
  wantsEnd: true,
  check(message, { report }) {
    if (!isWholeMessage(message)) return;
    const { parts, references } = contentIds(message);
    const locations = new Set(references.length > 0 ? [...message.children].map(location) : []);
    for (const { id, part } of references.slice(0, MAX_REPORTS)) {
      if (parts.has(id) || locations.has(`cid:${id}`)) continue;
      report({ message: 'unresolved', at: placeOf(part, id), data: { id: quoted(id) } });
    }
  },
});

function location(part: Part): string {
  return part.field('content-location')?.value ?? '';
}

/** Where the address stands, if it stands there as it is. */
function placeOf(part: Part, id: string): TextRange {
  const address = `cid:${id}`;
  const place = cidPlaces.of(part).first.find(({ groups }) => groups[0]?.startsWith(address) === true);
  return place ? { from: place.from, to: place.from + address.length } : typeRange(part);
}

const MAX_REPORTS = 100;
