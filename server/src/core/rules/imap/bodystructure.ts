// Rule imap/bodystructure: a body structure has missing or wrong fields.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/bodystructure',
  severity: 'error',
  references: [rfc(9051, '7.5.2'), rfc(9051, '9')],
  summary: 'A BODY or BODYSTRUCTURE has missing or wrong fields.',
  why: 'Clients find attachments by it. One wrong field makes all parts behind it invisible, or the message unreadable.',
  messages: { structure: 'The body structure is not as it must be here: {detail}' },
  faults: { 'body-structure': 'structure' },
  examples: {
    valid: [{ text: 'S: * 1 FETCH (BODY ("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "7BIT" 12 1))\n' }],
    invalid: [
      { text: 'S: * 1 FETCH (BODY ("TEXT" "PLAIN" «"CHARSET"» NIL NIL "7BIT" 12 1))\n' },
      { text: 'S: * 1 FETCH (BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" «"x"» 1))\n' },
    ],
  },
  looksAt: { kinds: ['untagged'] },
});
