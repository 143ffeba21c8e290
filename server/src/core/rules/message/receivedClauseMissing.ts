// Rule message/received-clause-missing: a trace record that does not say from whom or by whom.

import { received } from '../../message/views/received.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { receivedFields } from '../support/fieldGroups.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/received-clause-missing',
  scope: 'field',
  // qmail and web mail leave them out where no other host is involved.
  severity: 'off',
  profiles: { strict: 'warning', outgoing: 'off' },
  fields: receivedFields,
  references: [rfc(5321, '4.4')],
  summary: 'A Received field has no “from” or no “by” clause.',
  why:
    'SMTP wants both in every record. Without them nobody can say which two machines the message passed between, and ' +
    'the chain of hops has a hole.',
  messages: { missing: 'The record has no “{clause}” clause' },
  examples: {
    valid: [{ text: 'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' }],
    invalid: [{ text: '«Received»: by b.example with HTTP; Fri, 6 Dec 2024 10:30:00 +0100\n' }],
  },
  check({ field }, { report }) {
    const names = new Set(received(field)?.clauses.map(({ name }) => name));
    const clause = ['from', 'by'].find((name) => !names.has(name));
    if (clause !== undefined) report({ message: 'missing', at: nameRange(field), data: { clause } });
  },
});
