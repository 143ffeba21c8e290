// Rule pop3/multiline-end: lines behind a reply without the dot that ends them.

import { rfc } from '../../registry/reference.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { isElision } from '../../transcript/dialect/remarks.ts';
import { mayStandForLines } from '../../transcript/pop3/noteLines.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/multiline-end',
  severity: 'error',
  references: [rfc(1939, '3')],
  summary: 'The lines of a multi-line reply are not ended by a line with a single dot.',
  why: 'A client waits for the dot until it times out, or takes the next replies for lines of the message.',
  messages: { missing: 'The line with a single dot is missing' },
  examples: {
    valid: [
      { text: 'C: LIST\nS: +OK\nS: 1 120\nS: .\nC: QUIT\nS: +OK\n' },
      { text: 'C: RETR 1\nS: +OK\nS: Subject: a\n' },
      { text: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: ...\nC: QUIT\nS: +OK\n' },
      { text: 'C: CAPA\nS: +OK\nS: USER\nC: QUIT\nS: TOP\nS: .\nS: +OK\n' },
    ],
    invalid: [
      {
        text: 'C: LIST\nS: +OK\nS: 1 120\n# the dot is missing\nS: «2 120»\n# here\nC: QUIT\nS: +OK\n',
        fixed: 'C: LIST\nS: +OK\nS: 1 120\n# the dot is missing\nS: 2 120\nS: .\n# here\nC: QUIT\nS: +OK\n',
      },
      {
        text: 'C: LIST\nS: +OK\nS: «1 120»\nC: QUIT\nS: +OK\n',
        fixed: 'C: LIST\nS: +OK\nS: 1 120\nS: .\nC: QUIT\nS: +OK\n',
      },
      {
        text: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: «bye»\nC: DELE 1\nS: +OK\n',
        fixed: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: bye\nS: .\nC: DELE 1\nS: +OK\n',
      },
    ],
  },
  looksAt: { kinds: ['data'] },
  check({ session, exchange, state }, { report }) {
    const { all, numbers } = session;
    let place = exchange.last - 1;
    while (place > exchange.first && all.speaker(numbers[place] ?? 0) === 'note') place--;
    const last = numbers[place] ?? 0;
    if (exchange.repliesTo === undefined || all.text(last).trim() === '.' || hasNote(session, exchange)) {
      return;
    }
    if (!isFollowed(session, exchange, state.waiting.length)) return;
    const at = all.content(last);
    report({
      message: 'missing',
      at,
      fix: () => ({
        title: 'Add the line with a single dot',
        edits: [{ from: at.to, to: at.to, insert: `\n${all.prefix(last)}.` }],
        safe: false,
      }),
    });
  },
});

/** Whether the log leaves lines out here. */
function hasNote(session: Session, { first, last }: Exchange): boolean {
  const { all, numbers } = session;
  for (let place = last - 1; place >= first; place--) {
    const line = numbers[place] ?? 0;
    if (mayStandForLines(session, place) || (all.startsWith(line, '.') && isElision(all.text(line)))) {
      return true;
    }
  }
  return false;
}

/** Whether the server goes on with something other than the lines of this block, and the client did not cut it short. */
function isFollowed(session: Session, { index, repliesTo }: Exchange, waiting: number): boolean {
  const { exchanges } = session;
  const end = Math.min(exchanges.count, index + MAX_LOOK + waiting);
  for (let next = index + 1; next < end; next++) {
    const kind = exchanges.kind(next);
    if (kind === 'note' && mayStandForLines(session, exchanges.first(next))) return false;
    if (kind === 'note' || kind === 'command' || kind === 'answer') continue;
    return kind !== 'data' || exchanges.get(next).repliesTo !== repliesTo;
  }
  return false;
}

const MAX_LOOK = 100;
