// Rule pop3/unknown-command: a client says a word that is no command of POP3.

import { rfc } from '../../registry/reference.ts';
import { isPop3Fine, pop3Status, wordRange } from '../support/pop3Replies.ts';
import { pop3Rule } from '../protocolRules.ts';
import { shownWord } from '../support/shownWord.ts';

export default pop3Rule({
  id: 'pop3/unknown-command',
  severity: 'error',
  references: [rfc(1939, '3'), rfc(1939, '9')],
  summary: 'The client says a word that is no command.',
  why: 'A server answers -ERR, and some close the connection after a few of them. Most often the word is misspelt, or the client speaks another protocol.',
  messages: { unknown: '{verb} is no command of POP3', empty: 'An empty line is no command' },
  examples: {
    valid: [
      { text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n' },
      { text: 'C: XYZZY\nS: +OK nothing happens\n' },
      { text: 'C: \nC: QUIT\nS: +OK\n' },
      { text: 'C: YW5uQGV4YW1wbGUuY29t\nS: + UGFzc3dvcmQ6\nC: c2VjcmV0\nS: -ERR no\nC: QUIT\nS: +OK\n' },
      { text: 'C: Retr 1\nS: +OK\nS: Subject: a\nS: .\n' },
    ],
    invalid: [
      { text: 'S: +OK ready\nC: «HELO» a.example\nS: -ERR what\n', messages: ['unknown'] },
      { text: 'C: «RETRIEVE» 1\nS: -ERR what\nC: QUIT\nS: +OK\n', messages: ['unknown'] },
      { text: 'C: «STATS»\nC: QUIT\n', messages: ['unknown'] },
      { text: 'C: NOOP\nS: +OK\nC: «»\nS: -ERR what\nC: QUIT\nS: +OK\n', messages: ['empty'] },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, exchange, state, unit, session }, { report }) {
    if (!command || command.row || isPop3Fine(session, exchange.index) || REPLY.test(unit.text)) return;
    // An excerpt may start inside a login, with the client's response.
    const first = !session.startsWithGreeting && state.spoken === undefined;
    if (first && RESPONSE.test(unit.text)) return;
    const verb = /\S+/.exec(unit.text)?.[0];
    if (verb === undefined) {
      // Logs have empty lines of their own; this one was answered.
      if (pop3Status(session, exchange.index) === '-ERR') {
        report({ message: 'empty', at: unit.host(0, unit.text.length) });
      }
      return;
    }
    report({
      message: 'unknown',
      at: wordRange(unit),
      data: { verb: shownWord(verb, session, exchange.index) },
    });
  },
});

const RESPONSE = /^(?:(?=.*[a-z0-9+/=])(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)?$/;
/** Then it is no command at all: `pop3/role-swap`, a comment, or a masked answer. */
const REPLY = /^(?:(?:\+OK|-ERR)(?: |$)|#|[*•]{2})/i;
