// Completion of field names: those that are missing first, those that may not stand again not at all.

import type { Part } from '../../message/part.ts';
import { headerFields } from '../../registry/headerFields/index.ts';
import type { FieldStatus, HeaderField } from '../../registry/headerFields/index.ts';
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
        rank: missing ? 0 : isCommon(row) ? 1 : RANKS[row.status],
      },
    ];
  });
  return offer('field', range, rows);
}

/** What an author writes or a mail program adds for them: the fields of RFC 5322 and of MIME itself. */
function isCommon({ reference, addedBy }: HeaderField): boolean {
  return (addedBy === 'author' || addedBy === 'client') && COMMON.has(reference.rfc ?? 0);
}

const COMMON: ReadonlySet<number> = new Set([5322, 2045, 2183]);

const RANKS: Readonly<Record<FieldStatus, number>> = {
  standard: 2,
  informational: 3,
  experimental: 4,
  provisional: 4,
  vendor: 5,
  deprecated: 6,
  obsolete: 7,
};
