// Rule smtp/starttls: STARTTLS at a wrong time or in a wrong way.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import type { SmtpExchange, SmtpSessionState } from '../../transcript/smtp/machine.ts';
import { smtpRule } from '../protocolRules.ts';
import type { Report } from '../rule.ts';
import { offeredBy } from '../support/smtpCommands.ts';
import { isServerFine, replyCode } from '../support/smtpReplies.ts';
import { onlyIn, statesAt } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

type Message = 'parameter' | 'unoffered' | 'twice' | 'transaction' | 'clear' | 'inside';

export default smtpRule({
  id: 'smtp/starttls',
  severity: 'error',
  references: [rfc(3207, '4'), rfc(3207, '4.2')],
  summary: 'STARTTLS is used in a way that RFC 3207 forbids.',
  why:
    'What stands around the start of TLS decides whether it protects anything: what is sent behind STARTTLS in clear ' +
    'may come from somebody in the middle, and is carried out as if it had been protected.',
  messages: {
    parameter: 'STARTTLS has no parameter',
    unoffered: 'The server did not announce STARTTLS',
    twice: 'The connection is protected by TLS already',
    transaction: 'STARTTLS must not stand inside a mail transaction',
    clear: 'Nothing may be sent in clear behind STARTTLS before its reply',
    inside: 'Under TLS the server must not offer STARTTLS',
  },
  examples: {
    valid: [
      {
        text: `${greeted('STARTTLS') + transactions(7)}C: EHLO a.example\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\n`,
      },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250 mx\n',
      },
      { text: 'C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250 mx\n' },
    ],
    invalid: [
      {
        text: `${greeted('STARTTLS')}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250 mx\n${transactions(7)}C: «STARTTLS»\nS: 503 no\n`,
        messages: ['twice'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 STARTTLS\nC: MAIL FROM:<>\nS: 250 ok\nC: «STARTTLS»\nS: 503 no\n',
        messages: ['transaction'],
      },
      { text: 'C: STARTTLS «now»\nS: 501 no\n', messages: ['parameter'] },
      { text: 'S: 220 mx\nC: «STARTTLS»\nS: 503 hello first\n', messages: ['unoffered'] },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: «STARTTLS»\nS: 502 no\n', messages: ['unoffered'] },
      {
        text: 'C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250 mx\nC: «STARTTLS»\nS: 503 no\n',
        messages: ['twice'],
      },
      { text: 'C: STARTTLS\nC: «RSET»\nS: 220 go\nS: 250 ok\n', messages: ['clear'] },
      {
        text: 'C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250-mx\nS: 250-«STARTTLS»\nS: 250 SIZE\n',
        messages: ['inside'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'reply'] },
  check(exchange, { report }) {
    if (exchange.reply) checkOffer(exchange, report);
    else if (exchange.command?.verb === 'STARTTLS') checkCommand(exchange, report);
    else checkBehind(exchange, report);
  },
});

function checkCommand(subject: SmtpExchange, report: (report: Report<Message>) => void): void {
  const { exchange, faults, session, state, unit } = subject;
  if (isServerFine(session, exchange.index)) return;
  const extra = faults.find(({ code }) => code === 'argument-extra');
  if (extra) report({ message: 'parameter', at: unit.host(extra.from, extra.to) });
  // RFC 3207 does not forbid it; servers do.
  const refused = replyCode(session, exchange.index) === '503';
  const inside = refused && onlyIn(statesAt(subject), ['mail', 'rcpt', 'bdat']);
  const other = isUnoffered(state, session) ? 'unoffered' : inside ? 'transaction' : undefined;
  const message = state.tls === 'yes' ? 'twice' : other;
  if (message && !extra) report({ message, at: unit.host(0, VERB_LENGTH) });
}

/** In front of EHLO nothing is offered. */
function isUnoffered(state: SmtpSessionState, { startsWithGreeting }: Session): boolean {
  const offered = offeredBy(state);
  if (offered) return !offered.has('STARTTLS');
  return (
    startsWithGreeting && state.waiting.length === 0 && !state.stale && onlyIn(state.believed, ['start'])
  );
}

function checkOffer(
  { asked, reply, state, unit }: SmtpExchange,
  report: (report: Report<Message>) => void,
): void {
  if (state.tls !== 'yes' || asked?.syntax.verb !== 'EHLO') return;
  const line = reply?.keywords.find(({ keyword }) => keyword === 'STARTTLS');
  if (line) report({ message: 'inside', at: unit.host(line.from, line.from + VERB_LENGTH) });
}

function checkBehind(
  { exchange, session, state, unit }: SmtpExchange,
  report: (report: Report<Message>) => void,
): void {
  const before = state.waiting.at(-1);
  if (before?.syntax.verb !== 'STARTTLS') return;
  const answer = session.exchanges.answeredBy(before.index);
  if (answer === undefined || answer < exchange.index) return;
  report({ message: 'clear', at: unit.host(0, unit.text.length) });
}

const VERB_LENGTH = 'STARTTLS'.length;
