// Rule imap/continuation-unexpected: the server asks for more where nothing can follow.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';

export default imapRule({
  id: 'imap/continuation-unexpected',
  severity: 'error',
  references: [rfc(9051, '7.6')],
  summary: 'The server sends a continuation request that no command asks for.',
  why: 'A client that has nothing to send waits for ever, or sends its next command as the rest of the last one.',
  messages: { unexpected: 'No command waits for a continuation request here' },
  examples: {
    valid: [
      { text: `S: * OK hi\n${noops(20)}C: a IDLE\nS: + idling\nC: DONE\nS: a OK done\n` },
      { text: 'C: a IDLE\nS: + idling\nC: DONE\nS: a OK done\n' },
      { text: 'C: a LOGIN {3}\nS: + go\nC: ann {6}\nS: + go\nC: secret\nS: a OK done\n' },
      { text: 'S: + go\nC: AGFubgBzZWNyZXQ=\nS: a OK done\n' },
    ],
    invalid: [
      {
        text: `S: * OK hi\nC: a IDLE\nS: + idling\nC: DONE\nS: a OK done\n${noops(20)}C: b NOOP\nS: «+ go»\nS: b OK done\n`,
      },
      { text: 'C: a NOOP\nS: «+ go»\nS: a OK done\n' },
      { text: 'C: a LOGIN ann secret\nS: a OK done\nS: «+ go»\n' },
    ],
  },
  looksAt: { kinds: ['continuation'] },
  check({ asked, state, unit }, { report }) {
    if (state.commands === 0) return;
    // Some logs cut lines: what was announced at the end of one may be gone.
    if (asked && (asked.row === undefined || asked.row.continues === true || LITERAL.test(asked.text))) {
      return;
    }
    report({ message: 'unexpected', at: unit.host(0, unit.text.length) });
  },
});

const LITERAL = /\{\d+[+-]?\}/;
