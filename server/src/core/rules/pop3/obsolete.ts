// Rule pop3/obsolete: a command that was taken out of POP3.

import { rfc } from '../../registry/reference.ts';
import { wordRange } from '../support/pop3Replies.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/obsolete',
  severity: 'info',
  references: [rfc(1460, '7'), rfc(1081)],
  summary: 'The client uses a command that is no longer part of POP3: LAST, RPOP or XTND.',
  why: 'Servers of today answer -ERR. UIDL took the place of LAST; RPOP trusted the client’s host.',
  messages: { obsolete: '{verb} is obsolete' },
  examples: {
    valid: [{ text: 'C: UIDL\nS: +OK\nS: .\n' }],
    invalid: [
      { text: 'C: «LAST»\nS: +OK 1\n' },
      { text: 'C: USER ann\nS: +OK\nC: «RPOP» ann\nS: -ERR no\n' },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['LAST', 'RPOP', 'XTND'] },
  check({ command, unit }, { report }) {
    if (command) report({ message: 'obsolete', at: wordRange(unit), data: { verb: command.verb } });
  },
});
