// Rule smtp/utf8-without-smtputf8: an address or a header with UTF-8 that MAIL did not announce.

import { rfc } from '../../registry/reference.ts';
import type { SmtpExchange, SmtpSessionState } from '../../transcript/smtp/machine.ts';
import { smtpRule } from '../protocolRules.ts';
import type { Report } from '../rule.ts';
import { eightBitIn } from '../support/eightBit.ts';
import { isIn } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/utf8-without-smtputf8',
  severity: 'error',
  references: [rfc(6531, '3.4'), rfc(6531, '3.6')],
  summary: 'An address or the header has characters beyond ASCII, and MAIL did not say SMTPUTF8.',
  why:
    'Servers refuse such a message, or pass it on to one that shows rubbish. Where SMTPUTF8 is not offered, domains are ' +
    'written as xn--... and header fields as encoded-words.',
  messages: {
    address: 'MAIL must say SMTPUTF8 for this address',
    header: 'MAIL must say SMTPUTF8 for this header',
  },
  examples: {
    valid: [
      {
        text: `${greeted('8BITMIME', 'SMTPUTF8')}${transactions(3)}${transactions(3)}C: MAIL FROM:<jörg@example.com> SMTPUTF8\nS: 250 ok\nC: RCPT TO:<b@bücher.example>\nS: 250 ok\n`,
      },
      {
        text: 'C: MAIL FROM:<jörg@example.com> SMTPUTF8\nS: 250 ok\nC: RCPT TO:<用户@例え.example>\nS: 250 ok\n',
      },
      { text: 'C: RCPT TO:<jörg@example.com>\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('8BITMIME', 'SMTPUTF8')}${transactions(3)}${transactions(3)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<«jörg@example.com»>\nS: 550 no\n`,
        messages: ['address'],
      },
      { text: 'C: MAIL FROM:<«jörg@example.com»>\nS: 553 no\n', messages: ['address'] },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<«jörg@example.com»>\nS: 550 no\n',
        messages: ['address'],
      },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: Subject: Gr«öß»e\nC: \nC: hello\nC: .\nS: 250 ok\n',
        messages: ['header'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'data'], verbs: ['MAIL', 'RCPT', 'DATA', 'BDAT'] },
  check(exchange, { report }) {
    if (exchange.command) checkAddress(exchange, report);
    else checkHeader(exchange, report);
  },
});

function checkAddress(
  { command, state, unit }: SmtpExchange,
  report: (report: Report<'address' | 'header'>) => void,
): void {
  const address = command?.path?.address;
  if (!address || !NOT_ASCII.test(unit.text.slice(address.from, address.to))) return;
  const mail = command.verb === 'MAIL' ? command : mailOf(state);
  if (!mail || mail.parameters.some(({ name }) => UTF8.has(name))) return;
  report({ message: 'address', at: unit.host(address.from, address.to) });
}

function checkHeader(
  { exchange, session, state }: SmtpExchange,
  report: (report: Report<'address' | 'header'>) => void,
): void {
  const mail = state.envelope?.mail.syntax;
  if (!mail || isIn(state.control, 'bdat') || mail.parameters.some(({ name }) => UTF8.has(name))) return;
  const { header } = eightBitIn(session, exchange, true);
  if (header) report({ message: 'header', at: header });
}

/** The MAIL of this transaction, perhaps one that waits for its reply. */
function mailOf({ envelope, waiting }: SmtpSessionState): NonNullable<SmtpExchange['command']> | undefined {
  return waiting.findLast(({ syntax }) => syntax.verb === 'MAIL')?.syntax ?? envelope?.mail.syntax;
}

const NOT_ASCII = /[^\0-\x7f]/;
/** The second is of the experiment before (RFC 5336). */
const UTF8: ReadonlySet<string> = new Set(['SMTPUTF8', 'ALT-ADDRESS', 'UTF8SMTP']);
