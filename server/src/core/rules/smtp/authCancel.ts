// Rule smtp/auth-cancel: a login is given up in a wrong way, or the server does not take it so.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { wordsOf } from '../support/smtpCommands.ts';

export default smtpRule({
  id: 'smtp/auth-cancel',
  severity: 'error',
  references: [rfc(4954, '4')],
  summary: 'A * that gives up a login stands in the AUTH command, or is not answered by 501.',
  why: 'A client gives up by a line with a * alone, and the server answers 501; otherwise the two sides no longer agree where they are.',
  messages: {
    initial: 'A * gives up only as a line of its own',
    reply: 'A login that was given up is answered by 501',
  },
  examples: {
    valid: [{ text: 'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: *\nS: 501 given up\n' }],
    invalid: [
      { text: 'C: AUTH LOGIN «*»\nS: 501 no\n', messages: ['initial'] },
      { text: 'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: *\nS: «235» welcome\n', messages: ['reply'] },
    ],
  },
  looksAt: { kinds: ['command', 'reply'], verbs: ['AUTH'] },
  check({ exchange, reply, session, unit }, { report }) {
    if (exchange.kind === 'command') {
      const [, , initial] = wordsOf(unit.text);
      if (initial?.text === '*') report({ message: 'initial', at: unit.host(initial.from, initial.to) });
      return;
    }
    const { all, exchanges, numbers } = session;
    const before = exchange.index - 1;
    if (!reply?.code || reply.code === '501' || reply.code === '421' || exchanges.kind(before) !== 'answer') {
      return;
    }
    // A failed login counts as given up for many servers.
    if (reply.code.startsWith('5') || all.text(numbers[exchanges.get(before).first] ?? 0) !== '*') return;
    report({ message: 'reply', at: unit.host(0, reply.code.length) });
  },
});
