// Rule pop3/byte-stuffing: a line of a message that starts with a dot which is not doubled.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/byte-stuffing',
  severity: 'error',
  references: [rfc(1939, '3')],
  summary:
    'A line of a multi-line reply starts with a single dot, or a dot alone ends the message too early.',
  why: 'The client takes the dot away, so that the line changes and signatures break. A dot alone ends the message, and what follows it is taken for replies.',
  messages: {
    single: 'A line that starts with a dot must start with two',
    early: 'This dot ends the message; lines of it follow. It must be doubled',
  },
  examples: {
    valid: [
      { text: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: ..dot\nS: ..\nS: .\nC: QUIT\nS: +OK\n' },
      { text: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: ...\nS: .\nC: QUIT\nS: +OK\n' },
    ],
    invalid: [
      {
        text: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: «.»dot\nS: .\n',
        messages: ['single'],
        fixed: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: ..dot\nS: .\n',
      },
      {
        text: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: «.»\nS: more text\nS: and more\nC: QUIT\nS: +OK\n',
        messages: ['early'],
        fixed: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: ..\nS: more text\nS: and more\nC: QUIT\nS: +OK\n',
      },
    ],
  },
  looksAt: { kinds: ['data'], verbs: ['RETR', 'TOP'] },
  check({ session, exchange }, { report }) {
    const { all, numbers } = session;
    let left = MAX_FINDINGS;
    for (let place = exchange.first; place < exchange.last && left > 0; place++) {
      const line = numbers[place] ?? 0;
      // Most lines of a message start with something else: their text is not asked for.
      if (all.speaker(line) !== 'server' || !all.startsWith(line, '.')) continue;
      const text = all.text(line);
      const early = text === '.' && place === exchange.last - 1 && goesOn(session, exchange.index);
      if (!early && (text === '.' || text.startsWith('..'))) continue;
      left--;
      const { from } = all.content(line);
      report({
        message: early ? 'early' : 'single',
        at: { from, to: all.hostOffset(line, 1) },
        fix: () => ({ title: 'Double the dot', edits: [{ from, to: from, insert: '.' }], safe: true }),
      });
    }
  },
});

/** Whether lines that are no reply follow the block. */
function goesOn({ exchanges, all, numbers }: Session, index: number): boolean {
  if (index + 1 >= exchanges.count || exchanges.kind(index + 1) !== 'reply') return false;
  return !/^(?:\+OK|-ERR)/i.test(all.text(numbers[exchanges.get(index + 1).first] ?? 0));
}

const MAX_FINDINGS = 100;
