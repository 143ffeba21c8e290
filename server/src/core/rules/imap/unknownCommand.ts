// Rule imap/unknown-command: a client says a word that is no command of IMAP.

import { rfc } from '../../registry/reference.ts';
import { statusOf } from '../../transcript/imap/status.ts';
import { imapRule } from '../protocolRules.ts';
import { commandName, isServerFine } from '../support/imapUnits.ts';

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
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, faults, session, exchange } = subject;
    if (!command || command.row || !NAME.test(command.verb) || isServerFine(subject)) return;
    // A log of the client's side does not say what the server made of it: it may be an extension.
    if (!session.startsWithGreeting && statusOf(session, exchange.index) === undefined) return;
    if (!faults.some(({ code }) => UNKNOWN.test(code))) return;
    report({ message: 'unknown', at: commandName(subject) });
  },
});

const NAME = /^[A-Z][A-Z0-9.-]*(?: [A-Z]+)?$/;
const UNKNOWN = /command-(?:unknown|name)$/;
