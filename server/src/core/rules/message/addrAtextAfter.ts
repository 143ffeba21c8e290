// Rule message/addr-atext-after: text behind a finished address, or words of a local part without a dot between them.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-atext-after',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.4'), rfc(5322, '3.4.1')],
  summary: 'Text stands behind a finished address, or a space inside one.',
  why:
    'Nothing but a comment may follow an address. Some programs join the words to the address, some drop them and ' +
    'some drop the address, so the mail can go to a mailbox that nobody meant.',
  messages: {
    behind: '“{text}” stands behind the end of the address',
    dot: '“{text}” belongs to no address: nothing joins it to the word in front',
  },
  examples: {
    valid: [{ text: 'To: Ann <ann@example.com> (work)\n' }],
    invalid: [
      { text: 'To: Ann <ann@example.com> «work»\n' },
      { text: 'To: <ann «lee»@example.com>\n', messages: ['dot'] },
    ],
  },
  faults: { 'addr-text-after': 'behind', 'addr-dot-missing': 'dot' },
});
