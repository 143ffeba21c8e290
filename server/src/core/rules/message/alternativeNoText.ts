// Rule message/alternative-no-text: a multipart/alternative without plain text.

import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/alternative-no-text',
  scope: 'part',
  severity: 'hint',
  profiles: { receive: 'info', outgoing: 'info' },
  references: [rfc(2046, '5.1.4')],
  summary: 'A multipart/alternative has HTML and no plain text.',
  why:
    'The plain text is for readers that cannot or will not show HTML, for screen readers, previews and searches. ' +
    'Filters count its absence against the sender.',
  messages: { text: 'None of the alternatives is plain text' },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/alternative; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: text/html\n\n<p>Hello\n--b--\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: «multipart/alternative»; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hello\n--b--\n',
      },
    ],
  },
  wantsEnd: true,
  check(part, { report }) {
    if (part.mediaType.name !== 'multipart/alternative') return;
    let left = MAX_PARTS;
    let html = false;
    for (const { mediaType } of walkParts(part)) {
      if (isPlain(mediaType) || left-- === 0) return;
      html ||= mediaType.name === 'text/html';
    }
    if (html) report({ message: 'text', at: typeRange(part) });
  },
});

function isPlain({ type, name }: Part['mediaType']): boolean {
  return type === 'text' && name !== 'text/html' && name !== 'text/calendar';
}

const MAX_PARTS = 100;
