// Rule message/misplaced-envelope-from: the `From ` line of an mbox among the fields of a header.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isEnvelopeFrom } from '../support/envelopeFrom.ts';

export default defineRule({
  id: 'message/misplaced-envelope-from',
  scope: 'headerBlock',
  severity: 'warning',
  references: [rfc(4155, 'A'), rfc(5322, '2.2')],
  summary: 'The “From ” line that separates the messages of an mbox stands among the header fields.',
  why:
    'The line belongs to a mailbox file and is no header field. Programs take it for the end of the header and show ' +
    'the fields behind it as text. Mostly two messages were joined, or one was forwarded with its mailbox line.',
  messages: {
    envelope: 'This “From ” line separates messages of an mbox and must not stand among the fields',
  },
  examples: {
    valid: [
      { text: 'From: ann@example.com\n\nFrom here it is text\n' },
      { text: 'From ann@example.com Fri Dec  6 10:30:00 2024\nFrom: ann@example.com\n\nHello\n' },
    ],
    invalid: [
      {
        text: 'Received: by b; Fri, 6 Dec 2024 10:30:00 +0100\n«>From ann Fri Dec  6 10:30:00 2024 remote from b»\nFrom: ann@example.com\n\n',
        fixed: 'Received: by b; Fri, 6 Dec 2024 10:30:00 +0100\nFrom: ann@example.com\n\n',
      },
    ],
  },
  check(part, { report }) {
    for (const { kind, from, to } of part.header.lines) {
      const line = kind === 'junk' ? part.lens.lineAt(from) : undefined;
      if (!line) continue;
      const at = { from: line.content, to: line.contentTo };
      if (!isEnvelopeFrom(part.lens.snapshot.slice(at.from, at.to))) continue;
      report({
        message: 'envelope',
        at,
        fix: () => ({ title: 'Delete the “From ” line', edits: [{ from, to, insert: '' }], safe: false }),
      });
    }
  },
});
