// Rule smtp/enhanced-missing: a reply without the status code that the server announced.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

export default smtpRule({
  id: 'smtp/enhanced-missing',
  severity: 'warning',
  references: [rfc(2034, '4')],
  summary: 'The server announced ENHANCEDSTATUSCODES and a reply has no such code.',
  why:
    'Bounces are sorted by these codes. A client that counts on them reads the first word of the text as one, or has to ' +
    'guess from the reply code alone. Often a filter in front of the server writes such replies.',
  messages: { missing: 'The enhanced status code is missing' },
  examples: {
    valid: [
      { text: longSmtpSession('C: NOOP\nS: 250 2.0.0 ok\n') },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 ENHANCEDSTATUSCODES\nC: NOOP\nS: 250 2.0.0 ok\nC: DATA\nS: 354 go\n',
      },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE\nC: NOOP\nS: 250 ok\n' },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250-XCLIENT ADDR\nS: 250 ENHANCEDSTATUSCODES\nC: XCLIENT ADDR=192.0.2.1\nS: 220 mx\n',
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250-AUTH PLAIN\nS: 250 ENHANCEDSTATUSCODES\nC: AUTH PLAIN ****\nS: 235 <authentication information>\n',
      },
    ],
    invalid: [
      { text: longSmtpSession('C: NOOP\nS: «250» ok\n') },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 ENHANCEDSTATUSCODES\nC: MAIL FROM:<>\nS: «550» no\nC: QUIT\nS: 221 2.0.0 bye\n',
      },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check({ reply, state, exchange, unit }, { report }) {
    const code = reply?.code;
    if (code === undefined || reply?.status !== undefined || !/^[245]/.test(code)) return;
    if (state.stale || state.extensions?.has('ENHANCEDSTATUSCODES') !== true) return;
    if (exchange.repliesTo === undefined || EXEMPT.has(exchange.row?.verb ?? '')) return;
    if (LEFT_OUT.test(reply?.texts[0] ?? '')) return;
    report({ message: 'missing', at: unit.host(0, code.length) });
  },
});

/** RFC 2034 3: neither a greeting nor the answer to a hello has one. What answers XCLIENT is a greeting. */
const EXEMPT: ReadonlySet<string> = new Set(['EHLO', 'HELO', 'LHLO', 'XCLIENT']);
/** `235 <authentication information>`: logs leave the text out. */
const LEFT_OUT = /^<[^<>@]*>$/;
