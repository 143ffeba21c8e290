// Rule imap/alert: the server says something that the user must see.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/alert',
  severity: 'info',
  references: [rfc(9051, '7.1')],
  summary: 'The server sends a message for the user.',
  why: 'A client must show such a text to its user in a way that is not overlooked. Often it says why a login fails.',
  messages: { alert: 'The user must see this text' },
  examples: {
    valid: [{ text: 'S: * OK welcome\n' }],
    invalid: [{ text: 'C: a NOOP\nS: * OK [«ALERT»] The server goes down at noon\nS: a OK done\n' }],
  },
  looksAt: { kinds: ['reply', 'untagged', 'greeting'] },
  check({ response, unit }, { report }) {
    const code = response?.code;
    if (code?.name === 'ALERT') report({ message: 'alert', at: unit.host(code.from, code.to) });
  },
});
