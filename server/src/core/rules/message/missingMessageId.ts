// Rule message/missing-message-id: a message without a Message-ID field.

import { newMessageId } from '../../message/newValues.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addField } from '../support/mimeFixes.ts';
import { missingField } from '../support/missingField.ts';

export default defineRule({
  id: 'message/missing-message-id',
  scope: 'headerBlock',
  severity: 'info',
  profiles: { strict: 'warning', receive: 'warning' },
  references: [rfc(5322, '3.6.4')],
  summary: 'A message has no Message-ID field.',
  why:
    'Every message should have one. Without it replies do not find their thread, copies are not recognised, and a ' +
    'message cannot be followed through the logs. Most submission servers add the field; Gmail and others refuse ' +
    'messages that arrive without it from unknown senders.',
  messages: { missing: 'The message has no Message-ID field' },
  examples: {
    valid: [{ text: 'From: ann@example.com\nMessage-Id: <1@example.com>\n\nHello\n' }],
    invalid: [{ text: '«From»: ann@example.com\n\nHello\n' }],
  },
  check(part, { report }) {
    missingField(part, 'message-id', (at) => {
      report({
        message: 'missing',
        at,
        // The author's own value may be another: never added without being asked for.
        fix: (ports) => {
          const edit = ports && addField(part, `Message-ID: ${newMessageId(part, ports.unique())}`);
          return edit && { title: 'Add a Message-ID field', edits: [edit], safe: false };
        },
      });
    });
  },
});
