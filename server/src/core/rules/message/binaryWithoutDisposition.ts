// Rule message/binary-without-disposition: data of no known kind without a Content-Disposition.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeParameter, typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/binary-without-disposition',
  scope: 'part',
  severity: 'hint',
  references: [rfc(2183, '2'), rfc(2046, '4.5.1')],
  summary: 'A part is application/octet-stream and has neither a Content-Disposition nor a name.',
  why:
    'A reader can only offer it to be saved, under a name of its own. A person who gets it cannot tell what it is, ' +
    'and filters are wary of it.',
  messages: { binary: 'The part has no file name, and its type says nothing' },
  examples: {
    valid: [
      { text: 'Content-Type: application/octet-stream; name=a.bin\n\n' },
      {
        text: 'Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/octet-stream\n\n--b--\n',
      },
    ],
    invalid: [
      { text: 'Content-Type: «application/octet-stream»\nContent-Transfer-Encoding: base64\n\nQQ==\n' },
    ],
  },
  check(part, { report }) {
    if (part.mediaType.name !== 'application/octet-stream' || part.field('content-disposition')) return;
    // RFC 1847 2.2: the second part of an encrypted message has this type by definition.
    if (typeParameter(part, 'name') || part.parent?.mediaType.name === 'multipart/encrypted') return;
    report({ message: 'binary', at: typeRange(part) });
  },
});
