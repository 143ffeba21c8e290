// Rule message/addr-length: a domain longer than 255 octets, or an address longer than a path may be.

import { addressProblems } from '../../message/views/addressChecks.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { MAX_FINDINGS } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-length',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5321, '4.5.3.1.2'), rfc(5321, '4.5.3.1.3')],
  summary: 'An address has more than 254 octets.',
  why: 'A path in MAIL or RCPT holds 256 octets with its brackets. Mail to a longer address cannot be sent.',
  messages: { address: 'The address has {octets} octets; 254 fit in a path' },
  examples: {
    valid: [{ text: `To: ann@${'example.'.repeat(28)}com\n` }],
    invalid: [{ text: `To: «ann@${'example.'.repeat(32)}com»\n` }],
  },
  check({ field }, { report }) {
    let count = 0;
    for (const { local, host, addrSpec } of fieldMailboxes(field)) {
      const [problem] = host === '' ? [] : addressProblems(local, host);
      if (!addrSpec || !problem) continue;
      if (++count > MAX_FINDINGS) return;
      report({ message: 'address', at: addrSpec, data: { octets: problem.detail ?? '' } });
    }
  },
});
