// Rule message/addr-old-comment: the name of an address stands in a comment behind it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { canBeQuoted, phraseOf } from '../support/addressFixes.ts';
import { MAX_FINDINGS, quoted } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-old-comment',
  scope: 'field',
  severity: 'hint',
  fields: addressFields,
  references: [rfc(5322, '3.4')],
  summary: 'The name of an address stands in a comment behind it.',
  why:
    'That was how names were written before there were angle brackets. Some programs show no name then, and a comment ' +
    'may be dropped on the way.',
  messages: { comment: 'The name “{name}” stands in a comment; “{name} <{address}>” is usual' },
  examples: {
    valid: [{ text: 'To: Ann <ann@example.com> (work), ben@example.com\n' }],
    invalid: [
      {
        text: 'To: «ann@example.com (Ann Lee)», «ben@example.com (Ben "B." Lee)»\n',
        messages: ['comment', 'comment'],
        fixed: 'To: Ann Lee <ann@example.com>, "Ben \\"B.\\" Lee" <ben@example.com>\n',
      },
      {
        text: 'To: «ann@example.com (=?utf-8?q?J=C3=BCrg?=)»\n',
        fixed: 'To: =?utf-8?q?J=C3=BCrg?= <ann@example.com>\n',
      },
    ],
  },
  check({ field }, { report }) {
    let count = 0;
    for (const mailbox of fieldMailboxes(field)) {
      const { from, to, name, comments, bracketed, displayName, addrSpec, host, address } = mailbox;
      const [comment] = comments;
      if (bracketed || displayName || !addrSpec || !comment || host === '' || name === undefined) continue;
      // Only what is an address, a space and one comment behind it.
      if (comments.length > 1 || comment.from < addrSpec.to || comment.to !== to) continue;
      if (++count > MAX_FINDINGS) return;
      // What stands in front may be read together with the new name: without a comma, or where it is no address.
      const alone = /(?:^|[:;]|[@>][^,]*,)[ \t\r\n]*$/.test(
        field.ownText(Math.max(field.valueFrom, from - MAX_SPACE), from),
      );
      const own = field.ownText(addrSpec.from, addrSpec.to);
      const movable = alone && ONE_ADDRESS.test(own);
      const phrase = ENCODED_WORDS.test(name) ? name : canBeQuoted(name) ? phraseOf(name) : undefined;
      report({
        message: 'comment',
        at: { from, to },
        data: { name: quoted(name), address },
        fix:
          phrase === undefined || !movable
            ? undefined
            : () => ({
                title: 'Write the name in front of the address',
                edits: [{ from, to, insert: `${phrase} <${own}>` }],
                safe: true,
              }),
      });
    }
  },
});

/** One `@` and no bracket: between angle brackets it is read as it was without. */
const ONE_ADDRESS = /^(?:"[^"]*"|[^<>@"]+)@[^<>@"]+$/;
const MAX_SPACE = 100;
/** Encoded-words only, whole ones, of characters that a phrase allows too (RFC 2047 5). */
const ENCODED_WORD =
  /=\?[^?\s]+\?(?:[Bb]\?(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?|[Qq]\?(?:[A-Za-z0-9!*+/_-]|=[0-9A-Fa-f]{2})+)\?=/;
const ENCODED_WORDS = new RegExp(`^${ENCODED_WORD.source}(?: ${ENCODED_WORD.source})*$`);
