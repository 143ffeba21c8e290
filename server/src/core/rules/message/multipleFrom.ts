// Rule message/multiple-from: several authors, which DMARC cannot handle.

import { mailboxes } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/multiple-from',
  scope: 'field',
  severity: 'warning',
  fields: ['from'],
  references: [rfc(7489, '6.6.1'), rfc(5322, '3.6.2')],
  summary: 'From names more than one mailbox.',
  why:
    'The syntax allows several authors. DMARC needs the one domain of the author, so many receivers refuse such mail, ' +
    'and readers that show only the first address can be deceived with it.',
  messages: { several: 'From names {count} mailboxes; many receivers accept only one' },
  examples: {
    valid: [{ text: 'From: Ann <ann@example.com>\n' }],
    invalid: [{ text: 'From: ann@example.com, «Bob <bob@example.org>»\n' }],
  },
  check({ field }, { report }) {
    const real = mailboxes(field).filter(({ local, host }) => local !== '' && host !== '');
    const [, second] = real;
    if (second) {
      report({ message: 'several', at: { from: second.from, to: second.to }, data: { count: real.length } });
    }
  },
});
