// Rule pop3/top-arguments: TOP without its two numbers.

import { rfc } from '../../registry/reference.ts';
import { isPop3Fine, replyText } from '../support/pop3Replies.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/top-arguments',
  severity: 'error',
  references: [rfc(1939, '7')],
  summary: 'TOP lacks the number of lines, or it is no number.',
  why: 'TOP needs two arguments: the message and how many lines of its body. Servers answer -ERR; some send the whole message.',
  messages: { missing: 'TOP needs a number of lines', lines: '{text} is no number of lines' },
  examples: {
    valid: [
      { text: 'C: TOP 1 0\nS: +OK\nS: Subject: a\nS: .\n' },
      { text: 'C: TOP 10\nS: +OK\nS: Subject: a\nS: .\nC: TOP 100\nS: -ERR no such message\n' },
    ],
    invalid: [
      { text: 'C: «TOP» 1\nS: -ERR\n', messages: ['missing'] },
      { text: 'C: TOP 1 «all»\nS: -ERR\n', messages: ['lines'] },
      { text: 'C: TOP 1 «-1»\nS: -ERR\n', messages: ['lines'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['TOP'] },
  check({ command, exchange, faults, session, unit }, { report }) {
    const fault = faults.find(({ code }) => Object.hasOwn(MESSAGES, code));
    if (!command || !fault || isPop3Fine(session, exchange.index)) return;
    // The example of RFC 1460 7 has one argument, and the server minds something else.
    if (MINDS_MESSAGE.test(replyText(session, exchange.index))) return;
    const text = unit.text.slice(fault.from, fault.to).slice(0, MAX_SHOWN);
    report({
      message: MESSAGES[fault.code as keyof typeof MESSAGES],
      at: unit.host(fault.from, fault.to),
      data: { text },
    });
  },
});

const MESSAGES = { 'top-missing': 'missing', 'top-lines': 'lines' } as const;
const MINDS_MESSAGE = /\bno such message\b/i;
const MAX_SHOWN = 40;
