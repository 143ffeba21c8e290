// Rule message/ew-adjacent: an encoded-word without white space between it and its neighbour.

import { rfc } from '../../registry/reference.ts';
import type { TextEdit } from '../../text/edits.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-adjacent',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2047, '5')],
  summary: 'No white space separates an encoded-word from what stands beside it.',
  why:
    'Between other characters =?...?= is ordinary text, and strict readers show it as it is written. White space ' +
    'between two encoded-words is not part of the text, so it costs nothing there.',
  messages: { adjacent: 'White space must separate “{text}” from its neighbours' },
  examples: {
    valid: [{ text: 'Subject: =?utf-8?Q?caf=C3=A9?= =?utf-8?Q?_bar?= today\n' }],
    invalid: [
      {
        text: 'Subject: «=?utf-8?Q?caf=C3=A9?=»«=?utf-8?Q?_bar?=»\n',
        fixed: 'Subject: =?utf-8?Q?caf=C3=A9?= =?utf-8?Q?_bar?=\n',
      },
      { text: 'Subject: My«=?utf-8?Q?caf=C3=A9?=»\n' },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(field, { 'ew-adjacent': 'adjacent' }, report, ({ from, to }) => {
      // In front of text, a space would be seen.
      const before = field.ownText(Math.max(field.valueFrom, from - 2), from);
      const after = field.ownText(to, Math.min(field.valueTo, to + 2));
      if (/[^\s=]$/.test(before) && before !== '?=') return undefined;
      if (/^\S/.test(after) && after !== '=?') return undefined;
      const edits: TextEdit[] = before === '?=' ? [{ from, to: from, insert: ' ' }] : [];
      return edits.length === 0 ? undefined : { title: 'Separate the encoded-words', edits, safe: true };
    });
  },
});
