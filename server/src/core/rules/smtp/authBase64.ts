// Rule smtp/auth-base64: a SASL response that is not base64, or holds something else than its mechanism wants.

import type { Session } from '../../transcript/exchange.ts';
import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { saslFormFault } from '../support/saslForm.ts';
import { replyCode } from '../support/smtpReplies.ts';

export default smtpRule({
  id: 'smtp/auth-base64',
  severity: 'error',
  references: [rfc(4954, '4')],
  summary: 'What the client answers in a login is not base64, or not what the mechanism wants in it.',
  why: 'The server answers 501. Often a line break or a blank got into the text when it was encoded.',
  messages: {
    malformed: 'This is no base64',
    form: 'This is not what {mechanism} sends: {part} is missing or wrong',
  },
  examples: {
    valid: [
      { text: 'C: AUTH PLAIN AGEAYg==\nS: 535 no\n' },
      { text: 'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YW5u\nS: 334 UGFzc3dvcmQ6\nC: c2VjcmV0\nS: 535 no\n' },
      { text: 'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: *\nS: 501 given up\n' },
      { text: 'C: AUTH PLAIN YW5uAGI=\nS: 235 in\n' },
      { text: 'C: AUTH NTLM\nS: 334 \nC: YW5u\nS: 334 YW5u\nC: TlRMTVNTUAABAAAAB4IIog==\nS: 535 no\n' },
      { text: 'C: AUTH NTLM dGVzdHN0cmluZw==\nS: 334 TlRMTVNTUAACAAAA\nC: *\nS: 501 no\n' },
      { text: 'C: AUTH PLAIN ****\nS: 535 no\nC: AUTH PLAIN <hidden>\nS: 535 no\n' },
    ],
    invalid: [
      { text: 'C: AUTH PLAIN «AGEAYg=»\nS: 501 no\n', messages: ['malformed'] },
      {
        text: 'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: «ann@example.com»\nS: 501 no\n',
        messages: ['malformed'],
      },
      { text: 'C: AUTH PLAIN «YW5uAGI=»\nS: 535 no\n', messages: ['form'] },
      { text: 'C: AUTH CRAM-MD5\nS: 334 PDFAYT4=\nC: «YW5u»\nS: 535 no\n', messages: ['form'] },
    ],
  },
  looksAt: { kinds: ['command', 'answer'], verbs: ['AUTH'] },
  check({ exchange, faults, session, unit }, { report }) {
    const { index, kind, repliesTo } = exchange;
    const fault =
      kind === 'command'
        ? faults.find(({ code }) => code === 'base64-syntax')
        : BASE64.test(unit.text)
          ? undefined
          : { from: 0, to: unit.text.length };
    const code = replyCode(session, kind === 'command' ? index : (repliesTo ?? index));
    if (!fault) {
      if (wentOnBehind(session, index)) return;
      const {
        at,
        mechanism = '',
        part = '',
      } = code?.startsWith('5') === true ? (saslFormFault(session, exchange) ?? {}) : {};
      if (at) report({ message: 'form', at, data: { mechanism, part } });
      return;
    }
    if (HIDDEN.test(unit.text.slice(fault.from, fault.to))) return;
    if (code?.startsWith('2') === true) return;
    report({ message: 'malformed', at: unit.host(fault.from, fault.to) });
  },
});

/** True where the server asked for more: what was said before it could be read. */
function wentOnBehind({ exchanges }: Session, index: number): boolean {
  for (let next = index + 1; next < exchanges.count; next++) {
    if (exchanges.speaker(next) === 'server') return exchanges.kind(next) === 'continuation';
    if (exchanges.kind(next) !== 'note') return false;
  }
  return false;
}

const BASE64 = /^(?:\*|=|(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
/** What tools write in place of a secret. */
const HIDDEN = /\*\*|\.\.|…|[<[({].*[>\])}]|redact|secret|hidden|mask|remov|omit|\bx{3,}\b|xxxx|••/i;
