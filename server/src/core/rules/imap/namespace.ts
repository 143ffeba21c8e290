// Rule imap/namespace: a mailbox is made outside the personal namespace.

import { rfc } from '../../registry/reference.ts';
import { mailboxNames } from '../../transcript/imap/views/mailboxes.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { hostOf, isServerFine, shown } from '../support/imapUnits.ts';

const PREFIXED = 'C: s NAMESPACE\nS: * NAMESPACE (("INBOX." ".")) NIL NIL\nS: s OK done\n';

export default imapRule({
  id: 'imap/namespace',
  severity: 'hint',
  references: [rfc(2342, '5'), rfc(9051, '5.1.2')],
  summary: 'A mailbox is made or renamed to a name without the prefix of the personal namespace.',
  why: 'Servers whose personal mailboxes are all below INBOX. refuse others: the name needs the prefix NAMESPACE gives.',
  messages: { prefix: 'Personal mailboxes start with {prefix} on this server' },
  examples: {
    valid: [
      { text: `${PREFIXED}${noops(20)}C: a CREATE INBOX.work\nS: a OK done\n` },
      { text: 'C: a CREATE work\nS: a OK done\n' },
    ],
    invalid: [{ text: `${PREFIXED}${noops(20)}C: a CREATE «work»\nS: a NO not here\n` }],
  },
  looksAt: { kinds: ['command'], verbs: ['CREATE', 'RENAME'] },
  check(subject, { report }) {
    const { state, syntax, unit } = subject;
    const prefix = state.personalPrefix;
    if (prefix === undefined || prefix === '' || !syntax || isServerFine(subject)) return;
    const name = mailboxNames(unit.text, syntax).at(-1);
    if (!name || name.name.toLowerCase().startsWith(prefix.toLowerCase())) return;
    report({ message: 'prefix', at: hostOf(subject, name), data: { prefix: shown(prefix) } });
  },
});
