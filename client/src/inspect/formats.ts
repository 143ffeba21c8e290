// The door to the readers of other formats that the preview shows; a bundle of its own on the desktop.

import type { MapiFault, MapiMessage } from './mapi/mapiObject.ts';
import { toMessage } from './mapi/toMessage.ts';
import type { ConversionNote } from './mapi/toMessage.ts';
import { isCompoundFile } from './msg/compoundFile.ts';
import { readMsg } from './msg/readMsg.ts';
import { isTnef, readTnef } from './tnef/readTnef.ts';

export { readCalendar } from './calendar/readCalendar.ts';
export { readReport } from './reports/readReport.ts';

/** A message of Outlook as an Internet message. */
export interface OutlookMail {
  /** Line ends are `\n`. */
  readonly text: string;
  /** What was not carried over. */
  readonly notes: readonly ConversionNote[];
  /** What was wrong with the file. */
  readonly faults: readonly MapiFault[];
}

/** A `.msg` file or TNEF, by how it starts; undefined where it is neither. */
export function readOutlook(octets: Uint8Array): OutlookMail | undefined {
  const read = reader(octets);
  if (!read) return undefined;
  const message = read(octets);
  if (message.faults.includes('not-this-format')) return undefined;
  // The same file gives the same text, so that places in it stay.
  const { text, notes } = toMessage(message, octets.length.toString(36));
  return { text, notes, faults: message.faults };
}

function reader(octets: Uint8Array): ((octets: Uint8Array) => MapiMessage) | undefined {
  if (isCompoundFile(octets)) return readMsg;
  return isTnef(octets) ? readTnef : undefined;
}
