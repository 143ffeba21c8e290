// Rule smtp/obsolete-command: SEND, SOML, SAML or TURN.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/obsolete-command',
  severity: 'info',
  references: [rfc(5321, 'F.1'), rfc(5321, 'F.6')],
  summary: 'The client uses a command of RFC 821 that is obsolete.',
  why: 'Hardly a server knows it any more. TURN gave away the mail of others, since nobody had to log in.',
  messages: { obsolete: '{verb} is obsolete' },
  examples: {
    valid: [{ text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\n' }],
    invalid: [{ text: 'C: «TURN»\nS: 502 no\n' }, { text: 'C: «SAML» FROM:<a@example.com>\nS: 250 ok\n' }],
  },
  looksAt: { kinds: ['command'], verbs: ['SEND', 'SOML', 'SAML', 'TURN'] },
  check({ command, unit }, { report }) {
    if (!command) return;
    report({ message: 'obsolete', at: unit.host(0, command.verb.length), data: { verb: command.verb } });
  },
});
