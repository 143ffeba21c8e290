// Rule message/ctype-syntax: Content-Type does not start with type/subtype.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/ctype-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['content-type'],
  references: [rfc(2045, '5.1'), rfc(2045, '5.2')],
  summary: 'A Content-Type field does not start with a type, a slash and a subtype.',
  why:
    'A part whose type cannot be read is plain ASCII text for every reader, whatever it holds. Pictures become lines ' +
    'of letters, and the parts of a multipart are not seen.',
  messages: {
    missing: 'The media type is missing: readers take the part for plain text',
    subtype: '“{text}” has no subtype: readers take the part for plain text',
    character: 'The character “{character}” must not stand in a media type',
  },
  examples: {
    valid: [{ text: 'Content-Type: text/plain (a comment); charset=utf-8\n\n' }],
    invalid: [
      { text: 'Content-Type: «text»\n\n', messages: ['subtype'] },
      { text: 'Content-Type: «; charset=utf-8»\n\n', messages: ['missing'] },
      { text: '«Content-Type»:\n\n', messages: ['missing'] },
      { text: 'Content-Type: text/«html/plain»\n\n', messages: ['character'] },
    ],
  },
  check({ field }, { report }) {
    const fault = field.faults.find(({ code }) => TYPE_FAULTS.has(code));
    if (!fault) return;
    const at = { from: field.from + fault.from, to: field.from + fault.to };
    const text = field.ownText(at.from, at.to);
    if (fault.code === 'type-missing' || text === '') report({ message: 'missing', at: valueRange(field) });
    else if (fault.code === 'subtype-missing') {
      report({ message: 'subtype', at, data: { text: quoted(field.value.replace(/[;(].*/s, '')) } });
    } else report({ message: 'character', at, data: { character: fault.detail ?? text } });
  },
});

const TYPE_FAULTS = new Set(['type-missing', 'subtype-missing', 'type-character']);
