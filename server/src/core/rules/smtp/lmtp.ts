// Rule smtp/lmtp: what LMTP does otherwise than SMTP.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

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
      {
        text: 'C: LHLO a.example\nS: 250 mx\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 550 no\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
      },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\n' },
    ],
    invalid: [
      { text: 'C: «EHLO» a.example\nS: 500 no\nC: LHLO a.example\nS: 250 mx\n', messages: ['hello'] },
      {
        text: 'C: LHLO a.example\nS: 250 mx\nC: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 250 ok\nC: «DATA»\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
        messages: ['replies'],
      },
    ],
  },
  check({ protocol, exchanges }, { report }) {
    if (protocol !== 'lmtp') return;
    let recipients = 0;
    /** The command that sent the message, while its replies are counted. */
    let message: number | undefined;
    let replies = 0;
    const finish = (): void => {
      if (message !== undefined && replies > 0 && recipients > 0 && replies < recipients) {
        const { from } = exchanges.get(message);
        const verb = exchanges.row(message)?.verb ?? '';
        report({ message: 'replies', at: { from, to: from + verb.length }, data: { recipients, replies } });
      }
      message = undefined;
      replies = 0;
    };
    void finish;
    void recipients;
  },
});
