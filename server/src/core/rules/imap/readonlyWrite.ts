// Rule imap/readonly-write: a mailbox that can only be read is to be changed.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { noops, opened } from '../support/imapExamples.ts';
import { commandName } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/readonly-write',
  severity: 'warning',
  references: [rfc(9051, '6.3.3'), rfc(9051, '7.1')],
  summary: 'Messages are changed or removed in a mailbox that was opened to read only.',
  why: 'The server refuses, or says OK and changes nothing that lasts. SELECT opens the mailbox to write.',
  messages: { readonly: '{verb} changes a mailbox that is open to read only' },
  examples: {
    valid: [
      { text: `${opened('SELECT')}${noops(20)}C: a STORE 1 +FLAGS (\\Seen)\nS: a OK done\n` },
      { text: `${opened('EXAMINE')}${opened('SELECT')}${noops(20)}C: a EXPUNGE\nS: a OK done\n` },
    ],
    invalid: [
      { text: `${opened('EXAMINE')}${noops(20)}C: a «STORE» 1 +FLAGS (\\Seen)\nS: a NO never\n` },
      { text: `${opened('SELECT', 'READ-ONLY')}${noops(20)}C: a «UID EXPUNGE» 4\nS: a NO never\n` },
    ],
  },
  looksAt: {
    kinds: ['command'],
    verbs: ['STORE', 'UID STORE', 'EXPUNGE', 'UID EXPUNGE', 'MOVE', 'UID MOVE', 'REPLACE', 'UID REPLACE'],
  },
  check(subject, { report }) {
    const { command, state } = subject;
    if (state.mailbox?.readOnly !== 'yes' || !command) return;
    report({ message: 'readonly', at: commandName(subject), data: { verb: command.verb } });
  },
});
