// Rule message/boundary-missing-param: a multipart type without a boundary parameter.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isReturned } from '../support/returned.ts';
import { usedBoundary } from '../support/boundaryCandidates.ts';
import { typeParameter, typeRange } from '../support/mimeRanges.ts';
import { addParameter } from '../support/parameterFixes.ts';

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
    invalid: [
      {
        text: 'Content-Type: «multipart/mixed»\n\n--x\n\nHello\n--x--\n',
        fixed: 'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\nHello\n--x--\n',
      },
      { text: 'Content-Type: «multipart/mixed»\n\n--x\n\n--x--\n--y\n\n--y--\n' },
    ],
  },
  check(part, { report }) {
    const { field, name } = part.mediaType;
    if (!field || !part.multipart || part.multipart.boundary !== undefined || isReturned(part)) return;
    const used = usedBoundary(part);
    // A parameter without a value has a place already.
    const edit =
      used !== undefined && !typeParameter(part, 'boundary') && addParameter(field, `boundary="${used}"`);
    report({
      message: 'missing',
      at: typeRange(part),
      data: { type: name },
      // What stands between the delimiters becomes parts, which have rules of their own.
      fix: edit
        ? () => ({ title: `Declare the boundary “${used ?? ''}”`, edits: [edit], safe: false })
        : undefined,
    });
  },
});
