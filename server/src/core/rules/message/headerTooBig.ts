// Rule message/header-too-big: a header larger than servers read.

import { page } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { headerRange } from '../support/missingField.ts';

export default defineRule({
  id: 'message/header-too-big',
  scope: 'headerBlock',
  severity: 'warning',
  references: [
    page('Postfix, header_size_limit', 'https://www.postfix.org/postconf.5.html#header_size_limit'),
    page('sendmail, MaxHeadersLength', 'https://www.sendmail.org/~ca/email/doc8.12/op-sh-5.html'),
  ],
  summary: 'A header is larger than many servers accept.',
  why:
    'No specification has a limit, every server does: some refuse the message, others drop what is too much without ' +
    'a word. Long lists of recipients, pasted tokens and years of forwarding make such headers.',
  messages: { size: 'The header has {length} characters; servers may drop what is beyond {limit}' },
  options: {
    defaults: { characters: 65_536 },
    description: { characters: 'How many characters a header may have.' },
  },
  examples: {
    valid: [{ text: 'Subject: Short\n\nBody\n', options: { characters: 15 } }],
    invalid: [{ text: '«Subject»: Long\n\nBody\n', options: { characters: 13 } }],
  },
  check(part, { report, options }) {
    // Counted by field, so that the prefixes of a transcript do not count.
    let length = 0;
    for (const field of part.header.fields) length += field.to - field.from - gapLength(field.gaps);
    const limit = options.characters;
    if (length > limit) report({ message: 'size', at: headerRange(part), data: { length, limit } });
  },
});

function gapLength(gaps: readonly { from: number; to: number }[]): number {
  return gaps.reduce((sum, { from, to }) => sum + to - from, 0);
}
