// Rule smtp/path-syntax: the address of MAIL or RCPT is not written as RFC 5321 wants it.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { pathMessages, pathVerbs, reportPath } from '../support/smtpPaths.ts';

export default smtpRule({
  id: 'smtp/path-syntax',
  severity: 'error',
  references: [rfc(5321, '4.1.2'), rfc(5321, '3.3')],
  summary: 'The sender or recipient of the envelope is not a path such as <ann@example.com>.',
  why:
    'Strict servers answer 501 or 555 and the message stays where it is. A space behind the colon is the most frequent ' +
    'mistake. Where the server let it pass, smtp/path-tolerated says so.',
  messages: pathMessages,
  examples: {
    valid: [
      { text: 'C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<Postmaster>\nS: 250 ok\n' },
      {
        text: 'C: MAIL FROM:<"a b"@example.com> SIZE=100\nS: 250 ok\nC: RCPT TO:<bob@[192.0.2.1]>\nS: 250 ok\n',
      },
      {
        text: 'C: MAIL FROM:<ann@xn--bcher-kva.example>\nS: 250 ok\nC: RCPT TO:<用户@例え.example>\nS: 250 ok\n',
      },
      { text: 'C: MAIL FROM:ann@example.com\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: 'C: MAIL FROM:« »<ann@example.com>\nS: 501 no\n',
        messages: ['space'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: MAIL FROM:«ann@example.com» SIZE=10\nS: 501 no\n',
        messages: ['brackets'],
        fixed: 'C: MAIL FROM:<ann@example.com> SIZE=10\nS: 501 no\n',
      },
      {
        text: 'C: MAIL FROM:«"ann@example.com"»\nS: 501 no\n',
        messages: ['brackets'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: "C: MAIL FROM:<«'ann@example.com'»>\nS: 501 no\n",
        messages: ['address'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: RCPT TO:<ann@example.com>«;»\nS: 501 no\n',
        messages: ['extra'],
        fixed: 'C: RCPT TO:<ann@example.com>\nS: 501 no\n',
      },
      { text: 'C: MAIL «FROM: »\nS: 501 no\n', messages: ['missing'] },
      { text: 'C: RCPT TO:<«ann@[192.0.2.300]»>\nS: 501 no\n', messages: ['address'] },
      { text: 'C: RCPT TO:«<>»\nS: 501 no\n', messages: ['empty'] },
      { text: 'C: RCPT TO:<«bob»>\nS: 501 no\n', messages: ['unqualified'] },
      { text: 'C: RCPT TO:<«bob@@example.com»>\nS: 501 no\n', messages: ['address'] },
      {
        text: 'C: RCPT «<bob@example.com>»\nS: 501 no\n',
        messages: ['keyword'],
        fixed: 'C: RCPT TO:<bob@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: MAIL FROM:«<ann@example.com»\nS: 501 no\n',
        messages: ['unclosed'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 501 no\n',
      },
      { text: 'C: «MAIL»\nS: 501 no\n', messages: ['missing'] },
      {
        text: 'C: MAIL «FROM »<ann@example.com>\nS: 501 no\n',
        messages: ['keyword'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: RCPT «FROM:»<ann@example.com>\nS: 501 no\n',
        messages: ['keyword'],
        fixed: 'C: RCPT TO:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: MAIL «ann@example.com»\nS: 501 no\n',
        messages: ['keyword'],
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: RCPT TO:«Ann »<ann@example.com>\nS: 501 no\n',
        messages: ['extra'],
        fixed: 'C: RCPT TO:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: RCPT TO:«<»<ann@example.com>>\nS: 501 no\n',
        messages: ['extra'],
        fixed: 'C: RCPT TO:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: RCPT TO:<«mailto:ann@example.com»>\nS: 501 no\n',
        messages: ['address'],
        fixed: 'C: RCPT TO:<ann@example.com>\nS: 501 no\n',
      },
      {
        text: 'C: RCPT TO:<ann@example.com«>»NOTIFY=NEVER\nS: 501 no\n',
        messages: ['end'],
        fixed: 'C: RCPT TO:<ann@example.com> NOTIFY=NEVER\nS: 501 no\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: pathVerbs },
  check(exchange, { report }) {
    reportPath(exchange, false, report);
  },
});
