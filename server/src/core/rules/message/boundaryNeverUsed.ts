// Rule message/boundary-never-used: no line of a multipart's body is a delimiter.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isReturned } from '../support/returned.ts';
import { usedBoundary } from '../support/boundaryCandidates.ts';
import { typeParameter } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/boundary-never-used',
  scope: 'part',
  severity: 'error',
  references: [rfc(2046, '5.1.1')],
  summary: 'A multipart has no delimiter line with its boundary.',
  why:
    'The parts of a multipart stand between lines that start with `--` and the boundary. Where there is none, the ' +
    'message has no parts: readers show an empty message or the raw text.',
  messages: { unused: 'No line “--{boundary}” follows: the multipart has no parts' },
  examples: {
    valid: [{ text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b--\n' }],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=«b»\n\n--B\n\nHello\n--B--\n',
        fixed: 'Content-Type: multipart/mixed; boundary="B"\n\n--B\n\nHello\n--B--\n',
      },
      { text: 'Content-Type: multipart/mixed; boundary=«b»\n\nHello\n' },
    ],
  },
  wantsEnd: true,
  check(part, { report }) {
    const { multipart } = part;
    if (multipart?.boundary === undefined || multipart.delimiters.some(({ close }) => !close)) return;
    const parameter = typeParameter(part, 'boundary');
    // What a report returns may end behind its header.
    if (!parameter || isReturned(part)) return;
    const whole = parameter.section === undefined && !parameter.extended;
    const used = whole ? usedBoundary(part) : undefined;
    const { from, to } = parameter.valueRange;
    report({
      message: 'unused',
      at: { from, to },
      data: { boundary: multipart.boundary },
      // What stands between the delimiters becomes parts, which have rules of their own.
      fix:
        used === undefined
          ? undefined
          : () => ({
              title: `Declare the boundary “${used}”`,
              edits: [{ from, to, insert: `"${used}"` }],
              safe: false,
            }),
    });
  },
});
