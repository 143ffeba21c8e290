// Rule imap/capability-stale: a client relies on capabilities that were announced before STARTTLS or before the login.

import { rfc } from '../../registry/reference.ts';
import { offers } from '../../transcript/imap/capabilities.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { needsOf } from '../support/imapNeeds.ts';
import { hostOf } from '../support/imapUnits.ts';

const BEFORE = 'S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\n';

export default imapRule({
  id: 'imap/capability-stale',
  severity: 'warning',
  references: [rfc(9051, '6.2.1'), rfc(9051, '6.1.1')],
  summary:
    'Capabilities are used that were announced before STARTTLS, or that nobody announced since the login.',
  why:
    'Whoever sits between the two can write the capabilities that are sent before TLS: the client must forget them. And ' +
    'most servers announce more after the login.',
  messages: {
    starttls: '{capability} is not known: capabilities announced before STARTTLS do not count',
    login: '{capability} is not known: nothing was announced since the login',
  },
  examples: {
    valid: [
      {
        text: `${BEFORE}C: s STARTTLS\nS: s OK go\nC: c CAPABILITY\nS: * CAPABILITY IMAP4rev1 IDLE\nS: c OK done\nC: l LOGIN a b\nS: l OK [CAPABILITY IMAP4rev1 IDLE] in\n${noops(20)}C: a IDLE\nS: + ok\n`,
      },
      { text: 'S: * OK [CAPABILITY IMAP4rev1 IDLE] hi\nC: l LOGIN a b\nS: l OK in\nC: a IDLE\nS: + ok\n' },
    ],
    invalid: [
      {
        text: `${BEFORE}C: l LOGIN a b\nS: l OK in\n${noops(20)}C: a «IDLE»\nS: + ok\n`,
        messages: ['login'],
      },
      {
        text: 'S: * OK [CAPABILITY IMAP4rev1 ID STARTTLS] hi\nC: s STARTTLS\nS: s OK go\nC: a «ID» NIL\nS: a OK done\n',
        messages: ['starttls'],
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { all, stale } = subject.state.capabilities ?? {};
    if (!all || !stale) return;
    for (const need of needsOf(subject)) {
      const { capability } = need;
      if (stale === 'login' && offers(all, capability)) continue;
      report({ message: stale, at: hostOf(subject, need), data: { capability } });
    }
  },
});
