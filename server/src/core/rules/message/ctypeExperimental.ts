// Rule message/ctype-experimental: a media type with an x- name.

import { mediaType } from '../../registry/mediaTypes/index.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/ctype-experimental',
  scope: 'part',
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  references: [rfc(6838, '3.4'), rfc(2046, '6')],
  summary: 'A media type has a name with x- that nobody registered.',
  why:
    'Names with x- need an agreement between the two ends. A receiver without it can only save the part. Where a ' +
    'registered type exists, it is understood by more programs.',
  messages: {
    experimental: '“{type}” is an unregistered type: only programs that know it can open the part',
  },
  examples: {
    valid: [{ text: 'Content-Type: application/zip\n\n' }],
    invalid: [{ text: 'Content-Type: «application/x-acme-report»\n\n' }],
  },
  check(part, { report }) {
    const { field, name } = part.mediaType;
    if (!field || !/(?:^|\/)x[.-]/.test(name) || mediaType(name)) return;
    report({ message: 'experimental', at: typeRange(part), data: { type: quoted(name) } });
  },
});
