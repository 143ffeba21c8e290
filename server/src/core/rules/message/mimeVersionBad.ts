// Rule message/mime-version-bad: MIME-Version is not 1.0.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/mime-version-bad',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['mime-version'],
  references: [rfc(2045, '4')],
  summary: 'The MIME-Version field says something other than 1.0.',
  why:
    'There is one version of MIME. A strict reader that finds another may show the message as plain text, because ' +
    'nobody knows what the Content- fields mean then.',
  messages: {
    syntax: '“{text}” is not a version; MIME-Version is 1.0',
    other: 'There is no MIME version {text}; the only one is 1.0',
  },
  examples: {
    valid: [{ text: 'MIME-Version: 1.0 (produced by hand)\n\n' }, { text: 'MIME-Version: 1.(x)0\n\n' }],
    invalid: [
      { text: 'MIME-Version: «2.0»\n\n', messages: ['other'] },
      { text: 'MIME-Version: «1.0 by hand»\n\n', messages: ['syntax'], fixed: 'MIME-Version: 1.0\n\n' },
      { text: '«MIME-Version»:\n\n', messages: ['syntax'] },
    ],
  },
  check({ field }, { report }) {
    const numbers = [...field.tree.root.descendants(Kind.Number)].map(({ from, to }) =>
      Number(field.ownText(from, to)),
    );
    const fault = field.faults.find(({ code }) => code === 'mime-version-syntax');
    if (fault) {
      const at = valueRange(field);
      const meant = /^1\.0\s+[^\r\n()]+$/.test(field.ownText(at.from, at.to));
      report({
        message: 'syntax',
        at,
        data: { text: quoted(field.value) },
        fix: meant
          ? () => ({
              title: 'Write 1.0',
              edits: [{ from: at.from + 3, to: at.to, insert: '' }],
              safe: false,
            })
          : undefined,
      });
    } else if (numbers[0] !== 1 || numbers[1] !== 0) {
      report({ message: 'other', at: valueRange(field), data: { text: quoted(field.value) } });
    }
  },
});
