// Rule pop3/quit-needed: messages are marked as deleted, and the session ends without QUIT.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { defineRule } from '../rule.ts';
import { LOGIN, noops } from '../support/pop3Examples.ts';
import { pop3Status } from '../support/pop3Replies.ts';

const BEGIN = `S: +OK ready\n${LOGIN}`;

export default defineRule({
  id: 'pop3/quit-needed',
  scope: 'session',
  severity: 'warning',
  references: [rfc(1939, '6'), rfc(1939, '3')],
  summary: 'The session ends without QUIT, or QUIT fails, behind a DELE.',
  why: 'DELE only marks a message; QUIT removes what is marked. A client whose connection breaks before fetches the same messages again.',
  messages: {
    missing: 'Without QUIT nothing that is marked as deleted is removed',
    failed: 'The server has not removed all that is marked as deleted',
  },
  examples: {
    valid: [
      { text: `${BEGIN}C: DELE 1\nS: +OK\n${noops(20)}C: QUIT\nS: +OK\n` },
      { text: `${BEGIN}C: DELE 1\nS: +OK\nC: RSET\nS: +OK\n` },
      { text: `${BEGIN}C: DELE 1\nS: -ERR no such message\n` },
      { text: 'C: DELE 1\nS: +OK\nC: NOOP\nS: +OK\n' },
      { text: `${BEGIN}C: DELE 1\nC: QUIT\nS: +OK\nS: +OK\n` },
    ],
    invalid: [
      { text: `${BEGIN}C: «DELE 1»\nS: +OK\n${noops(20)}` },
      {
        text: `${BEGIN}C: DELE 1\nS: +OK\nC: «DELE 2»\nS: +OK\nC: DELE 9\nS: -ERR no such message\nC: NOOP\n`,
      },
      { text: `${BEGIN}C: RSET\nS: +OK\nC: «DELE 1»\nS: +OK\nC: RSET\nS: -ERR no\n` },
      { text: `C: DELE 1\nS: +OK\n${noops(20)}C: QUIT\nS: «-ERR» not removed\n`, messages: ['failed'] },
    ],
  },
  check(session, { report }) {
    const { exchanges, all, numbers } = session;
    let quit: number | undefined;
    // Backwards, since the last word counts: a mark, or what takes all marks away.
    for (let index = exchanges.count - 1; index >= 0; index--) {
      const verb = exchanges.row(index)?.verb ?? '';
      if (!COUNTS.has(verb) || exchanges.kind(index) !== 'command') continue;
      if (verb === 'QUIT') {
        quit = exchanges.answeredBy(index);
        if (quit === undefined || pop3Status(session, index) !== '-ERR') return;
      } else if (pop3Status(session, index) === '+OK') {
        if (verb === 'RSET') return;
        if (quit === undefined && !isWhole(session)) return;
        const line = numbers[exchanges.get(quit ?? index).first] ?? 0;
        const { from, to } = all.content(line);
        if (quit === undefined) report({ message: 'missing', at: { from, to } });
        else report({ message: 'failed', at: { from, to: from + '-ERR'.length } });
        return;
      }
    }
  },
});

/** A log that starts in the middle may end there too. */
function isWhole({ startsWithGreeting }: Session): boolean {
  return startsWithGreeting;
}

const COUNTS: ReadonlySet<string> = new Set(['DELE', 'RSET', 'QUIT']);
