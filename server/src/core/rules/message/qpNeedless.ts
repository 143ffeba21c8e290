// Rule message/qp-needless: letters and digits that are encoded for nothing.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { needlessEscapes } from '../support/bodySearches.ts';

export default defineRule({
  id: 'message/qp-needless',
  scope: 'body',
  severity: 'off',
  profiles: { strict: 'hint', receive: 'info', outgoing: 'off' },
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
    const { first: found, count } = needlessEscapes.of(part);
    const [first] = found;
    if (!first) return;
    const [escape = ''] = first.groups;
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    report({
      message: 'needless',
      at: { from: first.from, to: first.to },
      data: { escape, character, count },
    });
  },
});
