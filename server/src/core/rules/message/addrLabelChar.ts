// Rule message/addr-label-char: a domain with a character that host names do not have, or a broken A-label.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { reportDomains } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-label-char',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: addressFields,
  references: [rfc(5321, '2.3.5'), rfc(5321, '4.1.2')],
  summary: 'A domain has a character other than letters, digits and hyphens, or a label that is no Punycode.',
  why:
    'Header syntax lets the character pass, SMTP does not: servers refuse the address in MAIL and RCPT. A label that ' +
    'starts with xn-- and decodes to nothing cannot be looked up.',
  messages: {
    character: '“{detail}” cannot stand in a host name',
    punycode: '“{text}” starts like an internationalised label and is no Punycode',
  },
  examples: {
    valid: [{ text: 'To: ann@example-1.com, ben@bücher.example, cid@xn--bcher-kva.example\n' }],
    invalid: [
      { text: 'To: ann@«my_host».example.com\n' },
      { text: 'To: ann@«xn--99999999».example\n', messages: ['punycode'] },
    ],
  },
  check({ field }, { report }) {
    reportDomains(field, { 'label-character': 'character', 'label-punycode': 'punycode' }, report);
  },
});
