// Rule message/mbox-from-line: the `From ` line of an mbox in front of the header.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/mbox-from-line',
  scope: 'headerBlock',
  // Messages cut out of a mailbox file are kept so; only who sends one must mind.
  severity: 'info',
  profiles: { strict: 'error' },
  references: [rfc(4155, 'A'), rfc(5322, '2.2')],
  summary: 'The message starts with the “From ” line of an mbox.',
  why:
    'The line belongs to the mailbox file the message was taken from: it holds the envelope sender and the time of ' +
    'delivery. A server that is sent it takes it for a bad header field, or the whole header for text.',
  messages: { envelope: 'This “From ” line belongs to a mailbox file; without it the message can be sent' },
  examples: {
    valid: [{ text: 'From: ann@example.com\n\nFrom here it is text\n' }],
    invalid: [
      {
        text: '«From ann@example.com Fri Dec  6 10:30:00 2024»\nFrom: ann@example.com\n\nHello\n',
        fixed: 'From: ann@example.com\n\nHello\n',
      },
    ],
  },
  check(part, { report }) {
    const [first] = part.header.lines;
    const line = first?.kind === 'mboxFrom' ? part.lens.lineAt(first.from) : undefined;
    if (!first || !line) return;
    const { from, to } = first;
    report({
      message: 'envelope',
      at: { from: line.content, to: line.contentTo },
      fix: () => ({ title: 'Delete the “From ” line', edits: [{ from, to, insert: '' }], safe: false }),
    });
  },
});
