// Rule message/missing-value: a field that must have a value has none.

import { fieldGrammar } from '../../message/fieldSyntax.ts';
import type { FieldGrammar } from '../../registry/headerFields/index.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/missing-value',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '3.6')],
  summary: 'A field whose grammar wants a value has none.',
  why:
    'A program that looks for the field finds it and can do nothing with it: some take it as missing, some fail. A ' +
    'field with nothing to say is left out.',
  messages: { missing: '{field} has no value' },
  examples: {
    valid: [{ text: 'Subject:\nBcc:\nX-Anything:\nX-MS-Has-Attach:\nMIME-Version: 1.0\n' }],
    invalid: [{ text: '«Auto-Submitted»:\n«List-Unsubscribe»: \n' }],
  },
  check({ field }, { report }) {
    // Products write their own fields as they like.
    if (
      field.value !== '' ||
      MAY_BE_EMPTY.has(fieldGrammar(field)) ||
      field.definition?.status === 'vendor'
    ) {
      return;
    }
    // Addresses, dates, identifiers and types have rules that say it in their own words.
    if (field.faults.some(({ code }) => code !== 'value-missing')) return;
    report({
      message: 'missing',
      at: nameRange(field),
      data: { field: field.definition?.name ?? field.name },
    });
  },
});

const MAY_BE_EMPTY = new Set<FieldGrammar>(['unstructured', 'opaque', 'address-list-or-empty']);
