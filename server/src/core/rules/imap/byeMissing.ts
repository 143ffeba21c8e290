// Rule imap/bye-missing: the server ends the session without BYE, or says BYE unasked.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import { hostOf } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/bye-missing',
  severity: 'warning',
  references: [rfc(9051, '6.1.3'), rfc(9051, '7.1.5')],
  summary: 'LOGOUT is answered without BYE, or BYE comes without LOGOUT.',
  why: 'BYE tells a client that the end is meant. Without LOGOUT it says that the server gives up, and the text says why.',
  messages: {
    missing: 'BYE must come before the answer to LOGOUT',
    unasked: 'The server ends the session unasked: {text}',
  },
  examples: {
    valid: [
      { text: `${noops(20)}C: a LOGOUT\nS: * BYE see you\nS: a OK done\n` },
      { text: 'S: * BYE too many connections\n' },
    ],
    invalid: [
      { text: `${noops(20)}C: a LOGOUT\nS: a «OK» done\n`, messages: ['missing'] },
      { text: `${noops(20)}S: * «BYE» idle for too long\n`, messages: ['unasked'] },
    ],
  },
  looksAt: { kinds: ['reply', 'untagged'] },
  check(subject, { report }) {
    const { asked, exchange, response, state, unit } = subject;
    const name = response?.name;
    if (!name) return;
    if (exchange.kind === 'reply') {
      if (asked?.verb === 'LOGOUT' && name.name === 'OK' && !state.bye) {
        report({ message: 'missing', at: hostOf(subject, name) });
      }
    } else if (
      name.name === 'BYE' &&
      state.commands > 0 &&
      !state.inFlight.some(({ verb }) => verb === 'LOGOUT')
    ) {
      const text = unit.text.slice(name.to).trim().slice(0, MAX_TEXT);
      report({ message: 'unasked', at: hostOf(subject, name), data: { text } });
    }
  },
});

const MAX_TEXT = 100;
