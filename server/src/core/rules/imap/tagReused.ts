// Rule imap/tag-reused: a command has the tag of one that is not answered yet.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { shown } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/tag-reused',
  severity: 'error',
  references: [rfc(9051, '2.2.1')],
  summary: 'A command has the tag of a command that is still under way.',
  why: 'The tag is all that tells the answers apart: the client can no longer know which command an OK is for.',
  messages: { reused: 'The tag {tag} belongs to a command that is not answered yet' },
  examples: {
    valid: [
      { text: 'C: a NOOP\nS: a OK done\nC: a NOOP\nS: a OK done\n' },
      { text: `${noops(20)}C: n5 NOOP\nS: n5 OK done\n` },
    ],
    invalid: [
      { text: 'C: a NOOP\nC: «a» CHECK\nS: a OK done\nS: a OK done\n' },
      {
        text: `${noops(20)}C: a FETCH 1 FLAGS\nC: «a» FETCH 2 FLAGS\nS: * 1 FETCH (FLAGS ())\nS: a OK done\nS: a OK done\n`,
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, exchange, session, state, unit }, { report }) {
    if (!command) return;
    const { from, to, value } = command.tag;
    const same = state.inFlight.find(({ tag }) => tag === value);
    // A log of the client's side has no answers.
    if (!same || (session.exchanges.answeredBy(same.index) ?? -1) < exchange.index) return;
    report({ message: 'reused', at: unit.host(from, to), data: { tag: shown(value) } });
  },
});
