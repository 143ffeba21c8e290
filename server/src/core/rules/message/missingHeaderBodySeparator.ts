// Rule message/missing-header-body-separator: the empty line between header and body is missing.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { endsLeftOut } from '../support/leftOut.ts';

export default defineRule({
  id: 'message/missing-header-body-separator',
  scope: 'headerBlock',
  severity: 'error',
  references: [rfc(5322, '2.1'), rfc(5322, '3.5')],
  summary: 'The empty line between the header and the body is missing.',
  why:
    'The header ends at the first empty line and nowhere else. A body that starts without one is read as header by ' +
    'some programs and as body by others: text is lost, and fields can be smuggled past a filter.',
  messages: { missing: 'The empty line between header and body is missing' },
  examples: {
    valid: [{ text: 'Subject: Hello\n\nHow are you?\n' }],
    invalid: [
      {
        text: 'From: ann@example.com\nSubject: Hello\n«How are you?»\n',
        fixed: 'From: ann@example.com\nSubject: Hello\n\nHow are you?\n',
      },
    ],
  },
  check(part, { report }) {
    if (part.header.end !== 'missingSeparator' || endsLeftOut(part)) return;
    const line = part.lens.lineAt(part.bodyFrom);
    if (!line) return;
    const { from, content, contentTo } = line;
    report({
      message: 'missing',
      at: { from: content, to: contentTo },
      // In a report an empty line begins the next block of fields, and each line that is none would get another.
      fix:
        part.role === 'fields'
          ? undefined
          : () => ({ title: 'Insert the empty line', edits: [{ from, to: from, insert: '\n' }], safe: true }),
    });
  },
});
