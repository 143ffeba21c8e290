// Rule message/boundary-illegal: a boundary with a character it must not have, too long, or with a space at its end.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeParameter } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/boundary-illegal',
  scope: 'part',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2046, '5.1.1')],
  summary: 'A boundary has a character it must not have, more than 70 characters, or a space at its end.',
  why:
    'The characters a boundary may have are those that every gateway leaves as they are. Programs on the way may ' +
    'change others or drop a space at the end of a line, and the parts are not found again. Some servers reject such ' +
    'mail.',
  messages: {
    character: 'The character “{character}” must not stand in a boundary',
    long: 'The boundary has {length} characters; 70 are allowed',
    space: 'A boundary must not end with a space',
  },
  examples: {
    valid: [{ text: `Content-Type: multipart/mixed; boundary="a'()+_,-./:=? b"\n\n--a'()+_,-./:=? b\n\n` }],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=«"a@b"»\n\n--a@b\n\n--a@b--\n',
        messages: ['character'],
      },
      {
        text: `Content-Type: multipart/mixed; boundary=«${'x'.repeat(71)}»\n\n--${'x'.repeat(71)}\n\n`,
        messages: ['long'],
      },
      { text: 'Content-Type: multipart/mixed; boundary=«"a "»\n\n--a \n\n', messages: ['space'] },
    ],
  },
  check(part, { report }) {
    const boundary = part.multipart?.boundary;
    const parameter = boundary === undefined ? undefined : typeParameter(part, 'boundary');
    if (boundary === undefined || !parameter) return;
    const at = parameter.valueRange;
    const odd = /[^A-Za-z0-9'()+_,./:=? -]/u.exec(boundary)?.[0];
    if (odd !== undefined) report({ message: 'character', at, data: { character: odd } });
    else if (boundary.length > 70) report({ message: 'long', at, data: { length: boundary.length } });
    else if (boundary.endsWith(' ')) report({ message: 'space', at });
  },
});
