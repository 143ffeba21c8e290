// Rule imap/logindisabled: LOGIN is used although the server has said that it is disabled.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { commandName } from '../support/imapUnits.ts';

const DISABLED = 'S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hi\n';

export default imapRule({
  id: 'imap/logindisabled',
  severity: 'error',
  references: [rfc(9051, '6.2.3'), rfc(9051, '6.2.1')],
  summary: 'The client sends LOGIN although the server has announced LOGINDISABLED.',
  why: 'The server refuses, and the password has crossed the network in clear all the same. STARTTLS comes first.',
  messages: { disabled: 'The server has announced LOGINDISABLED: start TLS first' },
  examples: {
    valid: [
      { text: `${DISABLED}${noops(20)}C: s STARTTLS\nS: s OK go\nC: l LOGIN ann secret\nS: l OK in\n` },
    ],
    invalid: [{ text: `${DISABLED}${noops(20)}C: l «LOGIN» ann secret\nS: l NO not in clear\n` }],
  },
  looksAt: { kinds: ['command'], verbs: ['LOGIN'] },
  check(subject, { report }) {
    const { names, stale } = subject.state.capabilities ?? {};
    if (!names?.has('LOGINDISABLED') || stale) return;
    report({ message: 'disabled', at: commandName(subject) });
  },
});
