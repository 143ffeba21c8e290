// Rule message/part-foreign-header: a part's header has fields that mean nothing there.

import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';
import { isMimeField } from '../support/mimeFields.ts';
import { typeParameter } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/part-foreign-header',
  scope: 'headerBlock',
  severity: 'hint',
  references: [rfc(2046, '5.1')],
  summary: 'The header of a part has fields that do not start with Content-.',
  why:
    'Only Content- fields have a meaning in a part; readers pass over the rest. A Subject or From there often shows ' +
    'that a message was put in without message/rfc822 around it, or that the empty line in front of the text is ' +
    'missing.',
  messages: {
    foreign: '{field} has no meaning in the header of a part',
    several: '{field} and {count} more fields have no meaning in the header of a part',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nX-Note: a\n\nHello\n--b--\n',
      },
      {
        text: 'Content-Type: multipart/signed; boundary=b\n\n--b\nContent-Type: text/plain; protected-headers=v1\nSubject: a\n\nHello\n--b--\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\n«Subject»: Hello\nFrom: a@example.com\n\nHello\n--b--\n',
        messages: ['several'],
      },
    ],
  },
  check(part, { report }) {
    if (part.role !== 'part') return;
    const foreign = part.header.fields.filter(({ key }) => !isMimeField(key) && !key.startsWith('x-'));
    const [first] = foreign;
    if (!first || isProtected(part)) return;
    const count = foreign.length - 1;
    report({
      message: count > 0 ? 'several' : 'foreign',
      at: nameRange(first),
      data: { field: first.name, count },
    });
  },
});

/** RFC 9788: a signed or encrypted part repeats the header of its message. */
function isProtected(part: Part): boolean {
  return typeParameter(part, 'hp') !== undefined || typeParameter(part, 'protected-headers') !== undefined;
}
