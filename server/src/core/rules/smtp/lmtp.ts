// Rule smtp/lmtp: what LMTP does otherwise than SMTP.

import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import type { Session } from '../../transcript/exchange.ts';
import { defineRule } from '../rule.ts';
import { hasMessage } from '../support/smtpData.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

/** A long session that ends with a message for two recipients. */
const longSession = (replies: string): string =>
  longSmtpSession(
    'C: MAIL FROM:<>\nS: 250 2.1.0 ok\nC: RCPT TO:<b@example.com>\nS: 250 2.1.5 ok\n' +
      `C: RCPT TO:<c@example.com>\nS: 250 2.1.5 ok\nC: DATA\nS: 354 go\nC: .\n${replies}`,
  ).replace('EHLO', 'LHLO');

export default defineRule({
  id: 'smtp/lmtp',
  scope: 'session',
  severity: 'error',
  references: [rfc(2033, '4.1'), rfc(2033, '4.2'), rfc(2033, '4.3')],
  summary: 'An LMTP session greets as SMTP does, or does not answer each recipient behind the message.',
  why:
    'Behind the message an LMTP server says for each accepted recipient whether it was delivered. A client that gets too ' +
    'few replies waits; one that gets too many takes the next for the reply to another command.',
  messages: {
    hello: 'LMTP greets with LHLO, not with {verb}',
    replies: 'Recipients accepted: {recipients}; replies to the message: {replies}',
  },
  examples: {
    valid: [
      { text: longSession('S: 250 2.0.0 b ok\nS: 452 4.2.2 c full\n') },
      {
        text: 'C: LHLO a.example\nS: 250 mx\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 550 no\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
      },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: QUIT\nS: 221 bye\n' },
    ],
    invalid: [
      {
        text: longSession('S: 250 2.0.0 b ok\n').replace(/DATA(?=\nS: 354 go\nC: \.\n)/, '«DATA»'),
        messages: ['replies'],
      },
      { text: 'C: «EHLO» a.example\nS: 500 no\nC: LHLO a.example\nS: 250 mx\n', messages: ['hello'] },
      {
        text: 'C: LHLO a.example\nS: 250 mx\nC: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 250 ok\nC: «DATA»\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
        messages: ['replies'],
      },
    ],
  },
  check(session, { report }) {
    const { protocol, exchanges } = session;
    if (protocol !== 'lmtp') return;
    const atVerb = (command: number): TextRange => {
      const { from, row } = exchanges.get(command);
      return { from, to: from + (row?.verb.length ?? 0) };
    };
    for (const { command, recipients, replies } of deliveries(session)) {
      if (replies > 0 && replies < recipients) {
        report({ message: 'replies', at: atVerb(command), data: { recipients, replies } });
      }
    }
    for (let index = 0; index < exchanges.count; index++) {
      const verb = exchanges.kind(index) === 'command' ? exchanges.row(index)?.verb : undefined;
      if ((verb === 'EHLO' || verb === 'HELO') && !isServerFine(session, index)) {
        report({ message: 'hello', at: atVerb(index), data: { verb } });
      }
    }
  },
});

/** Behind these, where they were accepted, no recipient is known. */
const RESETS: ReadonlySet<string> = new Set(['MAIL', 'RSET', 'LHLO', 'STARTTLS']);

/** A message that was sent, with the recipients that were accepted for it and the replies it got. */
interface Delivery {
  readonly command: number;
  readonly recipients: number;
  readonly replies: number;
}

/** The messages of a session that are followed by another reply, so that none of theirs can be outstanding. */
function* deliveries(session: Session): Generator<Delivery> {
  const { exchanges } = session;
  let recipients = 0;
  let command = -1;
  let replies = 0;
  for (let index = 0; index < exchanges.count; index++) {
    const { kind, row, repliesTo } = exchanges.get(index);
    if (kind === 'note') command = -1;
    if (kind !== 'reply' || repliesTo === undefined) continue;
    if (repliesTo === command) {
      replies++;
      continue;
    }
    if (command >= 0) {
      yield { command, recipients, replies };
      recipients = 0;
      command = -1;
    }
    if (row?.verb === 'RCPT' && isServerFine(session, repliesTo)) recipients++;
    else if (RESETS.has(row?.verb ?? '') && isServerFine(session, repliesTo)) recipients = 0;
    else if (row?.verb === 'DATA' && hasMessage(session, repliesTo, index)) {
      command = repliesTo;
      replies = 1;
    }
  }
}
