// Rule imap/fetch-items: FETCH asks for something that cannot be fetched, or answers with something else than items.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/fetch-items',
  severity: 'error',
  references: [rfc(9051, '6.4.5'), rfc(9051, '6.4.5.1'), rfc(9051, '7.5.2')],
  summary: 'A FETCH item, section or partial is not one of those there are.',
  why: 'The server answers BAD to the whole command. The macros ALL, FAST and FULL stand alone, never in a list.',
  ...grammarFaults(
    'fetch-att',
    'fetch-name',
    'fetch-list',
    'section',
    'partial',
    'partial-empty',
    'partial-range',
    'header-list',
  ),
  examples: {
    valid: [{ text: 'C: a FETCH 1 (UID BODY.PEEK[1.2.HEADER.FIELDS (Date)]<0.100>)\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a FETCH 1 «SUBJECT»\nS: a BAD what?\n', messages: ['fetch-att'] },
      { text: 'C: a FETCH 1 (UID «ALL»)\nS: a BAD what?\n', messages: ['fetch-list'] },
      { text: 'C: a FETCH 1 BODY[«HEAD»]\nS: a BAD what?\n', messages: ['section'] },
    ],
  },
});
