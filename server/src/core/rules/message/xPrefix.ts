// Rule message/x-prefix: a field of one's own whose name starts with X-.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/x-prefix',
  scope: 'field',
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  references: [rfc(6648)],
  summary: 'A field that is not widely known has a name that starts with X-.',
  why:
    'The prefix was to mark experiments. Successful experiments kept it, so it says nothing, and a later standard ' +
    'needs a second name. New fields are named as if they were there to stay.',
  messages: { prefix: '{field} starts with X-, which new fields should not' },
  examples: {
    valid: [{ text: 'X-Mailer: Mutt\nOwn-Tag: 1\n' }],
    invalid: [{ text: '«X-Own-Tag»: 1\n' }],
  },
  check({ field }, { report }) {
    if (field.definition || !field.key.startsWith('x-')) return;
    report({ message: 'prefix', at: nameRange(field), data: { field: field.name } });
  },
});
