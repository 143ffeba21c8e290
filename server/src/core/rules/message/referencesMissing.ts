// Rule message/references-missing: an answer with In-Reply-To and without References.

import { messageIds } from '../../message/views/msgId.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/references-missing',
  scope: 'headerBlock',
  severity: 'hint',
  references: [rfc(5322, '3.6.4')],
  summary: 'A message has In-Reply-To and no References.',
  why:
    'Mail programs build threads from References. Without it they know only the message that is answered, and where that ' +
    'one is missing the thread falls apart.',
  messages: { missing: 'An answer should have References too' },
  examples: {
    valid: [
      { text: 'In-Reply-To: <1@example.com>\nReferences: <1@example.com>\n' },
      { text: 'Subject: Hello\n' },
    ],
    invalid: [
      {
        text: '«In-Reply-To»: <1@example.com>\nSubject: Re: Hello\n',
        fixed: 'In-Reply-To: <1@example.com>\nReferences: <1@example.com>\nSubject: Re: Hello\n',
      },
      { text: '«In-Reply-To»: <1@example.com> <2@example.com>\n' },
    ],
  },
  check(part, { report }) {
    const field = part.role === 'message' ? part.field('in-reply-to') : undefined;
    if (!field || part.field('references')) return;
    const ids = messageIds(field);
    const [only] = ids;
    if (!only?.right) return;
    // Of several parents none can be copied from (RFC 5322 3.6.4).
    const whole = ids.length === 1 && only.bracketed && field.faults.length === 0;
    report({
      message: 'missing',
      at: nameRange(field),
      fix: whole
        ? () => {
            const behind = field.to > field.valueTo;
            const insert = `${behind ? '' : '\n'}References: <${only.id}>${behind ? '\n' : ''}`;
            // The parent may have had References of its own.
            return {
              title: 'Add References',
              edits: [{ from: field.to, to: field.to, insert }],
              safe: false,
            };
          }
        : undefined,
    });
  },
});
