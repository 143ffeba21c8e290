// Rule message/preamble-content: text in front of the first part that somebody may have wanted to be read.

import { piecesOf } from '../../message/body/pieces.ts';
import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/preamble-content',
  scope: 'part',
  severity: 'hint',
  references: [rfc(2046, '5.1.1')],
  summary: 'Text stands in front of the first part of a multipart, where readers do not show it.',
  why:
    'That place once held a note for readers without MIME. Whatever else stands there is lost: text that a list or a ' +
    'gateway added, or the part itself, where its delimiter is missing.',
  messages: { hidden: 'Readers do not show this text: no part has begun' },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\n\nThis is a multi-part message in MIME format.\n--b\n\nHello\n--b--\n',
      },
      { text: 'Content-Type: multipart/mixed; boundary=b\n\n\n\n--b\n\nHello\n--b--\n' },
    ],
    invalid: [
      { text: 'Content-Type: multipart/mixed; boundary=b\n\n«Dear all,»\nsee below\n--b\n\nHello\n--b--\n' },
    ],
  },
  check(part, { report }) {
    if (!part.multipart?.delimiters[0]) return;
    const { from, to } = part.preamble;
    let shown: TextRange | undefined;
    const end = Math.min(to, from + MAX_LOOK);
    // So little is read as one text: a piece may end inside a long line.
    const pieces = part.lens.identity
      ? [{ text: part.lens.snapshot.slice(from, end), at: from }]
      : piecesOf(part.lens, from, end);
    for (const { text, at } of pieces) {
      // The usual note, in whatever language.
      if (/MIME|multi-?part|mehrteilig/i.test(text)) return;
      const line = shown ? null : /[^\s].*/.exec(text);
      if (line) shown = { from: at + line.index, to: at + line.index + line[0].trimEnd().length };
    }
    if (shown) report({ message: 'hidden', at: shown });
  },
});

const MAX_LOOK = 10_000;
