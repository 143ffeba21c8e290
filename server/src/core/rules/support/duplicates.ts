// Finds the fields of a header block that may occur once and stand there again.

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import type { Report } from '../rule.ts';
import { placeOf } from '../subjects.ts';
import { deletion, nameRange } from './fieldRanges.ts';

/** The messages a rule about repeated fields has. */
export type DuplicateMessage = 'duplicate' | 'first';

/** Reports each field of the block that repeats one the registry allows once, where `concerns` takes its key. */
export function reportDuplicates(
  part: Part,
  concerns: (key: string) => boolean,
  report: (report: Report<DuplicateMessage>) => void,
): void {
  const place = placeOf(part);
  const firsts = new Map<string, Field>();
  for (const field of part.header.fields) {
    const row = field.definition;
    if (row?.count !== 'one' || !row.places.includes(place) || !concerns(field.key)) continue;
    const first = firsts.get(field.key);
    if (!first) {
      firsts.set(field.key, field);
      continue;
    }
    const data = { field: row.name };
    const same = field.value === first.value;
    report({
      message: 'duplicate',
      at: nameRange(field),
      data,
      related: [{ at: nameRange(first), message: 'first', data }],
      // Two different values have no one right answer; a copy can go.
      fix: same
        ? () => ({ title: `Delete the second ${row.name} field`, edits: [deletion(field)], safe: true })
        : undefined,
    });
  }
}
