// Rule smtp/timeouts: one side kept the other waiting longer than it need wait.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { previousUnit } from '../support/smtpData.ts';

export default smtpRule({
  id: 'smtp/timeouts',
  severity: 'info',
  references: [rfc(5321, '4.5.3.2')],
  summary: 'By the times of the log, an answer took longer than the other side has to wait.',
  why:
    'A client may give up then and try again later. Behind the final dot this is how messages arrive twice: the server ' +
    'has taken the message, and the client does not know.',
  messages: {
    server: 'The reply came after {seconds} s; a client need wait only {limit} s',
    client: 'The client was silent for {seconds} s; a server need wait only {limit} s',
  },
  options: {
    defaults: { greeting: 300, mail: 300, rcpt: 300, data: 120, end: 600, other: 300, client: 300 },
    description: {
      greeting: 'Seconds until the greeting.',
      mail: 'Seconds until the reply to MAIL.',
      rcpt: 'Seconds until the reply to RCPT.',
      data: 'Seconds until DATA is answered with 354.',
      end: 'Seconds until the reply to the message.',
      other: 'Seconds until the reply to any other command.',
      client: 'Seconds until the client says something.',
    },
  },
  examples: {
    valid: [
      {
        text: '[2026-03-01 10:00:00] DEBUG [a] C: NOOP\n[2026-03-01 10:04:59] DEBUG [a] S: 250 ok\n',
      },
      { text: 'C: NOOP\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: '[2026-03-01 10:00:00] DEBUG [a] C: RCPT TO:<b@example.com>\n[2026-03-01 10:05:01] DEBUG [a] S: «250» ok\n',
        messages: ['server'],
      },
      {
        text: '[2026-03-01 10:00:00] DEBUG [a] C: NOOP\n[2026-03-01 10:00:01] DEBUG [a] S: 250 ok\n[2026-03-01 10:10:01] DEBUG [a] C: «QUIT»\n',
        messages: ['client'],
      },
    ],
  },
  looksAt: { kinds: ['greeting', 'command', 'reply', 'continuation'] },
  check({ session, exchange, reply, unit }, { report, options }) {
    const before = previousUnit(session, exchange.index);
    // Only what follows directly on the other side's word was waited for.
    if (!before || before.speaker === exchange.speaker) return;
    const { all, numbers } = session;
    const now = all.time(numbers[exchange.first] ?? 0);
    const then = all.time(numbers[before.last - 1] ?? 0);
    if (now === undefined || then === undefined) return;
    const message = exchange.kind === 'command' ? 'client' : 'server';
    const limit = message === 'client' ? options.client : options[step(exchange.kind, exchange.row?.verb)];
    const seconds = Math.round((now - then) / MILLISECONDS);
    if (seconds <= limit) return;
    const to = reply ? (reply.code?.length ?? 0) : unit.text.length;
    report({ message, at: unit.host(0, to), data: { seconds, limit } });
  },
});

/** What was waited for (RFC 5321 4.5.3.2). */
function step(
  kind: string,
  verb: string | undefined,
): 'greeting' | 'mail' | 'rcpt' | 'data' | 'end' | 'other' {
  if (kind === 'greeting') return 'greeting';
  if (verb === 'DATA') return kind === 'continuation' ? 'data' : 'end';
  if (verb === 'BDAT') return 'end';
  return verb === 'MAIL' ? 'mail' : verb === 'RCPT' ? 'rcpt' : 'other';
}

const MILLISECONDS = 1000;
