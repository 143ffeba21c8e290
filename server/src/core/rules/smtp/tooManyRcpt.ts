// Rule smtp/too-many-rcpt: the server takes no more recipients in this transaction.

import { rfc } from '../../registry/reference.ts';
import type { SmtpSessionState } from '../../transcript/smtp/machine.ts';
import { smtpRule } from '../protocolRules.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

export default smtpRule({
  id: 'smtp/too-many-rcpt',
  severity: 'info',
  references: [rfc(5321, '4.5.3.1.10'), rfc(5321, '4.5.3.1.8')],
  summary: 'A transaction has more recipients than the server takes, or has to take.',
  why:
    'The recipients accepted so far get the message; the others need another transaction. With 552 a client of today ' +
    'may take them for refused for good, and bounce.',
  messages: {
    later: 'Too many recipients: send to the others in another transaction',
    code: 'Too many recipients is 452; with 552 the others may bounce',
    many: 'A server need not take more than {limit} recipients: send to the others in another transaction',
  },
  options: {
    defaults: { recipients: 100 },
    description: { recipients: 'Recipients of one transaction that every server takes.' },
  },
  examples: {
    valid: [
      {
        text: longSmtpSession(
          'C: MAIL FROM:<>\nS: 250 2.1.0 ok\nC: RCPT TO:<b@example.com>\nS: 250 2.1.5 ok\nC: RCPT TO:<d@example.com>\nS: 250 2.1.5 ok\n',
        ),
        options: { recipients: 2 },
      },
      {
        text: 'C: RCPT TO:<b@example.com>\nS: 452 4.2.2 over quota\nC: RCPT TO:<c@example.com>\nS: 552 5.2.2 mailbox full\n',
      },
    ],
    invalid: [
      {
        text: longSmtpSession(
          'C: MAIL FROM:<>\nS: 250 2.1.0 ok\nC: RCPT TO:<b@example.com>\nS: 250 2.1.5 ok\nC: RCPT TO:<d@example.com>\nS: 250 2.1.5 ok\nC: «RCPT» TO:<c@example.com>\nS: 250 2.1.5 ok\n',
        ),
        options: { recipients: 2 },
        messages: ['many'],
      },
      { text: 'C: RCPT TO:<b@example.com>\nS: «452» 4.5.3 too many recipients\n', messages: ['later'] },
      { text: 'C: RCPT TO:<b@example.com>\nS: «552» Too many recipients\n', messages: ['code'] },
      {
        text: 'C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nC: «RCPT» TO:<d@example.com>\nC: RCPT TO:<e@example.com>\n',
        options: { recipients: 2 },
        messages: ['many'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'reply'], verbs: ['RCPT'] },
  check({ command, reply, state, unit }, { report, options }) {
    if (command) {
      // Reported once, where one more is asked for than a server has to take.
      if (state.envelope && pending(state, options.recipients) === options.recipients) {
        const at = unit.host(0, command.verb.length);
        report({ message: 'many', at, data: { limit: options.recipients } });
      }
      return;
    }
    const code = reply?.code;
    if (code === undefined || !/^[45]5/.test(code)) return;
    if (!/^[45]\.5\.3$/.test(reply?.status ?? '') && !TOO_MANY.test(reply?.texts.join(' ') ?? '')) return;
    report({ message: code === '552' ? 'code' : 'later', at: unit.host(0, code.length) });
  },
});

/** How many recipients were accepted, or wait for their reply. */
function pending({ envelope, waiting }: SmtpSessionState, limit: number): number {
  if (waiting.length > limit + MAX_OTHERS) return waiting.length;
  return (envelope?.recipients ?? 0) + waiting.filter(({ syntax }) => syntax.verb === 'RCPT').length;
}

/** Commands that wait beside recipients. */
const MAX_OTHERS = 50;
const TOO_MANY = /too many (?:recipients|rcpt)|(?:recipient|rcpt) limit|maximum (?:number of )?recipients/i;
