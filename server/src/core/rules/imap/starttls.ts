// Rule imap/starttls: STARTTLS at the wrong time, or with commands behind it.

import { rfc } from '../../registry/reference.ts';
import { isImapAllowed } from '../../transcript/imap/control.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { commandName } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/starttls',
  severity: 'error',
  references: [rfc(9051, '6.2.1')],
  summary: 'STARTTLS is given twice, after the login, or with commands behind it that did not wait.',
  why:
    'What is sent before the TLS handshake can be read and changed by anybody on the way; a server that kept such ' +
    'commands and carried them out after it would let others speak for the client.',
  messages: {
    late: 'STARTTLS comes before the login',
    twice: 'TLS is on already',
    behind: 'Nothing may be sent between STARTTLS and its answer',
  },
  examples: {
    valid: [{ text: `S: * OK hi\n${noops(20)}C: s STARTTLS\nS: s OK go\nC: l LOGIN a b\nS: l OK in\n` }],
    invalid: [
      {
        text: `S: * OK hi\nC: l LOGIN a b\nS: l OK in\n${noops(20)}C: s «STARTTLS»\nS: s BAD no\n`,
        messages: ['late'],
      },
      {
        text: `S: * OK hi\nC: s STARTTLS\nS: s OK go\n${noops(20)}C: t «STARTTLS»\nS: t BAD no\n`,
        messages: ['twice'],
      },
      { text: 'S: * OK hi\nC: s STARTTLS\nC: l «LOGIN» a b\nS: s OK go\n', messages: ['behind'] },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, session, state } = subject;
    if (!command) return;
    const under = state.inFlight.find(({ verb }) => verb === 'STARTTLS');
    // A log of the client's side has no answers.
    const answered = under && session.exchanges.answeredBy(under.index) !== undefined;
    if (answered === true) report({ message: 'behind', at: commandName(subject) });
    if (command.verb !== 'STARTTLS' || under) return;
    const late = state.authenticated === 'yes' || !isImapAllowed(state.believed, command.row);
    if (late) report({ message: 'late', at: commandName(subject) });
    else if (state.tls === 'yes') report({ message: 'twice', at: commandName(subject) });
  },
});
