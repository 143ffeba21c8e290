// Rule smtp/pipelining: the client does not wait for a reply where it has to.

import { rfc } from '../../registry/reference.ts';
import type { SmtpExchange } from '../../transcript/smtp/machine.ts';
import { smtpRule } from '../protocolRules.ts';
import type { Report } from '../rule.ts';
import { isAskedToGoOn, offeredBy } from '../support/smtpCommands.ts';
import { restOfMessage } from '../support/smtpData.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

type Message = 'batch' | 'last' | 'data';

export default smtpRule({
  id: 'smtp/pipelining',
  severity: 'warning',
  references: [rfc(2920, '3.1'), rfc(4954, '4')],
  summary:
    'Commands are sent before the reply to the one in front of them, although they have to wait for it.',
  why:
    'Servers throw away what comes too early, or close the connection: it is how programs that send spam behave, and ' +
    'how one message is smuggled into another.',
  messages: {
    batch: 'The server did not announce PIPELINING: wait for the reply to {verb}',
    last: 'Nothing may be sent behind {verb} before its reply',
    data: 'The message must wait for 354',
  },
  examples: {
    valid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<z@example.com>\nC: RCPT TO:<b@example.com>\nS: 250 ok\nS: 250 ok\n`,
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 PIPELINING\nC: MAIL FROM:<a@example.com>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\n',
      },
      {
        text: 'C: MAIL FROM:<a@example.com>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\n',
      },
      { text: 'C: EHLO a.example\nC: MAIL FROM:<a@example.com>\n' },
      {
        text: 'C: EHLO a.example\nS: 250 mx\nC: DATA\nS: 354 go\nC: a\nC: .\nC: b\nC: .\nS: 250 ok\nS: 500 b?\nS: 500 .?\n',
      },
    ],
    invalid: [
      {
        text: `${greeted('SIZE')}${transactions(3)}C: RSET\nS: 250 ok\n${transactions(3)}C: MAIL FROM:<z@example.com>\nC: «RCPT» TO:<b@example.com>\nS: 250 ok\nS: 250 ok\n`,
        messages: ['batch'],
      },
      {
        text: 'C: HELO a.example\nS: 250 mx\nC: MAIL FROM:<a@example.com>\nC: «RCPT» TO:<b@example.com>\nS: 250 ok\nS: 250 ok\n',
        messages: ['batch'],
      },
      {
        text: 'C: EHLO a.example\nC: «MAIL» FROM:<a@example.com>\nS: 250 mx\nS: 250 ok\n',
        messages: ['last'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 PIPELINING\nC: NOOP\nC: «RSET»\nS: 250 ok\nS: 250 ok\n',
        messages: ['last'],
      },
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nC: «Subject: hello»\nC: \nC: .\nS: 354 go\nS: 250 ok\n',
        messages: ['data'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'data'] },
  check(exchange, { report }) {
    if (exchange.exchange.kind === 'data') checkData(exchange, report);
    else checkCommand(exchange, report);
  },
});

function checkCommand(
  { command, exchange, session, state, unit }: SmtpExchange,
  report: (report: Report<Message>) => void,
): void {
  const before = state.waiting.at(-1);
  if (!command || before === undefined || restOfMessage(session, exchange)) return;
  const answer = session.exchanges.answeredBy(before.index);
  // Without its reply in the log nobody knows whether the client waited.
  if (answer === undefined || answer < exchange.index) return;
  const { verb } = before.syntax;
  const at = unit.host(0, Math.max(1, command.verb.length));
  if (LAST.has(verb)) report({ message: 'last', at, data: { verb } });
  else if (
    state.waiting.length === 1 &&
    verb !== 'STARTTLS' &&
    offeredBy(state)?.has('PIPELINING') === false
  ) {
    report({ message: 'batch', at, data: { verb: verb === '' ? 'the command before' : verb } });
  }
}

function checkData(
  { exchange, session, state, unit }: SmtpExchange,
  report: (report: Report<Message>) => void,
): void {
  const { repliesTo, row } = exchange;
  if (
    repliesTo === undefined ||
    row?.verb !== 'DATA' ||
    !state.waiting.some(({ index }) => index === repliesTo)
  ) {
    return;
  }
  if (!isAskedToGoOn(session, repliesTo, exchange.index)) return;
  report({ message: 'data', at: unit.host(0, unit.text.length) });
}

/** Those that must be the last of a batch. STARTTLS has a rule of its own. */
const LAST: ReadonlySet<string> = new Set([
  'EHLO',
  'HELO',
  'LHLO',
  'VRFY',
  'EXPN',
  'TURN',
  'QUIT',
  'NOOP',
  'AUTH',
]);
