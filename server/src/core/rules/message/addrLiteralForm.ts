// Rule message/addr-literal-form: an address literal in a form that is deprecated or not registered.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { reportDomains } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-literal-form',
  scope: 'field',
  severity: 'warning',
  fields: addressFields,
  references: [rfc(5321, '4.1.3')],
  summary: 'An address literal has a “::” for a single group, or a tag that is not registered.',
  why:
    'SMTP’s grammar lets “::” stand for two groups of zeros or more, and IPv6 is the only tag there is. Strict servers ' +
    'refuse the address.',
  messages: {
    single: 'The “::” stands for one group only; write “:0:”',
    tag: 'The tag of “{text}” is not registered; only “IPv6:” is',
  },
  examples: {
    valid: [{ text: 'To: ann@[IPv6:2001:db8::1:2]\n' }],
    invalid: [
      { text: 'To: ann@«[IPv6:2001:db8:1:2:3:4::5]»\n' },
      { text: 'To: ann@«[X400:abc]»\n', messages: ['tag'] },
    ],
  },
  check({ field }, { report }) {
    reportDomains(field, { 'literal-ipv6-single': 'single', 'literal-tag': 'tag' }, report);
  },
});
