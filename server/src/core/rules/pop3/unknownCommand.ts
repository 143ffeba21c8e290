// Rule pop3/unknown-command: a client says a word that is no command of POP3.

import { rfc } from '../../registry/reference.ts';
import { isPop3Fine, wordRange } from '../support/pop3Replies.ts';
import { pop3Rule } from '../protocolRules.ts';
import { shownWord } from '../support/shownWord.ts';

export default pop3Rule({
  id: 'pop3/unknown-command',
  severity: 'error',
  references: [rfc(1939, '3'), rfc(1939, '9')],
  summary: 'The client says a word that is no command.',
  why: 'A server answers -ERR, and some close the connection after a few of them. Most often the word is misspelt, or the client speaks another protocol.',
  messages: { unknown: '{verb} is no command of POP3' },
  examples: {
    valid: [
      { text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n' },
      { text: 'C: XYZZY\nS: +OK nothing happens\n' },
      { text: 'C: Retr 1\nS: +OK\nS: Subject: a\nS: .\n' },
    ],
    invalid: [
      { text: 'S: +OK ready\nC: «HELO» a.example\nS: -ERR what\n' },
      { text: 'C: «RETRIEVE» 1\nS: -ERR what\nC: QUIT\nS: +OK\n' },
      { text: 'C: «STATS»\nC: QUIT\n' },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, exchange, unit, session }, { report }) {
    if (!command || command.row || isPop3Fine(session, exchange.index) || REPLY.test(unit.text)) return;
    const verb = /\S+/.exec(unit.text)?.[0];
    if (verb !== undefined) {
      report({
        message: 'unknown',
        at: wordRange(unit),
        data: { verb: shownWord(verb, session, exchange.index) },
      });
    }
  },
});

/** Then it is no command at all: `pop3/role-swap`, a comment, or a masked answer. */
const REPLY = /^(?:(?:\+OK|-ERR)(?: |$)|#|[*•]{2})/i;
