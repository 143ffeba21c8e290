// Lists of MAPI properties as TNEF writes them (MS-OXTNEF 2.1.3.4, 2.1.3.5).

import { isKnown } from '../mapi/codePages.ts';
import type { MapiFault, MapiProperties, MapiValue, PropertyName } from '../mapi/mapiObject.ts';
import { CutOff, type OctetCursor } from '../mapi/octetCursor.ts';
import { multipleValues, valueTypes } from '../mapi/properties.ts';
import { fixedSize, guid, isCounted, readValue, withoutEnd } from '../mapi/values.ts';

/** What is read of one list at most; Outlook writes some hundred. */
const mostProperties = 4096;
/** Ids from here on are names in this file alone (MS-OXCDATA 2.6). */
const firstNamed = 0x8000;
const namedByText = 1;
const guidOctets = 16;

/** @returns the next octets; what fills them up to a multiple of four is gone over. */
function takePadded(cursor: OctetCursor, length: number): Uint8Array {
  const octets = cursor.take(length);
  cursor.pad(length);
  return octets;
}

function readName(cursor: OctetCursor): PropertyName {
  const set = guid(cursor.take(guidOctets));
  if (cursor.u32() !== namedByText) return { set, name: cursor.u32() };
  return { set, name: withoutEnd(new TextDecoder('utf-16le').decode(takePadded(cursor, cursor.u32()))) };
}

/** @returns the octets of the first of the values; undefined where there is none. */
function takeValues(cursor: OctetCursor, type: number): Uint8Array | undefined {
  const kind = type & ~multipleValues;
  const size = kind === valueTypes.guid ? guidOctets : fixedSize(kind);
  const count = size === undefined || type !== kind ? cursor.u32() : 1;
  let first: Uint8Array | undefined;
  for (let index = 0; index < count; index += 1) {
    const octets = takePadded(cursor, size ?? cursor.u32());
    first ??= octets;
  }
  return first;
}

/**
 * Reads one list.
 *
 * @param codePage of the text that is not Unicode.
 * @param fault is told what was wrong; what was read until then is returned.
 */
export function readProperties(
  cursor: OctetCursor,
  codePage: number,
  fault: (fault: MapiFault) => void,
): MapiProperties {
  const byId = new Map<number, MapiValue>();
  const named: { name: PropertyName; value: MapiValue }[] = [];
  try {
    const count = cursor.u32();
    if (count > mostProperties) fault('too-many-properties');
    for (let index = 0; index < Math.min(count, mostProperties); index += 1) {
      const type = cursor.u16();
      const id = cursor.u16();
      const kind = type & ~multipleValues;
      if (fixedSize(kind) === undefined && !isCounted(kind)) {
        // The size of its value is unknown, and with it where the next one starts.
        fault('unknown-type');
        break;
      }
      const name = id >= firstNamed ? readName(cursor) : undefined;
      const octets = takeValues(cursor, type);
      if (kind === valueTypes.string8 && !isKnown(codePage)) fault('unknown-code-page');
      const value = octets && readValue(octets, kind, codePage);
      if (value === undefined) continue;
      if (name !== undefined) named.push({ name, value });
      else if (!byId.has(id)) byId.set(id, value);
    }
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    fault('cut-off');
  }
  return { byId, named };
}
