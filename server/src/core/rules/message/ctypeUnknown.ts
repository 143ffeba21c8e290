// Rule message/ctype-unknown: a media type that is not registered.

import { mediaType, topLevelType } from '../../registry/mediaTypes/index.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/ctype-unknown',
  scope: 'part',
  severity: 'hint',
  references: [rfc(2046, '6'), rfc(6838, '3')],
  summary: 'The top-level type of a part is not registered.',
  why:
    'Readers treat a part of an unknown type as octets to be saved. Where a registered type was meant, the part is ' +
    'not shown.',
  messages: { type: 'There is no top-level type “{type}”' },
  examples: {
    valid: [{ text: 'Content-Type: application/vnd.example.report+json\n\n{}\n' }],
    invalid: [{ text: 'Content-Type: «foo/bar»\n\n' }],
  },
  check(part, { report }) {
    const { field, type, name } = part.mediaType;
    if (!field || type.startsWith('x-') || topLevelType(type) || mediaType(name)) return;
    report({ message: 'type', at: typeRange(part), data: { type: quoted(type) } });
  },
});
