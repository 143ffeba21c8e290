// Rule pop3/msg-number: a message number that no message has.

import { rfc } from '../../registry/reference.ts';
import { isBeyond } from '../../transcript/pop3/maildrop.ts';
import { argumentRange, isPop3Fine } from '../support/pop3Replies.ts';
import { noops } from '../support/pop3Examples.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/msg-number',
  severity: 'error',
  references: [rfc(1939, '5')],
  summary: 'A command names a message that is not there, or that is marked as deleted.',
  why: 'A server answers -ERR. A client that goes on counting from 1 behind a deletion, or uses the numbers of an earlier session, gets the wrong messages.',
  messages: {
    number: '{text} is no message number',
    beyond: 'There are only {total} messages',
    deleted: 'Message {number} is marked as deleted',
  },
  examples: {
    valid: [
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 320\nC: DELE 1\nS: +OK\nC: RETR 2\nS: +OK\nS: Subject: a\nS: .\nC: RSET\nS: +OK\nC: RETR 1\nS: +OK\nS: Subject: a\nS: .\nC: QUIT\nS: +OK\n',
      },
      { text: 'C: STAT\nS: +OK 2 320\nC: RETR 9\nS: +OK\nS: Subject: a\nS: .\n' },
      { text: 'C: LIST 2\nS: +OK 2 200\nC: LIST 3\nS: -ERR no such message, only 2 messages in maildrop\n' },
      {
        text: `S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 320\nC: DELE 1\nS: +OK\n${noops(20)}C: RETR 2\nS: +OK\nS: Subject: a\nS: .\nC: QUIT\nS: +OK\n`,
      },
    ],
    invalid: [
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 320\nC: LIST «3»\nS: -ERR no such message, only 2\n',
        messages: ['beyond'],
      },
      { text: 'C: RETR «0»\nS: -ERR\n', messages: ['number'] },
      { text: 'C: DELE «two»\nS: -ERR\n', messages: ['number'] },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 320\nC: RETR «3»\nS: -ERR no such message\n',
        messages: ['beyond'],
      },
      {
        text: `S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 320\nC: DELE 1\nS: +OK\n${noops(20)}C: RETR «1»\nS: -ERR deleted\nC: QUIT\nS: +OK\n`,
        messages: ['deleted'],
      },
      { text: 'C: DELE 1\nS: +OK\nC: DELE «1»\nS: -ERR deleted\nC: QUIT\nS: +OK\n', messages: ['deleted'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['LIST', 'UIDL', 'RETR', 'TOP', 'DELE'] },
  faults: { 'number-syntax': 'number' },
  check({ command, state: { maildrop, waiting }, unit, session, exchange }, { report }) {
    const number = command?.number;
    if (!command || number === undefined || isPop3Fine(session, exchange.index)) return;
    const at = argumentRange(unit, command, 'msg');
    // A DELE that waits for its reply counts as carried out, an RSET too.
    const marked = maildrop.deleted.has(number) && !waiting.some(({ syntax }) => syntax.verb === 'RSET');
    if (marked) report({ message: 'deleted', at, data: { number } });
    else if (isBeyond(maildrop, number)) {
      report({ message: 'beyond', at, data: { total: maildrop.total ?? 0 } });
    }
  },
});
