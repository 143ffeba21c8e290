// Rule imap/tag-unexpected: the server answers a command that nobody gave.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { isHiddenLogin } from '../../transcript/imap/sessionState.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { hostOf, nodesOf } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/tag-unexpected',
  severity: 'error',
  references: [rfc(9051, '2.2.2')],
  summary: 'A tagged response has the tag of no command that waits for one.',
  why: 'Client and server are out of step. What the client takes for the answer to its next command may be another one.',
  messages: { unexpected: 'No command with this tag waits for an answer' },
  examples: {
    valid: [
      { text: `S: * OK ready\n${noops(10)}C: a NOOP\n${noops(10).replaceAll(' n', ' m')}S: a OK done\n` },
      { text: 'S: * OK ready\nC: a NOOP\nC: b NOOP\nS: b OK done\nS: a OK done\n' },
      {
        text: `S: * OK ready\nC: a1 CAPABILITY\nS: a1 OK done\nS: a2 OK Logged in\n${noops(20)}C: a3 SELECT x\nS: a3 OK done\n`,
      },
      { text: 'S: a7 OK done\nC: a8 NOOP\nS: a8 OK done\n' },
    ],
    invalid: [
      { text: `S: * OK ready\nC: a NOOP\nS: a OK done\n${noops(20)}S: «a» OK done\n` },
      { text: 'S: * OK ready\nC: a NOOP\nS: a OK done\nS: «a» OK done\n' },
      { text: `S: * OK ready\n${noops(20)}S: «x9» NO what?\n` },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check(subject, { report }) {
    const { asked, session, state } = subject;
    if (asked || !session.startsWithGreeting || state.commands === 0) return;
    if (isHiddenLogin(state, subject)) return;
    const tag = nodesOf(subject, Kind.ImapTag)[0];
    if (tag) report({ message: 'unexpected', at: hostOf(subject, tag) });
  },
});
