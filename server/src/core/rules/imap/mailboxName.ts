// Rule imap/mailbox-name: a mailbox name is not written as it must be on the wire.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops } from '../support/imapExamples.ts';
import { hostOf, nodesOf, ownText } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/mailbox-name',
  severity: 'error',
  references: [rfc(3501, '5.1.3'), rfc(9051, '5.1'), rfc(6855, '3')],
  summary: 'A mailbox name is not modified UTF-7, or is UTF-8 where that has not been switched on.',
  why:
    'Clients show such a mailbox under a wrong name, or cannot open it. In IMAP4rev1 an ampersand is written as &-, and ' +
    'characters outside ASCII as &...-; UTF-8 needs ENABLE UTF8=ACCEPT or IMAP4rev2.',
  messages: {
    mailbox: 'A mailbox name must stand here',
    utf7: 'The mailbox name is not modified UTF-7: an ampersand alone is &-',
    utf8: 'A name in UTF-8 needs ENABLE UTF8=ACCEPT or IMAP4rev2 first',
  },
  faults: { mailbox: 'mailbox', 'modified-utf7': 'utf7' },
  examples: {
    valid: [
      { text: 'C: a SELECT "Entw&APw-rfe &- mehr"\nS: a OK done\n' },
      {
        text: `${loggedIn('IMAP4rev1 UTF8=ACCEPT')}C: e ENABLE UTF8=ACCEPT\nS: * ENABLED UTF8=ACCEPT\nS: e OK done\n${noops(20)}C: a SELECT "Entwürfe"\nS: a NO none\n`,
      },
    ],
    invalid: [
      { text: 'C: a SELECT "Q«&A»"\nS: a NO none\n', messages: ['utf7'] },
      {
        text: `${loggedIn('IMAP4rev1 UTF8=ACCEPT')}${noops(20)}C: a SELECT «"Entwürfe"»\nS: a BAD no\n`,
        messages: ['utf8'],
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { enabled, capabilities } = subject.state;
    if (!capabilities || enabled.has('UTF8=ACCEPT') || enabled.has('IMAP4REV2')) return;
    // A server that speaks IMAP4rev2 alone has nothing to switch on.
    if (!capabilities.names.has('IMAP4REV1')) return;
    for (const node of nodesOf(subject, Kind.MailboxName)) {
      const text = ownText(subject, node);
      if (/[^\0-\x7f]/.test(text) && text.startsWith('"')) {
        report({ message: 'utf8', at: hostOf(subject, node) });
      }
    }
  },
});
