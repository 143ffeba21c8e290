// Rule message/control-char-header: a control character in a header field.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldLines } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/control-char-header',
  scope: 'field',
  severity: 'error',
  references: [rfc(5322, '2.2'), rfc(5322, '4.1')],
  summary: 'A header field has a control character.',
  why:
    'A field is made of printable characters, spaces and tabs. Control characters do not show, so a field can read ' +
    'differently from what it is, and they can move the cursor of a terminal. Filters count them as a sign of spam.',
  messages: { control: 'The control character {code} must not stand in a header field' },
  examples: {
    valid: [{ text: 'Subject: A tab\tis fine\n' }],
    invalid: [{ text: 'Subject: Bell«\x07»\n and«\x1b»[2J\n' }],
  },
  check({ field }, { report }) {
    if (!CONTROL.test(field.text)) return;
    for (const { content, text } of fieldLines(field)) {
      for (const { 0: run, index } of text.matchAll(CONTROLS)) {
        const at = { from: content + index, to: content + index + run.length };
        report({
          message: 'control',
          at,
          data: { code: `U+${run.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` },
        });
      }
    }
  },
});

/** RFC 5322 4.1, obs-NO-WS-CTL; NUL has a rule of its own. */
const CONTROL = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const CONTROLS = new RegExp(`(${CONTROL.source})\\1*`, 'g');
