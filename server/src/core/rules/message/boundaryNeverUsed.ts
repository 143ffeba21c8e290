// Rule message/boundary-never-used: no line of a multipart's body is a delimiter.

import { parametersOf } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

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
    invalid: [{ text: 'Content-Type: multipart/mixed; boundary=«b»\n\n--B\n\nHello\n--B--\n' }],
  },
  check(part, { report }) {
    const { field } = part.mediaType;
    const { multipart } = part;
    if (!field || multipart?.boundary === undefined || multipart.delimiters.some(({ close }) => !close)) return;
    const parameter = parametersOf(field).find(({ name }) => name === 'boundary');
    if (parameter) report({ message: 'unused', at: parameter.valueRange, data: { boundary: multipart.boundary } });
  },
});
