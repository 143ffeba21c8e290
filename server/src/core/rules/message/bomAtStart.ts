// Rule message/bom-at-start: a byte order mark in front of the first field.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/bom-at-start',
  scope: 'octets',
  severity: 'error',
  references: [rfc(5322, '2.2')],
  summary: 'The file starts with a byte order mark.',
  why:
    'To a server the three octets are part of the first field’s name, which then is no name: the field is lost, or ' +
    'the whole header is taken for text. An editor hides the mark; save the file as “UTF-8” without BOM.',
  messages: { bom: 'A byte order mark stands in front of the first field' },
  examples: {
    valid: [{ text: 'Subject: Hello\n' }],
    invalid: [{ text: '\ufeff«S»ubject: Hello\n' }],
  },
  notIn: {
    contexts: ['smtpData', 'imapLiteral'],
    why: 'The mark stands at the start of a file; a transcript shows a message inside one.',
  },
  // The mark is no part of the text an editor holds, so no edit of the text can take it out.
  check({ facts, offset }, { report }) {
    if (facts.bom) report({ message: 'bom', at: { from: 0, to: offset(0, 1) } });
  },
});
