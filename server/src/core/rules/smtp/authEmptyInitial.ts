// Rule smtp/auth-empty-initial: an initial response where there is none, or an empty one written in a wrong way.

import { rfc } from '../../registry/reference.ts';
import { saslMechanism } from '../../transcript/sasl/mechanisms.ts';
import { smtpRule } from '../protocolRules.ts';
import { wentOn, wordsOf } from '../support/smtpCommands.ts';
import { isServerFine } from '../support/smtpReplies.ts';

export default smtpRule({
  id: 'smtp/auth-empty-initial',
  severity: 'error',
  references: [rfc(4954, '4')],
  summary:
    'A response stands behind AUTH although the server speaks first, or an empty response is not written as it has to be.',
  why: 'In the AUTH command an empty response is =, in a line of its own it is an empty line. Servers answer 501 to the rest.',
  messages: {
    serverFirst: 'With {mechanism} the server speaks first: nothing may stand here',
    content: '{mechanism} cannot begin with an empty response',
    answer: 'An empty response is an empty line; = stands for it only in the AUTH command',
  },
  examples: {
    valid: [
      { text: 'C: AUTH EXTERNAL =\nS: 235 ok\n' },
      { text: 'C: AUTH LOGIN YW5u\nS: 334 UGFzc3dvcmQ6\n' },
      { text: 'C: AUTH CRAM-MD5\nS: 334 PDFAYT4=\n' },
    ],
    invalid: [
      { text: 'C: AUTH CRAM-MD5 «YW5u»\nS: 501 no\n', messages: ['serverFirst'] },
      { text: 'C: AUTH PLAIN «=»\nS: 501 no\n', messages: ['content'] },
      { text: 'C: AUTH EXTERNAL\nS: 334\nC: «=»\nS: 501 no\n', messages: ['answer'] },
    ],
  },
  looksAt: { kinds: ['command', 'answer'], verbs: ['AUTH'] },
  check({ exchange, session, unit }, { report }) {
    if (exchange.kind === 'answer') {
      const fine = isServerFine(session, exchange.repliesTo ?? exchange.index);
      if (unit.text === '=' && !fine) report({ message: 'answer', at: unit.host(0, 1) });
      return;
    }
    const [, mechanism, initial] = wordsOf(unit.text);
    const row = mechanism && saslMechanism(mechanism.text);
    if (!row || !initial || initial.text === '*' || wentOn(session, exchange.index)) return;
    const at = unit.host(initial.from, initial.to);
    const data = { mechanism: row.name };
    // LOGIN was never written down, and takes the user here with most servers.
    if (row.first === 'server' && row.name !== 'LOGIN') report({ message: 'serverFirst', at, data });
    else if (initial.text === '=' && row.first === 'client' && row.strength !== 'none') {
      report({ message: 'content', at, data });
    }
  },
});
