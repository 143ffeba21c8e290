// Rule message/addr-literal: an address literal that is no IP address.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { reportDomains } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-literal',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5321, '4.1.3')],
  summary: 'An address literal in square brackets is no IP address.',
  why:
    'Brackets hold an IPv4 address, or one of IPv6 behind “IPv6:”. Servers refuse anything else, and where it is taken ' +
    'nobody knows which host is meant.',
  messages: {
    ipv4: '“{text}” is not an IPv4 address',
    ipv6: '“{text}” is not an IPv6 address',
    tag: '“{text}” is neither an IPv4 address nor does it start with “IPv6:”',
    backslash: 'A backslash must not stand in an address literal',
  },
  examples: {
    valid: [{ text: 'To: ann@[192.0.2.1], ben@[IPv6:2001:db8::1]\n' }],
    invalid: [
      { text: 'To: ann@«[192.0.2.256]»\n' },
      { text: 'To: ann@«[IPv6:2001:db8:::1]»\n', messages: ['ipv6'] },
      { text: 'To: ann@«[example.com]»\n', messages: ['tag'] },
    ],
  },
  check({ field }, { report }) {
    const messages = {
      'literal-ipv4': 'ipv4',
      'literal-ipv6': 'ipv6',
      'literal-untagged': 'tag',
      'literal-quoted-pair': 'backslash',
    } as const;
    reportDomains(field, messages, report);
  },
});
