// Rule pop3/state: a command in a state that does not allow it.

import { rfc } from '../../registry/reference.ts';
import { isAllowed } from '../../transcript/pop3/control.ts';
import { isPop3Fine, onlyInPop3, replyText, wordRange } from '../support/pop3Replies.ts';
import { noops } from '../support/pop3Examples.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/state',
  severity: 'error',
  references: [rfc(1939, '4'), rfc(1939, '5'), rfc(1939, '6')],
  summary:
    'A command stands where the session does not allow it: before the login, behind it, or without USER.',
  why: 'A server answers -ERR and does nothing. A client that does not look at the reply believes that mail was fetched or deleted.',
  messages: {
    login: '{verb} is possible only after the login',
    loggedIn: '{verb} is possible only before the login',
    user: '{verb} must follow an accepted USER',
    closed: 'Nothing may follow an accepted QUIT',
  },
  examples: {
    valid: [
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 0 0\nC: QUIT\nS: +OK\n',
      },
      { text: 'C: STAT\nS: +OK 0 0\n' },
      { text: 'C: PASS secret\nS: -ERR no\n' },
      { text: 'S: +OK hi\nC: USER ann\nC: PASS x\nC: STAT\nS: +OK\nS: +OK\nS: +OK 0 0\n' },
      {
        text: `S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n${noops(20)}C: DELE 1\nS: +OK\nC: QUIT\nS: +OK\n`,
      },
    ],
    invalid: [
      { text: 'S: +OK ready\nC: «STAT»\nS: -ERR log in\n', messages: ['login'] },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS x\nS: -ERR no\nC: «RETR» 1\nS: -ERR log in\n',
        messages: ['login'],
      },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: «USER» bob\nS: -ERR in already\n',
        messages: ['loggedIn'],
      },
      { text: 'S: +OK ready\nC: «PASS» secret\nS: -ERR user first\n', messages: ['user'] },
      {
        text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: «AUTH» PLAIN\nS: -ERR Unknown command: AUTH\n',
        messages: ['loggedIn'],
      },
      { text: 'C: QUIT\nS: +OK bye\nC: «STAT»\n', messages: ['closed'] },
      {
        text: `S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n${noops(20)}C: «APOP» ann 0123456789abcdef0123456789abcdef\nS: -ERR in already\nC: QUIT\nS: +OK\n`,
        messages: ['loggedIn'],
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, state, unit, session, exchange }, { report }) {
    const row = command?.row;
    // STLS has a rule of its own.
    if (
      !row ||
      row.verb === 'STLS' ||
      isAllowed(state.believed, row) ||
      isPop3Fine(session, exchange.index)
    ) {
      return;
    }
    // RFC 1734 2 shows one login behind another: a server that judges the mechanism has nobody logged in.
    if (row.verb === 'AUTH' && MECHANISM.test(replyText(session, exchange.index))) return;
    const message = onlyInPop3(state.believed, ['closed'])
      ? 'closed'
      : onlyInPop3(state.believed, ['transaction'])
        ? 'loggedIn'
        : row.states.includes('transaction')
          ? 'login'
          : 'user';
    report({ message, at: wordRange(unit), data: { verb: row.verb } });
  },
});

const MECHANISM =
  /^-ERR (?!.*\bcommand\b).*\b(?:unrecogni[sz]ed|unsupported|unknown)\b.*\b(?:auth\w*|mechanism)\b/i;
