// Rule message/partial-fragment: a message that is only a fragment of one.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/partial-fragment',
  scope: 'part',
  severity: 'info',
  profiles: { receive: 'warning' },
  references: [rfc(2046, '5.2.2')],
  summary: 'The message is one fragment of a larger one.',
  why:
    'A scanner that sees fragments sees no attachment, so many servers refuse them. Few readers still put fragments ' +
    'together.',
  messages: {
    fragment: 'This is a fragment: few readers put the whole together again, and many servers refuse it',
  },
  examples: {
    valid: [{ text: 'Content-Type: message/rfc822\n\nSubject: whole\n\n' }],
    invalid: [{ text: 'Content-Type: «message/partial»; id="a@b"; number=1\n\nSubject: a\n\n' }],
  },
  check(part, { report }) {
    if (part.mediaType.name === 'message/partial') report({ message: 'fragment', at: typeRange(part) });
  },
});
