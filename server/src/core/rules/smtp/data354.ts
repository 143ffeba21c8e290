// Rule smtp/data-354: DATA is answered with success in place of 354.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { hasMessage } from '../support/smtpData.ts';

export default smtpRule({
  id: 'smtp/data-354',
  severity: 'error',
  references: [rfc(5321, '4.1.1.4')],
  summary: 'The server answers DATA with a code of success, not with 354.',
  why:
    'Only 354 asks for the message. A client that reads 250 believes that the message is delivered although it was not ' +
    'sent, or sends it, and each of its lines is taken for a command.',
  messages: { success: 'DATA is answered with 354 before the message is sent, not with {code}' },
  examples: {
    valid: [
      { text: 'C: DATA\nS: 354 go\nC: hello\nC: .\nS: 250 ok\n' },
      { text: 'C: DATA\nC: Subject: hello\nC: .\nS: 250 ok\n' },
      { text: 'C: DATA\n...\nS: 250 ok\n' },
    ],
    invalid: [{ text: 'C: DATA\nS: «250» ok\nC: QUIT\nS: 221 bye\n' }],
  },
  looksAt: { kinds: ['reply'], verbs: ['DATA'] },
  check({ reply, exchange: { repliesTo, index }, session, unit }, { report }) {
    const code = reply?.code;
    if (code?.startsWith('2') !== true || repliesTo === undefined || hasMessage(session, repliesTo, index)) {
      return;
    }
    if (session.exchanges.kind(index - 1) === 'note') return;
    report({ message: 'success', at: unit.host(0, code.length), data: { code } });
  },
});
