// Rule smtp/path-syntax: the address of MAIL or RCPT is not written as RFC 5321 wants it.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/path-syntax',
  severity: 'error',
  references: [rfc(5321, '4.1.2'), rfc(5321, '3.3')],
  summary: 'The sender or recipient of the envelope is not a path such as <ann@example.com>.',
  why:
    'Strict servers answer 501 or 555 and the message stays where it is. A space behind the colon is the most frequent ' +
    'mistake; some servers forgive it, so that it shows only at the next one.',
  messages: {
    keyword: 'FROM: or TO: must stand in front of the address',
    space: 'No white space may stand here',
    brackets: 'The address must stand in angle brackets',
    unclosed: 'The closing bracket is missing',
    empty: 'A recipient must not be empty',
    address: '{text} is no address',
    missing: 'The address is missing',
  },
  faults: {
    'path-keyword': 'keyword',
    'path-space': 'space',
    'path-brackets': 'brackets',
    'path-unclosed': 'unclosed',
    'path-null': 'empty',
    'path-address': 'address',
    'argument-missing': 'missing',
  },
  examples: {
    valid: [
      { text: 'C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<Postmaster>\nS: 250 ok\n' },
      { text: 'C: MAIL FROM:<"a b"@example.com> SIZE=100\nS: 250 ok\nC: RCPT TO:<bob@[192.0.2.1]>\nS: 250 ok\n' },
      { text: 'C: MAIL FROM:<ann@xn--bcher-kva.example>\nS: 250 ok\nC: RCPT TO:<用户@例え.example>\nS: 250 ok\n' },
    ],
    invalid: [
      { text: 'C: MAIL FROM:« »<ann@example.com>\nS: 501 no\n', messages: ['space'] },
      { text: 'C: MAIL FROM:«ann@example.com»\nS: 250 ok\n', messages: ['brackets'] },
      { text: 'C: RCPT TO:«<>»\nS: 501 no\n', messages: ['empty'] },
      { text: 'C: RCPT TO:<«bob»>\nS: 501 no\n', messages: ['address'] },
      { text: 'C: RCPT «<bob@example.com>»\nS: 501 no\n', messages: ['keyword'] },
      { text: 'C: MAIL FROM:«<ann@example.com»\nS: 501 no\n', messages: ['unclosed'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT', 'SEND', 'SOML', 'SAML'] },
});
