// Rule imap/nil: something else stands where only NIL or a list may.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/nil',
  severity: 'error',
  references: [rfc(9051, '4.5'), rfc(9051, '9')],
  summary: 'NIL or a list is missing.',
  why: 'NIL says that something does not exist; "" is an empty string, and a list in its place is no list of nothing.',
  ...grammarFaults('nil'),
  examples: {
    valid: [{ text: 'S: * NAMESPACE (("" "/")) NIL NIL\n' }, { text: 'C: a ID NIL\nS: a OK done\n' }],
    invalid: [{ text: 'S: * NAMESPACE (("" "/")) «""» NIL\n' }, { text: 'C: a ID «me»\nS: a BAD what?\n' }],
  },
});
