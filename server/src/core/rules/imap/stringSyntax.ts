// Rule imap/string-syntax: a string is not written as one.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/string-syntax',
  severity: 'error',
  references: [rfc(9051, '4.3'), rfc(9051, '9')],
  summary: 'A quoted string or literal is not closed, not escaped, or missing.',
  why:
    'In a quoted string a quote and a backslash have a backslash in front, and no line end stands in it; what has one ' +
    'is sent as a literal. A reader that goes on behind the line’s end loses the connection.',
  ...grammarFaults(
    'string',
    'nstring',
    'astring',
    'quote-unclosed',
    'escape',
    'nul',
    'literal-line',
    'literal-count',
  ),
  examples: {
    valid: [{ text: 'C: a LOGIN "ann \\"a\\" b" "x\\\\y"\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a SELECT «"abc»\nS: a BAD what?\n', messages: ['quote-unclosed'] },
      { text: 'C: a SELECT "a«\\b»"\nS: a BAD what?\n', messages: ['escape'] },
      { text: 'C: a SELECT «{x}»\nS: a BAD what?\n', messages: ['literal-count'] },
      { text: 'S: * 1 FETCH (BODY[] «abc»)\n', messages: ['nstring'] },
    ],
  },
});
