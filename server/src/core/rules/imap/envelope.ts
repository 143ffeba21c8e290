// Rule imap/envelope: an ENVELOPE has not the ten fields it must have.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/envelope',
  severity: 'error',
  references: [rfc(9051, '7.5.2'), rfc(9051, '9')],
  summary: 'An ENVELOPE has missing, additional or wrong fields.',
  why:
    'Its ten fields stand in a fixed order: date, subject, from, sender, reply-to, to, cc, bcc, in-reply-to, ' +
    'message-id. One that is missing shifts the others; clients show the wrong people, or nothing.',
  messages: { envelope: 'The envelope is not as it must be here: {detail}' },
  faults: { envelope: 'envelope', address: 'envelope' },
  examples: {
    valid: [
      {
        text: 'S: * 1 FETCH (ENVELOPE (NIL "hi" ((NIL NIL "ann" "a.example")) NIL NIL NIL NIL NIL NIL "<1@a>"))\n',
      },
    ],
    invalid: [
      { text: 'S: * 1 FETCH (ENVELOPE (NIL "hi" «"ann"» NIL NIL NIL NIL NIL NIL "<1@a>"))\n' },
      { text: 'S: * 1 FETCH (ENVELOPE (NIL "hi" NIL NIL NIL NIL NIL NIL NIL«»))\n' },
    ],
  },
  looksAt: { kinds: ['untagged'] },
});
