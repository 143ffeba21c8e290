// Rule message/unresolved-template: placeholders that a mailing program did not fill in.

import type { Part } from '../../message/part.ts';
import { page } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { MAYBE_PLACEHOLDER, PLACEHOLDER_IN_HEADER, placeholders } from '../support/placeholders.ts';

export default defineRule({
  id: 'message/unresolved-template',
  scope: 'part',
  severity: 'warning',
  profiles: { outgoing: 'error' },
  references: [page('SpamAssassin, tests', 'https://spamassassin.apache.org/old/tests_3_3_x.html')],
  summary: 'A placeholder such as {{name}} or *|FNAME|* stands in the message.',
  why:
    'A mailing was sent before its template was filled in: readers see the placeholder where their name should be, ' +
    'and filters know the patterns from the tools of spammers.',
  messages: { placeholder: 'The placeholder {text} was not filled in' },
  examples: {
    valid: [
      {
        text: 'Subject: 50% off and 100% free\n\nUse {{name}} in your templates, Dear reader.\nprintf("%NAME%")\n',
      },
      { text: 'X-Template: {{name}}\n\n' },
    ],
    invalid: [
      { text: 'Subject: Hello «{{first_name}}»\nTo: «%%FULLNAME%%» <ann@example.com>\n\n' },
      { text: 'Subject: News\n\nDear «{{ first_name }}»,\nread this.\n' },
      { text: 'Subject: «*|MC:SUBJECT|*»\n\nHi «*|FNAME|*»\n' },
    ],
  },
  check(part, { report }) {
    for (const field of part.header.fields) {
      if (!FIELDS.has(field.key) || !MAYBE_PLACEHOLDER.test(field.text)) continue;
      const text = field.lens.snapshot.slice(field.valueFrom, field.valueTo);
      for (const match of text.matchAll(PLACEHOLDER_IN_HEADER)) {
        reportPlaceholder(field.valueFrom + match.index, match[0]);
      }
    }
    if (part.mediaType.type === 'text' && part.children.length === 0) checkBody(part, reportPlaceholder);

    function reportPlaceholder(from: number, text: string): void {
      report({ message: 'placeholder', at: { from, to: from + text.length }, data: { text } });
    }
  },
});

/** The first placeholders of a body: those behind a salutation, and those in a notation nothing else uses. */
function checkBody(part: Part, reportPlaceholder: (from: number, text: string) => void): void {
  for (const { to, groups } of placeholders.of(part).first) {
    const placeholder = groups[1] ?? groups[0] ?? '';
    reportPlaceholder(to - placeholder.length, placeholder);
  }
}

const FIELDS = new Set(['subject', 'from', 'to', 'cc', 'reply-to', 'sender', 'list-unsubscribe', 'list-id']);
