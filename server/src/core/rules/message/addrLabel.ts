// Rule message/addr-label: a label of a domain that no host can have.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { reportDomains } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-label',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5321, '4.1.2'), rfc(1035)],
  summary: 'A label of an address’s domain starts or ends with a hyphen or is too long.',
  why: 'The domain name system cannot hold such a name, so the domain does not exist and mail to it fails.',
  messages: {
    hyphen: 'The label “{text}” starts or ends with a hyphen',
    long: 'The label “{text}” has more than 63 octets',
  },
  examples: {
    valid: [{ text: 'To: ann@mail-1.example.com, ben@xn--exmple-cua.com\n' }],
    invalid: [
      { text: 'To: ann@«-mail».example.com\n' },
      { text: `To: ann@«${'a'.repeat(64)}».example.com\n`, messages: ['long'] },
    ],
  },
  check({ field }, { report }) {
    reportDomains(field, { 'label-hyphen': 'hyphen', 'label-too-long': 'long' }, report);
  },
});
