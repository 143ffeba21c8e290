// Rule imap/syntax: a command or response departs from the grammar in a way that has no rule of its own.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/syntax',
  severity: 'error',
  references: [rfc(9051, '9'), rfc(3501, '9')],
  summary: 'A command or response does not follow the grammar.',
  why: 'A server answers BAD to such a command; a client that gets such a response stops, or shows nothing.',
  ...grammarFaults(
    'space-missing',
    'argument-missing',
    'text-unexpected',
    'punctuation-missing',
    'keyword',
    'number',
    'number-too-large',
    'mod-sequence',
    'store-item',
    'search-key',
    'sort-key',
    'thread-algorithm',
    'status-item',
    'charset',
    'date',
    'entry-name',
    'entry-slash',
    'object-id',
    'mailbox-filter',
    'rights',
    'url',
  ),
  examples: {
    valid: [{ text: 'C: a SEARCH SINCE 1-Feb-2026 OR SEEN (FROM "ann")\nS: * SEARCH 2\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a SELECT«»\nS: a BAD what?\n', messages: ['argument-missing'] },
      { text: 'C: a FETCH 1 («»\n', messages: ['argument-missing'] },
      { text: 'C: a NOOP «now»\nS: a BAD what?\n', messages: ['text-unexpected'] },
      { text: 'C: a SEARCH «FORM» "ann"\nS: a BAD what?\n', messages: ['search-key'] },
      { text: 'C: a SEARCH SINCE «2026-02-01»\nS: a BAD what?\n', messages: ['date'] },
      { text: 'C: a STATUS INBOX («COUNT»)\nS: a BAD what?\n', messages: ['status-item'] },
    ],
  },
});
