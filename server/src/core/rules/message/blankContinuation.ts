// Rule message/blank-continuation: a line of white space only inside a field.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldLines } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/blank-continuation',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '3.2.2'), rfc(5322, '4.2')],
  summary: 'A folded field has a line of white space only.',
  why:
    'The line looks like the empty line that ends the header, and where trailing spaces are removed on the way it ' +
    'becomes one: the rest of the header then is body. Filters have been passed that way, so some servers refuse it.',
  messages: { blank: 'This line has only white space and is taken for the end of the header by some' },
  examples: {
    valid: [{ text: 'Subject: One\n two\n' }, { text: 'X-Empty:\n' }],
    invalid: [
      { text: 'Subject: One\n«  »\n two\n', fixed: 'Subject: One\n two\n' },
      { text: 'Subject: One\n« »\nTo: ann@example.com\n', fixed: 'Subject: One\nTo: ann@example.com\n' },
    ],
  },
  check({ field }, { report }) {
    if (!BLANK_LINE.test(field.ownText(field.from, field.to))) return;
    for (const { from, to, content, contentTo, text } of fieldLines(field).slice(1)) {
      if (/[^ \t]/.test(text)) continue;
      report({
        message: 'blank',
        at: { from: content, to: contentTo },
        fix: () => ({ title: 'Delete the line', edits: [{ from, to, insert: '' }], safe: true }),
      });
    }
  },
});

/** Behind a line end nothing but white space up to the next one. */
const BLANK_LINE = /[\r\n][ \t]+(?:[\r\n]|$)/;
