// Rule message/preamble-8bit: characters beyond ASCII in front of the first or behind the last part.

import { piecesOf } from '../../message/body/pieces.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/preamble-8bit',
  scope: 'part',
  severity: 'hint',
  profiles: { strict: 'warning' },
  references: [rfc(2046, '5.1.1'), rfc(2045, '6.2')],
  summary: 'The text in front of the first part, or behind the last, has characters beyond ASCII.',
  why:
    'No reader shows that text, and no field says what charset it has. It makes the message 8bit, so that servers ' +
    'without 8BITMIME cannot pass it on.',
  messages: {
    preamble: 'The text in front of the first part is not ASCII',
    epilogue: 'The text behind the last part is not ASCII',
  },
  examples: {
    valid: [{ text: 'Content-Type: multipart/mixed; boundary=b\n\nA note\n--b\n\ncafé\n--b--\n' }],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\n\nA n«ö»te\n--b\n\n--b--\n',
        messages: ['preamble'],
      },
      { text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b--\nb«ÿ»e\n', messages: ['epilogue'] },
    ],
  },
  check(part, { report }) {
    if (!part.multipart?.delimiters[0]) return;
    for (const [message, { from, to }] of [
      ['preamble', part.preamble],
      ['epilogue', part.epilogue],
    ] as const) {
      for (const { segment, text, at } of piecesOf(part.lens, from, to)) {
        const found = segment.recall(NON_ASCII, '', () => text.search(NON_ASCII));
        if (found < 0) continue;
        const start = at + found;
        const character = String.fromCodePoint(text.codePointAt(found) ?? 0);
        report({ message, at: { from: start, to: start + character.length } });
        break;
      }
    }
  },
});

const NON_ASCII = /[^\0-\x7f]/;
