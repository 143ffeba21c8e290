// Rule smtp/early-talker: the client speaks before the server's greeting.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/early-talker',
  severity: 'error',
  references: [rfc(5321, '3.1'), rfc(5321, '4.3.1')],
  summary: 'The client speaks before the server has greeted it.',
  why:
    'Programs that send spam do not wait for the greeting; many servers test just that and refuse everything such a ' +
    'client says.',
  messages: { early: 'The client must wait for the greeting' },
  examples: {
    valid: [
      { text: `${greeted('SIZE')}${transactions(5)}C: QUIT\nS: 221 bye\n` },
      { text: 'S: 220 mx.example.com ESMTP\nC: EHLO a.example\nS: 250 mx.example.com\n' },
      { text: 'C: EHLO a.example\nS: 250 mx.example.com\nC: STARTTLS\nS: 220 go ahead\n' },
    ],
    invalid: [
      { text: `C: «NOOP»\n${'C: NOOP\n'.repeat(20)}S: 220 mx.example.com ESMTP\n` },
      { text: 'C: «EHLO a.example»\nS: 220 mx.example.com ESMTP\nS: 250 mx.example.com\n' },
      {
        text: 'S: 220-mx.example.com\nC: «EHLO a.example»\nS: 220 mx.example.com ESMTP\nS: 250 mx.example.com\n',
      },
      {
        text: 'C: «HELO a.example»\nC: MAIL FROM:<a@example.com>\nS: 554 mx.example.com ESMTP not before the greeting\n',
      },
    ],
  },
  looksAt: { kinds: ['greeting', 'reply'] },
  check({ exchange, reply, session, state, asked }, { report }) {
    const [first] = state.waiting;
    // A greeting of several lines may be interrupted.
    const interrupted = exchange.kind === 'greeting' && exchange.index > 0;
    if (!first || (session.startsWithGreeting && !interrupted) || first.index > MAX_NOTES) return;
    // The framing takes a 220 for the greeting where no command that waits can be answered by it.
    if (
      exchange.kind !== 'greeting' &&
      !(reply?.code === '554' && asked === first && EARLY.test(reply.texts[0] ?? ''))
    ) {
      return;
    }
    const { from, to } = session.exchanges.get(first.index);
    report({ message: 'early', at: { from, to } });
  },
});

const EARLY =
  /before (?:the )?greeting|too (?:soon|early)|early talker|(?:SMTP|protocol) (?:synchroni[sz]ation|sequence) (?:error|violation)|pregreet/i;
/** A session that starts later is an excerpt. */
const MAX_NOTES = 50;
