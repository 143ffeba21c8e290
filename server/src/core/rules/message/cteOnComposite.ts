// Rule message/cte-on-composite: a multipart or message labelled as quoted-printable or base64.

import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { transferEncoding } from '../../registry/transferEncodings.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { piecesOf } from '../../message/body/pieces.ts';
import { label8bit, setEncoding } from '../support/mimeFixes.ts';
import { encodingRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/cte-on-composite',
  scope: 'part',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.4'), rfc(2046, '5.2.1')],
  summary: 'A multipart or a message inside the message is labelled base64 or quoted-printable.',
  why:
    'Only the innermost bodies are encoded; the parts around them are 7bit, 8bit or binary. A reader that believes ' +
    'the label decodes the delimiters away, one that does not shows what a scanner never saw.',
  messages: { encoded: '{type} must not be {encoding}: only the bodies inside are encoded' },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: 8bit\n\n--b\nContent-Transfer-Encoding: base64\n\nQQ==\n--b--\n',
      },
      { text: 'Content-Type: message/global\nContent-Transfer-Encoding: base64\n\nQQ==\n' },
    ],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: «quoted-printable»\n\n--b\n\nHello\n--b--\n',
        fixed:
          'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: 7bit\n\n--b\n\nHello\n--b--\n',
      },
      {
        text: 'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: «base64»\n\n--b\n\nčau\n--b--\n',
        fixed:
          'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: 8bit\n\n--b\n\nčau\n--b--\n',
      },
      { text: 'Content-Type: message/rfc822\nContent-Transfer-Encoding: «base64»\n\nRnJvbTogYQo=\n' },
    ],
  },
  check(part, { report }) {
    const { type, name } = part.mediaType;
    const composite = type === 'multipart' || (type === 'message' && !name.startsWith('message/global'));
    if (!composite || transferEncoding(part.transferEncoding)?.kind !== 'coded') return;
    report({
      message: 'encoded',
      at: encodingRange(part),
      data: { type: name, encoding: part.transferEncoding },
      fix: part.multipart?.delimiters.at(-1)?.close === true ? () => trueLabel(part) : undefined,
    });
  },
});

/** Where the parts stand there in the clear, the label is wrong. */
function trueLabel(part: Part): Fix | undefined {
  let raw = false;
  for (const { text } of piecesOf(part.lens, part.bodyFrom, part.bodyTo)) raw ||= /[^\0-\x7f]/.test(text);
  const seven = setEncoding(part, '7bit');
  const edits = raw ? label8bit(part) : seven && [seven];
  return edits && { title: `Label it ${raw ? '8bit' : '7bit'}`, edits, safe: true };
}
