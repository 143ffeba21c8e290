// Rule message/addr-local-length: a local part of more than 64 octets.

import { localPartProblems } from '../../message/views/addressChecks.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { MAX_FINDINGS } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-local-length',
  scope: 'field',
  // Large services encode a ticket in the address and go beyond; it works for them.
  severity: 'info',
  profiles: { strict: 'error' },
  fields: addressFields,
  references: [rfc(5321, '4.5.3.1.1')],
  summary: 'A local part has more than 64 octets.',
  why:
    'Servers need not take more than 64 octets in front of the @. Most do, but some refuse the address or cut it, and ' +
    'then an answer does not arrive.',
  messages: { local: 'The local part has {octets} octets; every server takes 64, not more' },
  examples: {
    valid: [{ text: `To: ${'a'.repeat(64)}@example.com\n` }],
    invalid: [{ text: `Reply-To: «${'a'.repeat(65)}»@example.com\n` }],
  },
  check({ field }, { report }) {
    let count = 0;
    for (const { local, localPart } of fieldMailboxes(field)) {
      const problem = localPartProblems(local).find(({ code }) => code === 'local-too-long');
      if (!localPart || !problem) continue;
      if (++count > MAX_FINDINGS) return;
      report({ message: 'local', at: localPart, data: { octets: problem.detail ?? '' } });
    }
  },
});
