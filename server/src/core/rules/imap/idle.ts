// Rule imap/idle: IDLE is ended by a command, lasts too long, or begins without the server's consent.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { noops } from '../support/imapExamples.ts';
import type { ImapExchange } from '../../transcript/imap/session.ts';
import { commandName, elapsed, isServerFine } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/idle',
  severity: 'warning',
  references: [rfc(2177, '3'), rfc(9051, '6.3.13')],
  summary: 'A command is given while IDLE goes on, or IDLE lasts so long that servers end it.',
  why:
    'Only DONE ends IDLE: a server reads anything else as a mistake. And after half an hour without a command servers ' +
    'close the connection, and many routers sooner.',
  messages: {
    command: 'DONE must come first: IDLE is still under way',
    long: 'IDLE went on for {minutes} minutes: servers close the connection after {most}',
    none: 'The server ended IDLE without having said +',
    early: 'The server has not yet said + to IDLE',
  },
  options: {
    defaults: { minutes: 29 },
    description: { minutes: 'Minutes after which IDLE should be renewed.' },
  },
  examples: {
    valid: [
      {
        text: `${noops(20)}C: a IDLE\nS: + ok\nS: * 5 EXISTS\nC: DONE\nS: a OK done\nC: b NOOP\nS: b OK done\n`,
      },
    ],
    invalid: [
      {
        text: `${noops(20)}C: a IDLE\nS: + ok\nC: b «NOOP»\nS: b BAD no\nC: DONE\nS: a OK done\n`,
        messages: ['command'],
      },
      { text: 'C: a «IDLE»\nS: * 5 EXISTS\nS: a OK done\n', messages: ['none'] },
      { text: 'C: a IDLE\nC: «DONE»\nS: + ok\nS: a OK done\n', messages: ['early'] },
      {
        text:
          '[2026-03-01 10:00:00] DEBUG [a] C: a IDLE\n[2026-03-01 10:00:00] DEBUG [a] S: + ok\n' +
          '[2026-03-01 10:40:00] DEBUG [a] C: «DONE»\n[2026-03-01 10:40:00] DEBUG [a] S: a OK done\n',
        messages: ['long'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'answer'] },
  check(subject, { report, options }) {
    const { command, exchange, session, state, unit } = subject;
    if (command?.verb === 'IDLE' && endsUnasked(subject)) {
      report({ message: 'none', at: commandName(subject) });
    }
    const idle = state.idling;
    if (idle === undefined) return;
    const answer = session.exchanges.answeredBy(idle);
    if (exchange.kind === 'command') {
      // A log of one side has neither + nor OK.
      if (answer !== undefined) report({ message: 'command', at: commandName(subject) });
      return;
    }
    if (exchange.repliesTo !== idle) return;
    if (answer !== undefined && !isContinued(session.exchanges, idle, exchange.index)) {
      report({ message: 'early', at: unit.host(0, unit.text.length) });
    }
    const minutes = (elapsed(subject, idle) ?? 0) / MINUTE;
    if (minutes > options.minutes) {
      report({
        message: 'long',
        at: unit.host(0, unit.text.length),
        data: { minutes: Math.round(minutes), most: options.minutes },
      });
    }
  },
});

/** The server says OK to IDLE, and neither + nor the client's DONE came before. */
function endsUnasked(subject: ImapExchange): boolean {
  const { exchange, session } = subject;
  const { exchanges } = session;
  const answer = exchanges.answeredBy(exchange.index);
  if (answer === undefined || !isServerFine(subject)) return false;
  for (let index = exchange.index + 1; index < answer; index++) {
    const kind = exchanges.kind(index);
    // What the log leaves out may be the +.
    if (kind === 'continuation' || kind === 'answer' || kind === 'note') return false;
  }
  return true;
}

interface Units {
  kind(index: number): string;
}

function isContinued(units: Units, from: number, to: number): boolean {
  for (let index = from + 1; index < to; index++) if (units.kind(index) === 'continuation') return true;
  return false;
}

const MINUTE = 60_000;
