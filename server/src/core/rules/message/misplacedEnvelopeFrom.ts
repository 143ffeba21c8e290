// Rule message/misplaced-envelope-from: the `From ` line of an mbox in the header of a message.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isEnvelopeFrom } from '../support/envelopeFrom.ts';

export default defineRule({
  id: 'message/misplaced-envelope-from',
  scope: 'headerBlock',
  severity: 'warning',
  references: [rfc(4155, 'A'), rfc(5322, '2.2')],
  summary: 'The header has the “From ” line that separates the messages of an mbox.',
  why:
    'The line belongs to the mailbox file and is no header field. A server that is sent it takes it for the end of ' +
    'the header, or for a field with a bad name; inside a header it hides the fields behind it.',
  messages: { envelope: 'This “From ” line belongs to an mbox file, not to the message' },
  examples: {
    valid: [{ text: 'From: ann@example.com\n\nFrom here it is text\n' }],
    invalid: [
      {
        text: '«From ann@example.com Fri Dec  6 10:30:00 2024»\nFrom: ann@example.com\n\nHello\n',
        fixed: 'From: ann@example.com\n\nHello\n',
      },
      {
        text: 'Received: by b; Fri, 6 Dec 2024 10:30:00 +0100\n«>From ann Fri Dec  6 10:30:00 2024 remote from b»\nFrom: ann@example.com\n\n',
        fixed: 'Received: by b; Fri, 6 Dec 2024 10:30:00 +0100\nFrom: ann@example.com\n\n',
      },
    ],
  },
  check(part, { report }) {
    for (const { kind, from, to } of part.header.lines) {
      const line = kind === 'continuation' ? undefined : part.lens.lineAt(from);
      if (!line) continue;
      const at = { from: line.content, to: line.contentTo };
      if (kind === 'junk' && !isEnvelopeFrom(part.lens.snapshot.slice(at.from, at.to))) continue;
      report({
        message: 'envelope',
        at,
        fix: () => ({ title: 'Delete the “From ” line', edits: [{ from, to, insert: '' }], safe: false }),
      });
    }
  },
});
