// Rule imap/atom: a word has a character that no atom may have.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/atom',
  severity: 'error',
  references: [rfc(9051, '4.1'), rfc(9051, '9')],
  summary: 'An atom is missing, or has a character that must be quoted.',
  why: 'An atom ends at a space, a parenthesis, a brace, % * " and \\. A name with one of these is quoted or a literal.',
  ...grammarFaults('atom', 'eight-bit'),
  examples: {
    valid: [{ text: 'C: a SELECT "Entw&APw-rfe (alt)"\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a SELECT Entw«ü»rfe\nS: a BAD what?\n', messages: ['eight-bit'] },
      { text: 'C: a ENABLE «(CONDSTORE)»\nS: a BAD what?\n', messages: ['atom'] },
    ],
  },
});
