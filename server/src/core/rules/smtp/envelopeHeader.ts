// Rule smtp/envelope-header: the envelope and the header of a message name other people.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { headerLines } from '../support/carriedHeader.ts';
import type { HeaderLines } from '../support/carriedHeader.ts';
import { saidPath } from '../support/smtpEnvelope.ts';
import { isIn } from '../support/smtpStates.ts';
import { greeted } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/envelope-header',
  severity: 'info',
  references: [rfc(5321, '2.3.1'), rfc(5321, 'B')],
  summary:
    'Sender or recipients of the envelope are not those of the header, or the header shows blind copies.',
  why:
    'Mail goes by the envelope, people see the header. They differ for lists, forwarding and blind copies, and for ' +
    'forged mail: DMARC asks that the domain of From be that of the envelope or of a signature.',
  messages: {
    sender: 'From has another domain than the sender of the envelope, {domain}',
    recipients: 'Not named in the header: {count} of the recipients, {text} first (a blind copy, or a list)',
    bcc: 'Everybody who gets the message can read this field',
  },
  examples: {
    valid: [
      {
        text: `${greeted('SIZE')}C: MAIL FROM:<x@bulk.example>\nS: 250 ok\nC: RSET\nS: 250 ok\n${rounds(4)}C: MAIL FROM:<ann@example.com>\nS: 250 ok\nC: RCPT TO:<bob@example.org>\nS: 250 ok\nC: DATA\nS: 354 go\nC: From: ann@example.com\nC: To: bob@example.org\nC: \nC: hello\nC: .\nS: 250 ok\n`,
      },
      {
        text: 'C: MAIL FROM:<ann@example.com>\nS: 250 ok\nC: RCPT TO:<bob@example.org>\nS: 250 ok\nC: DATA\nS: 354 go\nC: From: Ann <ann@mail.example.com>\nC: To: bob@example.org\nC: \nC: hello\nC: .\nS: 250 ok\n',
      },
      { text: 'C: DATA\nS: 354 go\nC: From: ann@example.com\nC: \nC: .\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('SIZE')}${rounds(4)}C: MAIL FROM:<x@bulk.example>\nS: 250 ok\nC: RCPT TO:<bob@example.org>\nS: 250 ok\nC: DATA\nS: 354 go\nC: «From: ann@example.com»\nC: To: bob@example.org\nC: \nC: hello\nC: .\nS: 250 ok\n`,
        messages: ['sender'],
      },
      {
        text: 'C: MAIL FROM:<x@bulk.example>\nS: 250 ok\nC: RCPT TO:<bob@example.org>\nS: 250 ok\nC: DATA\nS: 354 go\nC: «From: Ann <ann@example.com>»\nC: To: bob@example.org\nC: \nC: hello\nC: .\nS: 250 ok\n',
        messages: ['sender'],
      },
      {
        text: 'C: MAIL FROM:<ann@example.com>\nS: 250 ok\nC: RCPT TO:<bob@example.org>\nS: 250 ok\nC: RCPT TO:«<eve@example.org>»\nS: 250 ok\nC: DATA\nS: 354 go\nC: From: ann@example.com\nC: To: bob@example.org\nC: \nC: hello\nC: .\nS: 250 ok\n',
        messages: ['recipients'],
      },
      {
        text: 'C: MAIL FROM:<ann@example.com>\nS: 250 ok\nC: RCPT TO:<eve@example.org>\nS: 250 ok\nC: DATA\nS: 354 go\nC: From: ann@example.com\nC: To: bob@example.org\nC: «Bcc: eve@example.org»\nC: \nC: hello\nC: .\nS: 250 ok\n',
        messages: ['bcc'],
      },
    ],
  },
  looksAt: { kinds: ['data'], verbs: ['DATA', 'BDAT'] },
  check({ exchange, session, state }, { report }) {
    const { envelope } = state;
    if (!envelope || isIn(state.control, 'bdat')) return;
    const header = headerLines(session, exchange);
    if (!header) return;
    const bcc = header.find(({ name }) => name === 'bcc' || name === 'resent-bcc');
    if (bcc) report({ message: 'bcc', at: bcc });
    if (header.some(({ name }) => LISTS.has(name))) return;
    const from = header.find(({ name }) => name === 'from');
    const domain = saidPath(session, envelope.mail)?.domain;
    if (from && domain !== undefined && !hasDomain(header, domain)) {
      report({ message: 'sender', at: from, data: { domain } });
    }
    const named = valuesOf(header, RECIPIENTS);
    if (named === '') return;
    const missing = envelope.accepted
      .flatMap((said) => saidPath(session, said) ?? [])
      .filter(({ text }) => !named.includes(text.toLowerCase()));
    const [first] = missing;
    if (first) {
      report({ message: 'recipients', at: first.at, data: { text: first.text, count: missing.length } });
    }
  },
});

/** True where From or Sender has an address in the domain, in one above it or below it. */
function hasDomain(header: HeaderLines, domain: string): boolean {
  const own = domain.toLowerCase();
  return Array.from(valuesOf(header, SENDERS).matchAll(DOMAIN), ([, each = '']) => each).some(
    (each) => each === own || each.endsWith(`.${own}`) || own.endsWith(`.${each}`),
  );
}

function valuesOf(header: HeaderLines, names: ReadonlySet<string>): string {
  return header
    .filter(({ name }) => names.has(name))
    .map(({ value }) => value.toLowerCase())
    .join('\n');
}

const DOMAIN = /@([^\s<>,;:()"]+)/g;
const SENDERS: ReadonlySet<string> = new Set(['from', 'sender', 'resent-from', 'resent-sender']);
const RECIPIENTS: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc']);
/** Lists write to people whom the header does not name. */
const LISTS: ReadonlySet<string> = new Set(['list-id', 'list-unsubscribe', 'list-post', 'mailing-list']);

/** Whole transactions in which envelope and header agree. */
function rounds(count: number): string {
  return (
    'C: NOOP\nS: 250 ok\nC: MAIL FROM:<ann@example.com>\nS: 250 ok\nC: RCPT TO:<bob@example.org>\nS: 250 ok\n' +
    'C: RCPT TO:<none@example.org>\nS: 550 no\nC: DATA\nS: 354 go\nC: From: ann@example.com\nC: To: bob@example.org\n' +
    'C: \nC: .\nS: 250 ok\n'
  ).repeat(count);
}
