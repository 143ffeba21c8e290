// Rule imap/close-vs-unselect: CLOSE removes messages without a word.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { noops, opened } from '../support/imapExamples.ts';
import { commandName } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/close-vs-unselect',
  severity: 'info',
  references: [rfc(9051, '6.4.1'), rfc(9051, '6.4.2')],
  summary: 'CLOSE removes all messages with \\Deleted, and the server does not say which.',
  why: 'A client that only wants to leave the mailbox removes messages of its user. UNSELECT leaves without removing.',
  messages: { close: 'CLOSE removes all messages with \\Deleted; UNSELECT removes nothing' },
  examples: {
    valid: [
      { text: 'C: a UNSELECT\nS: a OK done\n' },
      { text: `${opened('EXAMINE')}${noops(20)}C: a CLOSE\nS: a OK done\n` },
    ],
    invalid: [{ text: `${opened('SELECT')}${noops(20)}C: a «CLOSE»\nS: a OK done\n` }],
  },
  looksAt: { kinds: ['command'], verbs: ['CLOSE'] },
  check(subject, { report }) {
    if (subject.state.mailbox?.readOnly !== 'yes') report({ message: 'close', at: commandName(subject) });
  },
});
