// Rule message/octet-stream-misspelled: application/octet-stream under a name that does not exist.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/octet-stream-misspelled',
  scope: 'part',
  severity: 'warning',
  references: [rfc(2046, '4.5.1')],
  summary: 'A type looks like application/octet-stream and is not spelled so.',
  why: 'The type for data of no known kind is application/octet-stream. Filters that list types do not know others.',
  messages: { misspelled: '“{type}” is no type; application/octet-stream is meant' },
  examples: {
    valid: [{ text: 'Content-Type: application/octet-stream\n\n' }],
    invalid: [
      { text: 'Content-Type: «application/octet»\n\n', fixed: 'Content-Type: application/octet-stream\n\n' },
      {
        text: 'Content-Type: «application/octetstream»; name=a\n\n',
        fixed: 'Content-Type: application/octet-stream; name=a\n\n',
      },
    ],
  },
  check(part, { report }) {
    const { name } = part.mediaType;
    if (!MISSPELLED.has(name)) return;
    const at = typeRange(part);
    report({
      message: 'misspelled',
      at,
      data: { type: name },
      fix: () => ({
        title: 'Write application/octet-stream',
        edits: [{ from: at.from, to: at.to, insert: 'application/octet-stream' }],
        safe: true,
      }),
    });
  },
});

const MISSPELLED = new Set([
  'application/octet',
  'application/octetstream',
  'application/octet_stream',
  'application/octet-string',
  'application/octetstring',
  'application/octets-stream',
  'application/octec-stream',
  'application/octect-stream',
  'application/otect-stream',
  'application/octer-stream',
  'application/octet-steam',
  'octet/stream',
]);
