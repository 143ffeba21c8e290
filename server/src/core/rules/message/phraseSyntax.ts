// Rule message/phrase-syntax: Keywords with an empty element or an unquoted special character.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/phrase-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['keywords'],
  references: [rfc(5322, '3.6.5'), rfc(5322, '3.2.5')],
  summary: 'Keywords has an empty element, or a special character outside quotes.',
  why:
    'Commas separate the keywords, and words with other special characters stand in quotes. Programs that sort or ' +
    'filter by keyword find the wrong ones otherwise.',
  messages: {
    missing: 'No keyword stands here',
    special: 'A keyword with “{text}” needs quotes',
  },
  examples: {
    valid: [{ text: 'Keywords: mail, "RFC 5322: syntax"\n' }],
    invalid: [{ text: 'Keywords: mail, RFC«:» syntax\n', messages: ['special'] }],
  },
  faults: { 'phrase-missing': 'missing', 'phrase-special': 'special' },
});
