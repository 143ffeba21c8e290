// Rule message/addr-tld: a domain of one label, or one that ends with a number.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { reportDomains } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-tld',
  scope: 'field',
  // Mail within one network and mail of tests have such addresses.
  severity: 'hint',
  profiles: { strict: 'warning', receive: 'warning' },
  fields: addressFields,
  references: [rfc(5321, '2.3.5')],
  summary: 'A domain has no dot, or its last label is a number.',
  why:
    'On the internet a domain is a full name. One without a dot is known only to the machine that wrote it, and one ' +
    'that ends with a number is an IP address without its brackets.',
  messages: {
    single: '“{text}” is no full domain name',
    numeric: 'No top-level domain is a number like “{text}”',
  },
  examples: {
    valid: [{ text: 'To: ann@example.com, ben@[192.0.2.1]\n' }],
    invalid: [{ text: 'From: root@«localhost»\nTo: ann@192.0.2.«1»\n', messages: ['single', 'numeric'] }],
  },
  check({ field }, { report }) {
    reportDomains(field, { 'domain-single': 'single', 'domain-numeric': 'numeric' }, report);
  },
});
