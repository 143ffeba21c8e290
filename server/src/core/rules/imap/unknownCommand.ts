// Rule imap/unknown-command: a client says a word that is no command of IMAP.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { commandName, isServerFine, shown } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/unknown-command',
  severity: 'error',
  references: [rfc(9051, '6'), rfc(9051, '7.1.3')],
  summary: 'The client says a word that is no command.',
  why:
    'A server answers BAD. Most often the two sides are out of step: a literal went on behind the octets announced, or ' +
    'was refused and sent all the same.',
  messages: { unknown: '{verb} is no command of IMAP' },
  examples: {
    valid: [{ text: 'C: a1 uid fetch 1 FLAGS\nS: a1 OK done\n' }, { text: 'C: a1 XNEWS\nS: a1 OK done\n' }],
    invalid: [
      { text: 'C: a1 «FECH» 1 FLAGS\nS: a1 BAD what?\n' },
      { text: 'C: a1 «UID NOOP»\nS: a1 BAD what?\n' },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, faults } = subject;
    if (!command || command.row || !NAME.test(command.verb) || isServerFine(subject)) return;
    if (!faults.some(({ code }) => UNKNOWN.test(code))) return;
    report({ message: 'unknown', at: commandName(subject), data: { verb: shown(command.verb) } });
  },
});

const NAME = /^[A-Z][A-Z0-9.-]*(?: [A-Z]+)?$/;
const UNKNOWN = /command-(?:unknown|name)$/;
