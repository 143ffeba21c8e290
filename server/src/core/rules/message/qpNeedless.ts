// Rule message/qp-needless: letters and digits that are encoded for nothing.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { ownBody } from '../support/ownBody.ts';

export default defineRule({
  id: 'message/qp-needless',
  scope: 'body',
  severity: 'off',
  profiles: { strict: 'hint', receive: 'info' },
  references: [rfc(2045, '6.7')],
  summary: 'A quoted-printable text has letters or digits written as escapes.',
  why:
    'Letters and digits stand for themselves in quoted-printable. Escaped ones make the text longer, and hide words ' +
    'from filters that do not decode it.',
  messages: { needless: '“{escape}” is “{character}” and needs no escape; there are {count} such' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\n=46rom here\n=2E\nx=3Dy\n' }],
    invalid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\nV«=69»=61gra\n' }],
  },
  check(part, { report }) {
    if (part.mediaType.type !== 'text' || part.transferEncoding !== 'quoted-printable') return;
    const { text, toHost } = ownBody(part);
    const found = [...text.matchAll(LETTER)].filter(
      // A line that starts with From is changed by programs that keep mail in one file.
      ({ index, 0: escape }) =>
        escape !== '=46' || !/(?:^|[\r\n])$/.test(text.slice(Math.max(0, index - 1), index)),
    );
    const [first] = found;
    if (!first) return;
    const [escape] = first;
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    report({
      message: 'needless',
      at: toHost(first.index, first.index + escape.length),
      data: { escape, character, count: found.length },
    });
  },
});

const LETTER = /=(?:3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])/g;
