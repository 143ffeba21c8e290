// Rule message/param-2231-section: the sections of a continued parameter do not count 0, 1, 2.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/param-2231-section',
  scope: 'field',
  severity: 'error',
  references: [rfc(2231, '3')],
  summary: 'The numbers of a continued parameter have a gap, repeat, or do not start at 0.',
  why:
    'A long value is cut into name*0, name*1 and so on, and readers join them in that order. At a gap most stop: a ' +
    'file name loses its end, a boundary no longer matches. Two sections of one number let scanners and readers see ' +
    'different names.',
  messages: { section: 'The sections of this parameter must count 0, 1, 2 and so on; “{text}” does not fit' },
  examples: {
    valid: [{ text: 'Content-Disposition: attachment; filename*1=b.pdf; filename*0=a\n' }],
    invalid: [
      { text: 'Content-Disposition: attachment; filename*0=a; «filename*2»=b.pdf\n' },
      { text: 'Content-Disposition: attachment; filename*0=a; «filename*0»=b.pdf\n' },
    ],
  },
  faults: { 'param-section': 'section' },
});
