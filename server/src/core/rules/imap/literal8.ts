// Rule imap/literal8: a literal with a tilde where none may stand.

import { rfc } from '../../registry/reference.ts';
import { offers } from '../../transcript/imap/capabilities.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops } from '../support/imapExamples.ts';

export default imapRule({
  id: 'imap/literal8',
  severity: 'error',
  references: [rfc(3516, '4.4'), rfc(6855, '4'), rfc(9051, '4.3')],
  summary: 'A literal8 stands where only other strings may, or the server does not know it.',
  why: 'A literal8 may hold NUL. Only APPEND and FETCH BINARY have it, and only servers with BINARY or UTF8=ACCEPT.',
  messages: {
    place: 'A literal with a tilde may not stand here',
    missing: 'The server has announced neither BINARY nor UTF8=ACCEPT',
  },
  faults: { literal8: 'place' },
  examples: {
    valid: [
      {
        text: `${loggedIn('IMAP4rev1 BINARY')}${noops(20)}C: a APPEND x ~{5}\nS: + go\nC: a: b!\nS: a OK done\n`,
      },
    ],
    invalid: [
      {
        text: `${loggedIn('IMAP4rev1')}${noops(20)}C: a APPEND x ~{«5»}\nS: a BAD what?\n`,
        messages: ['missing'],
      },
      { text: 'C: a ID ("name" «~{3}»\nC: abc)\nS: a BAD what?\n', messages: ['place'] },
    ],
  },
  looksAt: { kinds: ['command', 'untagged'] },
  check(subject, { report }) {
    const { exchange, faults, state, syntax, unit } = subject;
    const { all, stale } = state.capabilities ?? {};
    if (exchange.kind !== 'command' || !all || stale) return;
    if (offers(all, 'BINARY') || offers(all, 'UTF8=ACCEPT') || offers(all, 'IMAP4REV2')) return;
    for (const { binary, digits } of syntax?.literals ?? []) {
      if (!binary || faults.some(({ code }) => code === 'literal8')) continue;
      report({ message: 'missing', at: unit.host(digits.from, digits.to) });
    }
  },
});
