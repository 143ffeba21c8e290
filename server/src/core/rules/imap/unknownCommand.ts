// Rule imap/unknown-command: a client says a word that is no command of IMAP.

import { rfc } from '../../registry/reference.ts';
import { statusOf } from '../../transcript/imap/status.ts';
import { imapRule } from '../protocolRules.ts';
import { hostOf, isServerFine } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/unknown-command',
  severity: 'error',
  references: [rfc(9051, '6'), rfc(9051, '7.1.3')],
  summary: 'The client says a word that is no command.',
  why:
    'A server answers BAD. Most often the two sides are out of step: a literal went on behind the octets announced, or ' +
    'was refused and sent all the same.',
  messages: { unknown: 'This is no command of IMAP' },
  examples: {
    valid: [{ text: 'C: a1 uid fetch 1 FLAGS\nS: a1 OK done\n' }, { text: 'C: a1 XNEWS\nS: a1 OK done\n' }],
    invalid: [
      { text: 'C: a1 «FECH» 1 FLAGS\nS: a1 BAD what?\n' },
      { text: 'C: a1 «UID NOOP»\nS: a1 BAD what?\n' },
      { text: 'C: a1 «FETCH1:3» FLAGS\nS: a1 BAD what?\n' },
      { text: 'C: a1 «UID EXPUNGE1»:3\nS: a1 BAD what?\n' },
      { text: 'C: a1 «""» LSUB "%"\nS: a1 BAD what?\n' },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, faults, session, exchange, unit } = subject;
    if (!command || command.row || isServerFine(subject)) return;
    // A log of the client's side does not say what the server made of it: it may be an extension.
    const heard = session.startsWithGreeting || statusOf(session, exchange.index) !== undefined;
    if (!heard && NAME.test(command.verb)) return;
    const fault = faults.find(({ code }) => UNKNOWN.test(code));
    if (!fault) return;
    const { from, to } = command.name;
    report({
      message: 'unknown',
      at: from === to ? hostOf(subject, fault) : unit.host(from, Math.max(to, fault.to)),
    });
  },
});

/** What extensions call their commands. */
const NAME = /^[A-Z][A-Z0-9.-]*$/;
const UNKNOWN = /command-(?:unknown|name)$/;
