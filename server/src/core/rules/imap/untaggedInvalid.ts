// Rule imap/untagged-invalid: what the server says is no response of IMAP.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/untagged-invalid',
  severity: 'error',
  references: [rfc(9051, '7'), rfc(9051, '2.2.2')],
  summary: 'A response has no name.',
  why: 'A client cannot know what is meant. Most often a literal before it had other octets than it announced.',
  messages: { name: 'A response name must stand here' },
  faults: { 'response-name': 'name' },
  examples: {
    valid: [{ text: 'S: * 3 EXISTS\nS: * XNEWS 3\n' }],
    invalid: [{ text: 'C: a NOOP\nS: * «(3)»\nS: a OK done\n' }],
  },
  looksAt: { kinds: ['untagged'] },
});
