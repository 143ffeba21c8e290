// Rule imap/enable-late: ENABLE is given when a mailbox is selected already.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops, opened } from '../support/imapExamples.ts';
import { commandName, onlyIn } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/enable-late',
  severity: 'error',
  references: [rfc(5161, '3.1'), rfc(9051, '6.3.1')],
  summary: 'ENABLE is given after a mailbox was selected.',
  why: 'What ENABLE switches on changes what the server says of a mailbox: it must be known before one is selected.',
  messages: { late: 'ENABLE comes before the first SELECT' },
  examples: {
    valid: [{ text: `${loggedIn('IMAP4rev1 ENABLE')}${noops(20)}C: a ENABLE CONDSTORE\nS: a OK done\n` }],
    invalid: [
      {
        text: `${loggedIn('IMAP4rev1 ENABLE')}${opened('SELECT')}${noops(20)}C: a «ENABLE» CONDSTORE\nS: a BAD too late\n`,
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['ENABLE'] },
  check(subject, { report }) {
    if (!onlyIn(subject.state.believed, ['selected'])) return;
    report({ message: 'late', at: commandName(subject) });
  },
});
