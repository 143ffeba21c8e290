// Rule message/header-premature-end: the message ends before its header does.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldLines } from '../support/fieldRanges.ts';
import { isWholeMessage } from '../support/missingField.ts';

export default defineRule({
  id: 'message/header-premature-end',
  scope: 'headerBlock',
  severity: 'warning',
  profiles: { outgoing: 'error' },
  references: [rfc(5322, '2.1'), rfc(5322, '3.5')],
  summary: 'The message ends inside its header, without the empty line.',
  why:
    'The grammar allows a message without a body, but what ends like this was mostly cut off: the rest of the header ' +
    'and the body are gone. Servers add the empty line, or refuse the message.',
  messages: {
    end: 'The message ends with this field: there is no empty line and no body',
    line: 'The message ends in the middle of this line of its header',
  },
  examples: {
    valid: [{ text: 'From: ann@example.com\nSubject: No body\n\n' }],
    invalid: [
      {
        text: 'From: ann@example.com\n«Subject: No body»\n',
        fixed: 'From: ann@example.com\nSubject: No body\n\n',
      },
    ],
  },
  wantsEnd: true,
  check(part, { report }) {
    const { fields, end, to } = part.header;
    if (end !== 'end' || !isWholeMessage(part)) return;
    const last = fields.at(-1);
    const line = last && fieldLines(last).at(-1);
    if (!line) return;
    const cut = line.contentTo === to;
    const insert = cut ? '\n\n' : '\n';
    report({
      message: cut ? 'line' : 'end',
      at: { from: line.content, to: line.contentTo },
      fix: () => ({ title: 'Add the empty line', edits: [{ from: to, to, insert }], safe: true }),
    });
  },
});
