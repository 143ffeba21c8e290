// Rule message/mime-version-missing: a message with MIME fields and no MIME-Version.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';
import { addField } from '../support/mimeFixes.ts';
import { isWholeMessage } from '../support/missingField.ts';

export default defineRule({
  id: 'message/mime-version-missing',
  scope: 'headerBlock',
  severity: 'info',
  profiles: { strict: 'error' },
  references: [rfc(2045, '4')],
  summary: 'A message has MIME fields and no MIME-Version field.',
  why:
    'MIME-Version says that the Content- fields are meant as MIME defines them. Without it a reader may take the ' +
    'message for plain text; most guess right, and filters count it against the sender.',
  messages: { missing: '{field} stands here without a MIME-Version field' },
  examples: {
    valid: [
      { text: 'MIME-Version: 1.0\nContent-Type: text/html\n\n<p>\n' },
      { text: 'Subject: plain\nContent-Length: 4\n\nHello\n' },
    ],
    invalid: [
      {
        text: 'From: ann@example.com\n«Content-Type»: text/html\n\n<p>\n',
        fixed: 'From: ann@example.com\nContent-Type: text/html\nMIME-Version: 1.0\n\n<p>\n',
      },
    ],
  },
  check(part, { report }) {
    if (!isWholeMessage(part) || part.field('mime-version')) return;
    const field = part.field('content-type') ?? part.field('content-transfer-encoding');
    if (!field) return;
    // Before MIME, Content-Type was one word (RFC 1049).
    if (field.key === 'content-type' && !field.tree.root.find(Kind.MediaSubtype)) return;
    const edit = addField(part, 'MIME-Version: 1.0');
    report({
      message: 'missing',
      at: nameRange(field),
      data: { field: field.name },
      fix: edit && (() => ({ title: 'Add MIME-Version: 1.0', edits: [edit], safe: true })),
    });
  },
});
