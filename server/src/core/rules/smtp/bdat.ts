// Rule smtp/bdat: a chunk whose size is wrong, or that stands where it must not.

import { rfc } from '../../registry/reference.ts';
import type { SmtpExchange } from '../../transcript/smtp/machine.ts';
import { UnitText } from '../../transcript/unitText.ts';
import { smtpRule } from '../protocolRules.ts';
import { chunkOctets } from '../support/smtpChunks.ts';
import { previousUnit } from '../support/smtpData.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { onlyIn } from '../support/smtpStates.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

export default smtpRule({
  id: 'smtp/bdat',
  severity: 'error',
  references: [rfc(3030, '2'), rfc(3030, '3')],
  summary: 'A message in chunks has a wrong size, no last chunk, or is mixed with DATA.',
  why:
    'The size alone says where a chunk ends. If it is wrong, the two sides are out of step: text is taken for commands, ' +
    'or commands for text.',
  messages: {
    missing: 'BDAT needs the size of the chunk',
    syntax: 'The size of a chunk is a number of octets',
    tail: 'Only LAST may stand behind the size',
    negative: 'The size of a chunk must not be negative',
    huge: 'No chunk has so many octets; servers refuse the number or misread it',
    size: 'The chunk has {count} octets',
    last: 'The message is not complete: no chunk said LAST',
    mixed: 'A message that was begun in chunks must not go on with DATA',
    binary: 'A message announced with BODY=BINARYMIME must be sent with BDAT',
    advertised: 'The server did not announce CHUNKING',
  },
  faults: { 'argument-missing': 'missing', 'end-marker': 'tail' },
  examples: {
    valid: [
      {
        text: longSmtpSession(
          'C: MAIL FROM:<>\nS: 250 2.1.0 ok\nC: RCPT TO:<b@example.com>\nS: 250 2.1.5 ok\nC: BDAT 7\nC: hello\nS: 250 2.0.0 ok\nC: BDAT 0 LAST\nS: 250 2.0.0 ok\n',
        ),
      },
      { text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: BDAT 14 LAST\nC: Subject: test\nS: 250 ok\n' },
      { text: 'C: BDAT 7\nC: hello\nS: 250 ok\nC: BDAT 0 LAST\nS: 250 ok\nC: QUIT\nS: 221 bye\n' },
      { text: 'C: BDAT 6 LAST\nC: größ\nC: QUIT\nS: 250 ok\nS: 221 bye\n' },
    ],
    invalid: [
      {
        text: longSmtpSession(
          'C: MAIL FROM:<>\nS: 250 2.1.0 ok\nC: RCPT TO:<b@example.com>\nS: 250 2.1.5 ok\nC: BDAT 7\nC: hello\nS: 250 2.0.0 ok\nC: «DATA»\nS: 503 5.5.1 no\nC: RSET\nS: 250 2.0.0 ok\n',
        ),
        messages: ['mixed'],
      },
      { text: 'C: «BDAT»\nS: 501 size?\n', messages: ['missing'] },
      { text: 'C: BDAT 5 «X»\nS: 501 last?\n', messages: ['tail'] },
      { text: 'C: BDAT «-1» LAST\nS: 501 size?\n', messages: ['negative'] },
      { text: 'C: BDAT «ten» LAST\nS: 501 size?\n', messages: ['syntax'] },
      { text: 'C: BDAT «15555555557777777777» LAST\nS: 501 size?\n', messages: ['huge'] },
      {
        text: 'C: BDAT «50» LAST\nC: Subject: test\nC: QUIT\nS: 221 bye\n',
        messages: ['size'],
        fixed: 'C: BDAT 15 LAST\nC: Subject: test\nC: QUIT\nS: 221 bye\n',
      },
      {
        text: 'C: BDAT «6» LAST\nC: Subject: test\nC: hello\nS: 500 what?\n',
        messages: ['size'],
        fixed: 'C: BDAT 22 LAST\nC: Subject: test\nC: hello\nS: 500 what?\n',
      },
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: BDAT 7\nC: hello\nS: 250 ok\nC: «QUIT»\nS: 221 bye\n',
        messages: ['last'],
      },
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: BDAT 7\nC: hello\nS: 250 ok\nC: «DATA»\nS: 503 no\n',
        messages: ['mixed'],
      },
      {
        text: 'C: MAIL FROM:<> BODY=BINARYMIME\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: «DATA»\nS: 503 no\n',
        messages: ['binary'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE\nC: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: «BDAT» 7 LAST\nC: hello\nS: 500 what?\n',
        messages: ['advertised'],
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['BDAT', 'DATA', 'QUIT'] },
  check(subject, { report }) {
    const { command, unit, state } = subject;
    if (!command?.row) return;
    const at = unit.host(0, command.verb.length);
    const chunked = onlyIn(state.believed, ['bdat']);
    const maybeChunked =
      !onlyIn(state.believed, ['ready', 'mail']) && onlyIn(state.believed, ['ready', 'mail', 'bdat']);
    if (command.verb === 'QUIT') {
      // A client that was refused gives up.
      if (chunked && !wasRefused(subject)) report({ message: 'last', at });
      return;
    }
    if (command.verb === 'DATA') {
      if (maybeChunked) report({ message: 'mixed', at });
      else if (isBinary(subject)) report({ message: 'binary', at });
      return;
    }
    const fine = isServerFine(subject.session, subject.exchange.index);
    const { extensions, stale } = state;
    if (!fine && extensions && !stale && !extensions.has('CHUNKING')) {
      report({ message: 'advertised', at });
    }
    const size = SIZE.exec(unit.text);
    const digits = size?.[1];
    if (!size || digits === undefined) return;
    const from = size[0].length - digits.length;
    const place = unit.host(from, size[0].length);
    const wrong = WRONG.find(([, pattern]) => pattern.test(digits))?.[0];
    if (wrong) {
      report({ message: wrong, at: place });
      return;
    }
    // Where the server took the chunk, the log shows it otherwise than it was.
    const chunk = fine ? undefined : chunkOctets(subject.session, subject.exchange.index);
    if (!chunk || chunk.plausible.includes(Number(digits))) return;
    const count = chunk.octets;
    report({
      message: 'size',
      at: place,
      data: { count },
      fix: () => ({
        title: `Change the size to ${String(count)}`,
        edits: [{ ...place, insert: String(count) }],
        safe: false,
      }),
    });
  },
});

function wasRefused({ session, exchange }: SmtpExchange): boolean {
  const before = previousUnit(session, exchange.index);
  return before !== undefined && /^[45]/.test(session.all.text(session.numbers[before.first] ?? 0));
}

/** Whether MAIL announced a message that only BDAT can carry. */
function isBinary({ state, session }: SmtpExchange): boolean {
  const { envelope, control } = state;
  if (!envelope || !onlyIn(control, ['mail', 'rcpt'])) return false;
  const { first, last } = session.exchanges.get(envelope.mail.index);
  return /\sBODY=BINARYMIME(?:\s|$)/i.test(new UnitText(session, first, last).text);
}

const SIZE = /^\s*BDAT\s+(\S+)/i;
/** 2^53 octets is more than any disk holds. */
const WRONG = [
  ['negative', /^-\d/],
  ['syntax', /\D/],
  ['huge', /^0*[1-9]\d{15}/],
] as const;
