// Rule message/date-zone-absurd: an offset that no place on earth has.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/date-zone-absurd',
  scope: 'field',
  // Mail that is otherwise in order has it; the reader is a few hours off.
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '3.3')],
  summary: 'A date has an offset that no place on earth has.',
  why:
    'Offsets lie between -1200 and +1400. Beyond that a date is forged or made by a program that computes zones ' +
    'wrongly, and spam filters count it.',
  messages: { range: 'No place on earth has the zone {text}' },
  examples: {
    valid: [{ text: 'Date: Fri, 6 Dec 2024 10:30:00 +1400\nResent-Date: Fri, 6 Dec 2024 10:30:00 -1200\n' }],
    invalid: [
      { text: 'Date: Fri, 6 Dec 2024 10:30:00 «-1700»\n' },
      { text: 'Date: Fri, 6 Dec 2024 10:30:00 «+0190»\n' },
    ],
  },
  faults: { 'date-zone-range': 'range' },
});
