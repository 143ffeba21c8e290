// Rule imap/wrong-state: a command that the session's state does not allow.

import { rfc } from '../../registry/reference.ts';
import { imapStatesIn } from '../../transcript/imap/control.ts';
import { isImapAllowed } from '../../transcript/imap/control.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { commandName, isServerFine } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/wrong-state',
  severity: 'error',
  references: [rfc(9051, '3'), rfc(9051, '6')],
  summary: 'A command is given in a state that does not allow it.',
  why:
    'The server answers BAD. A client that fetches with no mailbox selected, or logs in twice, has lost count of what ' +
    'the server told it: a SELECT that fails also closes the mailbox that was open before.',
  messages: {
    notAuthenticated: '{verb} is possible only after a login',
    authenticated: '{verb} needs a mailbox that is selected',
    selected: '{verb} is possible only before the login',
    logout: 'The session is over: nothing can follow',
  },
  examples: {
    valid: [
      { text: 'C: a FETCH 1 FLAGS\nS: a OK done\n' },
      { text: 'S: * PREAUTH hi\nC: a SELECT INBOX\nC: b FETCH 1 FLAGS\nS: a OK done\nS: b OK done\n' },
      {
        text: `S: * OK hi\nC: l LOGIN a b\nS: l OK done\nC: s SELECT INBOX\nS: s OK done\n${noops(20)}C: a FETCH 1 FLAGS\nS: a OK done\n`,
      },
    ],
    invalid: [
      { text: 'S: * OK hi\nC: a «SELECT» INBOX\nS: a BAD not now\n', messages: ['notAuthenticated'] },
      {
        text: `S: * OK hi\nC: l LOGIN a b\nS: l OK done\n${noops(20)}C: a «FETCH» 1 FLAGS\nS: a BAD not now\n`,
        messages: ['authenticated'],
      },
      {
        text: 'S: * PREAUTH hi\nC: s SELECT x\nS: s OK done\nC: t SELECT y\nS: t NO none\nC: a «FETCH» 1 FLAGS\nS: a BAD no\n',
        messages: ['authenticated'],
      },
      { text: 'C: s SELECT x\nS: s OK done\nC: a «LOGIN» ann secret\nS: a BAD no\n', messages: ['selected'] },
      { text: 'C: a LOGOUT\nS: * BYE\nS: a OK done\nC: b «NOOP»\n', messages: ['logout'] },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, state } = subject;
    // STARTTLS has a rule of its own.
    if (command?.verb === 'STARTTLS') return;
    if (!command?.row || isImapAllowed(state.believed, command.row) || isServerFine(subject)) return;
    const states = imapStatesIn(state.believed);
    const last = states.at(-1) ?? 'logout';
    const message =
      last === 'logout'
        ? 'logout'
        : command.row.states.length === 1 && command.row.states[0] === 'not-authenticated'
          ? 'selected'
          : last === 'not-authenticated'
            ? 'notAuthenticated'
            : 'authenticated';
    report({ message, at: commandName(subject), data: { verb: command.verb } });
  },
});
