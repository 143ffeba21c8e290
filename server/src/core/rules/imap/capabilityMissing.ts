// Rule imap/capability-missing: a client uses what the server has not announced.

import { rfc } from '../../registry/reference.ts';
import { offers } from '../../transcript/imap/capabilities.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops, opened } from '../support/imapExamples.ts';
import { needsOf } from '../support/imapNeeds.ts';
import { hostOf } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/capability-missing',
  severity: 'error',
  references: [rfc(9051, '6.1.1'), rfc(9051, '7.2.2')],
  summary: 'A command or an argument of an extension is used that the server has not announced.',
  why: 'The server answers BAD, or reads the argument as something else. What it can do may change at login: ask again.',
  messages: { missing: 'The server has not announced {capability}' },
  examples: {
    valid: [
      { text: `${loggedIn('IMAP4rev1 IDLE')}${noops(20)}C: a IDLE\nS: + ok\nC: DONE\nS: a OK done\n` },
      { text: `${loggedIn('IMAP4rev2')}${opened('SELECT')}C: a MOVE 1 x\nS: a OK done\n` },
      { text: 'C: a IDLE\nS: a BAD what?\n' },
    ],
    invalid: [
      { text: `${loggedIn('IMAP4rev1')}${noops(20)}C: a «IDLE»\nS: a BAD what?\n` },
      { text: `${loggedIn('IMAP4rev1')}${opened('SELECT')}C: a FETCH 1 (FLAGS «MODSEQ»)\nS: a BAD what?\n` },
      {
        text: `${loggedIn('IMAP4rev1 THREAD=REFERENCES')}${opened('SELECT')}C: a «THREAD» ORDEREDSUBJECT UTF-8 ALL\nS: a BAD what?\n`,
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { authenticated, capabilities, tls } = subject.state;
    const { all, stale } = capabilities ?? {};
    // A second STARTTLS, or one behind a login, is what `imap/starttls` says.
    const late = subject.command?.verb === 'STARTTLS' && (tls === 'yes' || authenticated === 'yes');
    if (!all || stale || late) return;
    for (const need of needsOf(subject)) {
      const { capability } = need;
      if (!offers(all, capability)) {
        report({ message: 'missing', at: hostOf(subject, need), data: { capability } });
      }
    }
  },
});
