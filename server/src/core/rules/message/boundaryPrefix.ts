// Rule message/boundary-prefix: the boundary of an inner multipart starts with that of an outer one.

import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeParameter } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/boundary-prefix',
  scope: 'part',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2046, '5.1')],
  summary: 'The boundary of a multipart starts with the boundary of a multipart around it, or is the same.',
  why:
    'Readers that compare only the beginning of a line take the inner delimiter for the outer one: they end the part ' +
    'too early and show its parts in the wrong place.',
  messages: {
    prefix: 'This boundary starts with “{outer}”, the boundary of a multipart around it',
    same: 'A multipart around this one has the same boundary “{outer}”',
    outer: 'The boundary around it',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=a1\n\n--a1\nContent-Type: multipart/mixed; boundary=a2\n\n--a2--\n--a1--\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=«ab»\n\n--ab\n\n--ab--\n--a--\n',
        messages: ['prefix'],
      },
    ],
  },
  check(part, { report }) {
    const boundary = part.multipart?.boundary;
    const parameter = boundary === undefined ? undefined : typeParameter(part, 'boundary');
    if (boundary === undefined || !parameter) return;
    const outer = ancestorWith(part, boundary);
    if (!outer) return;
    const around = typeParameter(outer, 'boundary');
    const name = outer.multipart?.boundary ?? '';
    report({
      message: name === boundary ? 'same' : 'prefix',
      at: parameter.valueRange,
      data: { outer: name },
      related: around ? [{ at: around.valueRange, message: 'outer' }] : [],
    });
  },
});

/** The nearest multipart around a part whose boundary is how this one starts. */
function ancestorWith(part: Part, boundary: string): Part | undefined {
  let left = MAX_LEVELS;
  for (let at = part.parent; at && left > 0; at = at.parent, left--) {
    const outer = at.multipart?.boundary;
    if (outer !== undefined && boundary.startsWith(outer)) return at;
  }
  return undefined;
}

/** A chain of a thousand levels is not compared with itself. */
const MAX_LEVELS = 50;
