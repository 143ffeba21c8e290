// Rule smtp/reply-multiline: the lines of a reply do not belong together.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { smtpRule } from '../protocolRules.ts';
import { isElision } from '../support/smtpData.ts';

export default smtpRule({
  id: 'smtp/reply-multiline',
  severity: 'error',
  references: [rfc(5321, '4.2.1')],
  summary: 'A reply of several lines has two codes, a wrong separator, or no last line.',
  why:
    'Every line but the last has a hyphen behind the code, and all have the same code. A client that waits for the last ' +
    'line hangs, and one that reads the wrong code does the wrong thing.',
  messages: {
    changes: 'All lines of a reply have the same code; the first has {code}',
    separator: 'A space or a hyphen must follow the code',
    unfinished: 'The hyphen announces another line, and none follows',
  },
  examples: {
    valid: [
      { text: 'C: EHLO a.example\nS: 250-mx.example.com\nS: 250-SIZE\nS: 250 HELP\nC: QUIT\nS: 221 bye\n' },
      { text: 'C: EHLO a.example\nS: 250-mx.example.com | SIZE | HELP\nC: QUIT\nS: 221 bye\n' },
      { text: 'C: EHLO a.example\nS: 250-mx.example.com\nS: 250-SIZE\n...\nC: QUIT\nS: 221 bye\n' },
      { text: 'C: EHLO a.example\nS: 250-mx.example.com\nS: 250-SIZE\n# The log ends here.\n' },
      { text: 'C: HELP\nS: 214-one\nS: 214\nC: QUIT\nS: 221-going\n' },
    ],
    invalid: [
      {
        text: 'C: EHLO a.example\nS: 250-mx.example.com\nS: «220»-SIZE\nS: 250 HELP\nC: QUIT\nS: 221 bye\n',
        messages: ['changes'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx.example.com\nS: 250«:»SIZE\nC: QUIT\nS: 221 bye\n',
        messages: ['separator'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx.example.com\nS: «250-»SIZE\nC: QUIT\nS: 221 bye\n',
        messages: ['unfinished'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx.example.com\nS: «250-»SIZE\n# The client goes on.\nC: QUIT\nS: 221 bye\n',
        messages: ['unfinished'],
      },
    ],
  },
  looksAt: { kinds: ['greeting', 'reply', 'continuation'] },
  check({ faults, unit, reply, session, exchange }, { report }) {
    for (const { code, from, to } of faults) {
      if (code === 'reply-code-changes') {
        report({ message: 'changes', at: unit.host(from, to), data: { code: reply?.code ?? '' } });
      } else if (code === 'reply-separator') report({ message: 'separator', at: unit.host(from, to) });
    }
    const last = reply?.lines.at(-1);
    // Long banners are often cut, and a capture's summary writes all lines in one.
    if (!last?.goesOn || exchange.kind === 'greeting' || unit.text.includes(' | ')) {
      return;
    }
    if (mayBeLeftOut(session, exchange.index)) return;
    report({ message: 'unfinished', at: unit.host(last.from, last.from + CODE_AND_HYPHEN) });
  },
});

/** At the end of the log, or where it leaves something out, the rest of a reply may be missing. */
function mayBeLeftOut({ all, exchanges, numbers }: Session, reply: number): boolean {
  let next = reply + 1;
  for (; next < exchanges.count && exchanges.kind(next) === 'note'; next++) {
    for (let place = exchanges.first(next); place < exchanges.last(next); place++) {
      if (isElision(all.text(numbers[place] ?? 0))) return true;
    }
  }
  return next >= exchanges.count;
}

const CODE_AND_HYPHEN = 4;
