// Rule message/ew-in-quoted-string: an encoded-word between quotes.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { defineRule } from '../rule.ts';
import { nodeAround } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-in-quoted-string',
  scope: 'field',
  severity: 'info',
  profiles: { strict: 'error' },
  references: [rfc(2047, '5')],
  summary: 'An encoded-word stands inside a quoted string.',
  why:
    'In quotes =?...?= is nothing but these characters, and strict readers show it so in the place of the name. Many ' +
    'decode it all the same, because so many programs write it.',
  messages: { quoted: 'In quotes an encoded-word is ordinary text: “{text}” is not decoded' },
  examples: {
    valid: [{ text: 'To: =?utf-8?q?J=C3=BCrg?= "A. B." <a@example.com>\n' }],
    invalid: [
      {
        text: 'To: "«=?utf-8?q?J=C3=BCrg?=»" <a@example.com>\n',
        fixed: 'To: =?utf-8?q?J=C3=BCrg?= <a@example.com>\n',
      },
      { text: 'To: "Dr. «=?utf-8?q?J=C3=BCrg?=»" <a@example.com>\n' },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(field, { 'ew-in-quoted-string': 'quoted' }, report, ({ from }) => {
      const string = nodeAround(field, from, Kind.QuotedString);
      if (!string || !ONLY_WORDS.test(field.ownText(string.from, string.to))) return undefined;
      const edits = [
        { from: string.from, to: string.from + 1, insert: '' },
        { from: string.to - 1, to: string.to, insert: '' },
      ];
      return { title: 'Delete the quotes', edits, safe: true };
    });
  },
});

/** Nothing but encoded-words whose text needs no quotes in a phrase (RFC 2047 5 (3)). */
const ONLY_WORDS = /^"=\?[\w.-]+\?(?:[bB]\?[\w+/=]+|[qQ]\?[\w!*+/=-]+)\?="$/;
