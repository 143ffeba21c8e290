// Rule smtp/path-tolerated: a path that is not written as RFC 5321 wants it, and that this server let pass.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { pathMessages, pathVerbs, reportPath } from '../support/smtpPaths.ts';

export default smtpRule({
  id: 'smtp/path-tolerated',
  severity: 'warning',
  references: [rfc(5321, '4.1.2'), rfc(5321, '3.3')],
  summary: 'A malformed sender or recipient that this server accepted.',
  why: 'It works here; the next server answers 501 or 555 to the same command.',
  messages: pathMessages,
  examples: {
    valid: [
      { text: 'C: MAIL FROM:<ann@example.com>\nS: 250 ok\nC: RCPT TO:<Postmaster>\nS: 250 ok\n' },
      { text: 'C: MAIL FROM: <ann@example.com>\nS: 501 no\n' },
    ],
    invalid: [
      {
        text: 'C: MAIL FROM:« »<ann@example.com>\nS: 250 ok\n',
        messages: ['space'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 250 ok\n',
      },
      {
        text: 'C: MAIL FROM:«ann@example.com»\nS: 250 ok\n',
        messages: ['brackets'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 250 ok\n',
      },
      { text: 'C: RCPT TO:<«bob»>\nS: 250 ok\n', messages: ['unqualified'] },
      { text: 'C: RCPT TO:<«bob»>\n', messages: ['unqualified'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: pathVerbs },
  check(exchange, { report }) {
    reportPath(exchange, true, report);
  },
});
