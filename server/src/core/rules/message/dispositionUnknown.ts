// Rule message/disposition-unknown: a disposition type that is not registered.

import { dispositionOf } from '../../message/views/contentDisposition.ts';
import { disposition } from '../../registry/dispositions.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/disposition-unknown',
  scope: 'part',
  severity: 'hint',
  references: [rfc(2183, '2.8')],
  summary: 'A Content-Disposition has a type that is not registered.',
  why: 'Readers treat a part of an unknown disposition as an attachment, even where it was meant to be shown.',
  messages: { unknown: '“{type}” is no known disposition: readers take the part for an attachment' },
  examples: {
    valid: [{ text: 'Content-Disposition: Inline\n\n' }],
    invalid: [{ text: 'Content-Disposition: «attach»; filename=a\n\n' }],
  },
  check(part, { report }) {
    const found = dispositionOf(part);
    if (!found || found.type.startsWith('x-') || disposition(found.type)) return;
    report({ message: 'unknown', at: found.typeRange, data: { type: quoted(found.type) } });
  },
});
