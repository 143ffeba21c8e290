// Rule imap/parens: a list has no opening or closing parenthesis.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/parens',
  severity: 'error',
  references: [rfc(9051, '4.4'), rfc(9051, '9')],
  summary: 'A parenthesised list is not opened or not closed.',
  why: 'A reader takes what follows for a part of the list, or stops at the line. Clients then drop the connection.',
  ...grammarFaults('parenthesis-missing', 'parenthesis-unclosed', 'too-deep'),
  examples: {
    valid: [{ text: 'C: a STATUS INBOX (MESSAGES)\nS: * STATUS INBOX (MESSAGES 3)\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a STATUS INBOX «»MESSAGES\nS: a BAD what?\n', messages: ['parenthesis-missing'] },
      { text: 'C: a STORE 1 FLAGS (\\Seen«»\nS: a BAD what?\n', messages: ['parenthesis-unclosed'] },
    ],
  },
});
