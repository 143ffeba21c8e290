// Rule smtp/retry-advice: what a sender does next about a refusal.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/retry-advice',
  severity: 'info',
  references: [rfc(5321, '4.2.1'), rfc(5321, '4.5.4.1')],
  summary: 'The server refuses for now: whether and when to try again.',
  why:
    'A code that starts with 4 asks for another attempt; RFC 5321 wants at least half an hour between two, for four or ' +
    'five days. Greylisting needs nothing else; throttling needs fewer messages at a time.',
  messages: {
    greylisted: 'Greylisting: try again from the same address in some minutes',
    throttled: 'Throttled: send more slowly, and with fewer connections',
    full: 'The mailbox is full: try again for some days, then give up',
    later: 'Refused for now: try again later',
  },
  examples: {
    valid: [
      { text: 'C: RCPT TO:<b@example.com>\nS: 550 5.1.1 unknown\nC: QUIT\nS: 221 bye\n' },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: STARTTLS\nS: 220 go\n' },
    ],
    invalid: [
      {
        text: 'C: RCPT TO:<b@example.com>\nS: «451» 4.7.1 Greylisting in action, please come back later\n',
        messages: ['greylisted'],
      },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: «421» 4.7.28 rate limit exceeded\n',
        messages: ['throttled'],
      },
      { text: 'C: RCPT TO:<b@example.com>\nS: «452» 4.2.2 over quota\n', messages: ['full'] },
      { text: 'C: MAIL FROM:<a@example.com>\nS: «451» local error\n', messages: ['later'] },
    ],
  },
  looksAt: { kinds: ['greeting', 'reply'] },
  check({ reply, unit }, { report }) {
    const code = reply?.code;
    if (code?.startsWith('4') !== true) return;
    const text = `${reply?.status ?? ''} ${reply?.texts.join(' ') ?? ''}`;
    const message = ADVICE.find(([, pattern]) => pattern.test(text))?.[0] ?? 'later';
    report({ message, at: unit.host(0, code.length) });
  },
});

/** The first that fits counts. */
const ADVICE = [
  ['greylisted', /gr[ea]y-?list|come back later|try again in \d+ ?(?:s|m|h)/i],
  [
    'throttled',
    /rate.?limit|throttl|too (?:many|much) (?:connections|messages|mail)|unusual rate|deferred due to|4\.7\.28/i,
  ],
  ['full', /4\.2\.2|over ?quota|(?:mailbox|inbox) (?:is )?full|out of storage/i],
] as const;
