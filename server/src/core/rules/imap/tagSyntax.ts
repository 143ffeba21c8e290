// Rule imap/tag-syntax: a command's tag has a character that no tag may have.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { isServerFine } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/tag-syntax',
  severity: 'error',
  references: [rfc(9051, '2.2.1'), rfc(9051, '9')],
  summary: 'A command does not start with a tag.',
  why:
    'The server answers BAD, without a tag where it finds none. Often the line is no command at all: a literal went on ' +
    'behind the octets announced, or the server has refused it.',
  messages: {
    tag: 'This is no tag: it has one of + ( ) { % * " \\ or a character outside ASCII',
    alone: 'A command follows the tag',
  },
  examples: {
    valid: [{ text: 'C: a.1]x NOOP\nS: a.1]x OK done\n' }],
    invalid: [
      { text: 'C: «a+1» NOOP\nS: * BAD tag\n', messages: ['tag'] },
      { text: 'C: «*» LOGOUT\nS: * BAD tag\n', messages: ['tag'] },
      { text: 'C: a1 NOOP\nS: a1 OK done\nC: «a2»\nS: a2 BAD what?\n', messages: ['alone'] },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, unit } = subject;
    if (!command || unit.text.trim() === '' || isServerFine(subject)) return;
    const { from, to, value } = command.tag;
    if (TAG.test(value)) {
      if (command.verb === '') report({ message: 'alone', at: unit.host(from, to) });
    } else {
      report({ message: 'tag', at: unit.host(from, Math.max(to, from + 1)) });
    }
  },
});

const TAG = /^[!#$&',-./0-9:;<=>?@A-Z[\]^_`a-z|}~]+$/;
