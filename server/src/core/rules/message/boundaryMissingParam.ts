// Rule message/boundary-missing-param: a multipart type without a boundary parameter.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/boundary-missing-param',
  scope: 'part',
  severity: 'error',
  references: [rfc(2046, '5.1.1')],
  summary: 'A multipart type has no boundary parameter.',
  why: 'Without the boundary no program can find the parts: the whole body is shown as text, or nothing at all is.',
  messages: { missing: '{type} needs a boundary parameter' },
  examples: {
    valid: [
      { text: 'Content-Type: multipart/mixed; boundary="a b"\n\n--a b\n\nHello\n--a b--\n' },
      { text: 'Content-Type: text/plain\n\nHello\n' },
    ],
    invalid: [{ text: 'Content-Type: «multipart/mixed»\n\n--x\n\nHello\n--x--\n' }],
  },
  check(part, { report }) {
    const { field, name } = part.mediaType;
    if (!field || !part.multipart || part.multipart.boundary !== undefined) return;
    const written = field.ownText(field.valueFrom, field.valueTo);
    const from = field.valueFrom + written.search(/\S|$/);
    report({ message: 'missing', at: { from, to: from + name.length }, data: { type: name } });
  },
});
