// Rule smtp/arguments: a command without the argument it needs, or with one it cannot have.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { wentOn } from '../support/smtpCommands.ts';

export default smtpRule({
  id: 'smtp/arguments',
  severity: 'error',
  references: [rfc(5321, '4.1.1'), rfc(5321, '4.3.2')],
  summary: 'A command lacks its argument, or has one although it takes none.',
  why: 'A server answers 501 and does not carry the command out: a message is not sent, a session not ended.',
  messages: { missing: '{verb} needs an argument', extra: '{verb} takes no argument' },
  examples: {
    valid: [
      { text: 'C: VRFY ann\nS: 252 perhaps\nC: NOOP whatever\nS: 250 ok\nC: QUIT\nS: 221 bye\n' },
      { text: 'C: QUIT now\nS: 221 bye\n' },
    ],
    invalid: [
      { text: 'C: «VRFY»\nS: 501 whom?\n', messages: ['missing'] },
      { text: 'C: RSET «all»\nS: 501 no\n', messages: ['extra'] },
      { text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA «now»\nS: 501 no\n', messages: ['extra'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['DATA', 'RSET', 'QUIT', 'VRFY', 'EXPN', 'TURN', 'ATRN'] },
  check({ command, exchange, faults, session, unit }, { report }) {
    if (!command || faults.length === 0 || wentOn(session, exchange.index)) return;
    for (const { code, from, to } of faults) {
      const message =
        code === 'argument-missing' ? 'missing' : code === 'argument-extra' ? 'extra' : undefined;
      if (message) report({ message, at: unit.host(from, to), data: { verb: command.verb } });
    }
  },
});
