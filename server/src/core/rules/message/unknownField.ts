// Rule message/unknown-field: a field that no registry knows.

import { page, rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/unknown-field',
  scope: 'field',
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  references: [
    page('IANA, Message Headers', 'https://www.iana.org/assignments/message-headers/message-headers.xhtml'),
    rfc(5322, '3.6.8'),
  ],
  summary: 'A field has a name that is not registered and does not start with X-.',
  why:
    'Programs ignore a field they do not know, so a mistyped name is lost without a word. A field of your own can be ' +
    'registered, which also keeps others from using the name for something else.',
  messages: { unknown: 'No field of the name {field} is registered' },
  examples: {
    valid: [{ text: 'Subject: Hello\nX-Own: 1\n' }],
    invalid: [{ text: '«Subjct»: Hello\n' }],
  },
  check({ field }, { report }) {
    if (field.definition || field.key.startsWith('x-')) return;
    report({ message: 'unknown', at: nameRange(field), data: { field: field.name } });
  },
});
