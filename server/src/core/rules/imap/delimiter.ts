// Rule imap/delimiter: the hierarchy delimiter of a mailbox is not one quoted character, and not NIL.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/delimiter',
  severity: 'error',
  references: [rfc(9051, '7.3.1'), rfc(9051, '9')],
  summary: 'The delimiter in LIST or NAMESPACE is not one quoted character, and not NIL.',
  why: 'Clients cut names at it into a tree. NIL says that names are flat; an empty string says nothing.',
  messages: {
    form: 'A delimiter is one quoted character, or NIL',
    empty: 'A delimiter is one character; NIL where there is none',
  },
  faults: { delimiter: 'form' },
  examples: {
    valid: [{ text: 'S: * LIST () "/" a/b\n' }, { text: 'S: * LIST () NIL INBOX\n' }],
    invalid: [
      { text: 'S: * LIST () «/» a/b\n', messages: ['form'] },
      { text: 'S: * LIST () «""» a\n', messages: ['empty'] },
    ],
  },
  looksAt: { kinds: ['untagged'] },
  check({ unit }, { report }) {
    const empty = EMPTY.exec(unit.text);
    if (empty) report({ message: 'empty', at: unit.host(empty[0].length - 2, empty[0].length) });
  },
});

const EMPTY = /^\* (?:LIST|LSUB|XLIST|RLIST|RLSUB) \([^()]*\) ""/i;
