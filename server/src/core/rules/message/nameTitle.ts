// Rule message/name-title: a display name that starts with a title.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedName } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/name-title',
  scope: 'field',
  severity: 'off',
  profiles: { receive: 'hint' },
  fields: ['from'],
  references: [rfc(5322, '3.4')],
  summary: 'The author’s name starts with a title such as Mr, Mrs or Barrister.',
  why: 'People rarely put a title into the name of their account. Advance-fee fraud does so often, to sound important.',
  messages: { title: 'The author’s name starts with the title “{title}”' },
  examples: {
    valid: [{ text: 'From: Ann Lee <ann@example.com>\n' }],
    invalid: [{ text: 'From: «"Barrister Ann Lee"» <ann@example.com>\n' }],
  },
  check({ field }, { report }) {
    for (const mailbox of fieldMailboxes(field).slice(0, 1)) {
      const title = TITLE.exec(decodedName(mailbox, basicDecoding) ?? '')?.[1];
      if (mailbox.displayName && title !== undefined) {
        report({ message: 'title', at: mailbox.displayName, data: { title } });
      }
    }
  },
});

const TITLE = /^\s*(mr|mrs|miss|ms|barr|barrister|hon|honou?rable|engr|sir|madam)\b\.?\s/i;
