// Rule pop3/pipelining: the client does not wait for a reply although the server has not said that it need not.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';
import { announced, LOGIN, noops } from '../support/pop3Examples.ts';
import { pop3Offers } from '../support/pop3Offers.ts';
import { wordRange } from '../support/pop3Replies.ts';

export default pop3Rule({
  id: 'pop3/pipelining',
  severity: 'warning',
  references: [rfc(2449, '6.6')],
  summary:
    'Commands are sent before the reply to the one in front of them, without PIPELINING or too many at a time.',
  why: 'A server without PIPELINING may drop what comes too early. With long batches both sides may wait for each other to read, for ever.',
  messages: {
    batch: 'The server did not announce PIPELINING: wait for the reply to {verb}',
    many: '{count} commands wait for their replies: send fewer at a time',
  },
  options: {
    defaults: { pending: 50 },
    description: { pending: 'How many commands may wait for their replies at a time.' },
  },
  examples: {
    valid: [
      { text: `${announced('PIPELINING')}${LOGIN}${noops(20)}C: DELE 1\nC: DELE 2\nS: +OK\nS: +OK\n` },
      { text: 'C: DELE 1\nC: DELE 2\nS: +OK\nS: +OK\n' },
      { text: 'C: CAPA\nC: USER ann\nC: PASS x\n' },
      { text: `${announced('UIDL')}C: USER ann\nC: PASS x\n` },
    ],
    invalid: [
      {
        text: `${announced('UIDL')}${LOGIN}${noops(20)}C: DELE 1\nC: «DELE» 2\nC: DELE 3\nS: +OK\nS: +OK\nS: +OK\n`,
        messages: ['batch'],
      },
      {
        text: 'C: DELE 1\nC: DELE 2\nC: DELE 3\nC: «DELE» 4\nC: DELE 5\nS: +OK\nS: +OK\nS: +OK\nS: +OK\nS: +OK\n',
        messages: ['many'],
        options: { pending: 3 },
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, exchange, session, state, unit }, { report, options }) {
    const { waiting } = state;
    const before = waiting.last;
    if (!command || !before) return;
    // Without its reply in the log nobody knows whether the client waited. STLS has a rule of its own.
    const answer = session.exchanges.answeredBy(before.index);
    if (answer === undefined || answer < exchange.index || before.syntax.verb === 'STLS') return;
    const at = wordRange(unit);
    if (waiting.length === 1 && pop3Offers(state)?.has('PIPELINING') === false) {
      const { verb } = before.syntax;
      report({ message: 'batch', at, data: { verb: verb === '' ? 'the command before' : verb } });
    } else if (waiting.length === options.pending) {
      report({ message: 'many', at, data: { count: waiting.length } });
    }
  },
});
