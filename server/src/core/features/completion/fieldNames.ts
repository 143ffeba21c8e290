// Completion of field names: those that are missing first, those that may not stand again not at all.

import type { Part } from '../../message/part.ts';
import { headerFields } from '../../registry/headerFields/index.ts';
import type { FieldStatus } from '../../registry/headerFields/index.ts';
import { placeOf } from '../../rules/subjects.ts';
import type { TextRange } from '../../text/range.ts';
import { explained } from '../hover/hoverTypes.ts';
import type { Completion } from './completionTypes.ts';
import { offer } from './completionTypes.ts';

/**
 * The names that can stand in the header of a part.
 * @param own the name of the field under the cursor in lower case, which does not count as present.
 * @param behind what goes behind the name: `: ` where the line has no colon yet.
 */
export function fieldNames(
  part: Part,
  range: TextRange,
  own: string | undefined,
  behind: string,
): Completion[] {
  const place = placeOf(part);
  const rows = headerFields.flatMap((row) => {
    const present = row.name.toLowerCase() !== own && part.field(row.name.toLowerCase()) !== undefined;
    if (!row.places.includes(place) || (present && row.count === 'one')) return [];
    const missing = row.requiredIn?.includes(place) === true && !present;
    return [
      {
        label: row.name,
        insert: row.name + behind,
        detail: missing ? 'required' : row.status === 'standard' ? '' : row.status,
        documentation: explained(row),
        rank: missing ? 0 : RANKS[row.status],
      },
    ];
  });
  return offer('field', range, rows);
}

const RANKS: Readonly<Record<FieldStatus, number>> = {
  standard: 1,
  informational: 2,
  experimental: 3,
  provisional: 3,
  vendor: 4,
  deprecated: 5,
  obsolete: 6,
};
