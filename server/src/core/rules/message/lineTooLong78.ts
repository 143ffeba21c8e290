// Rule message/line-too-long-78: lines longer than mail should have.

import { bodyFacts } from '../../message/body/facts.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldLines } from '../support/fieldRanges.ts';
import { refoldFix, SOFT_LIMIT } from '../support/refold.ts';

export default defineRule({
  id: 'message/line-too-long-78',
  scope: 'part',
  // Most mail of today has such lines and nobody minds.
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  references: [rfc(5322, '2.1.1')],
  summary: 'A line of the header or of a text has more than 78 characters.',
  why:
    'The limit of 78 is there for readers that cut or wrap what does not fit a narrow screen. Header lines can be ' +
    'folded without a change of meaning; long lines of text show ragged in some readers.',
  messages: {
    header: 'This line of the {field} field has {length} characters; more than 78 should be folded',
    body: '{count} lines of this text have more than 78 characters, the first one {length}',
  },
  examples: {
    valid: [
      { text: `Subject: ${'x'.repeat(69)}\n\n${'x'.repeat(78)}\n` },
      {
        text: `Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n${'A'.repeat(80)}\n`,
      },
    ],
    invalid: [
      {
        text: `Subject: ${'word '.repeat(13)}at l«ast it is long»\n`,
        messages: ['header'],
        fixed: `Subject: ${'word '.repeat(13)}at\n last it is long\n`,
      },
      { text: `X-Opaque: ${'x'.repeat(68)}«x»\n`, messages: ['header'] },
      { text: `Subject: Hello\n\n${'x'.repeat(78)}«x»\nshort\n${'x'.repeat(100)}\n`, messages: ['body'] },
    ],
  },
  check(part, { report }) {
    for (const field of part.header.fields) {
      if (field.to - field.from <= SOFT_LIMIT) continue;
      const long = fieldLines(field).filter(({ text }) => text.length > SOFT_LIMIT);
      // A piece over 998 characters would be one more error.
      const foldable = long.length > 0 && refoldFix(field, HARD_LIMIT) !== undefined;
      for (const { content, contentTo, text } of long) {
        report({
          message: 'header',
          at: { from: content + SOFT_LIMIT, to: contentTo },
          data: { field: field.name, length: text.length },
          fix: foldable ? () => refoldFix(field, HARD_LIMIT) : undefined,
        });
      }
    }
    if (part.mediaType.type !== 'text' || !SEVEN_OR_EIGHT_BIT.has(part.transferEncoding)) return;
    const { over78 } = bodyFacts(part);
    const line = over78.first[0] === undefined ? undefined : part.lens.lineAt(over78.first[0]);
    if (!line) return;
    report({
      message: 'body',
      at: { from: line.content + SOFT_LIMIT, to: line.contentTo },
      data: { count: over78.count, length: line.contentTo - line.content },
    });
  },
});

/** RFC 5322 2.1.1: what a line must not exceed. */
const HARD_LIMIT = 998;
const SEVEN_OR_EIGHT_BIT = new Set(['7bit', '8bit']);
