// The readers of other formats, as the preview sees them: each host loads them in its own way, when they are needed.

import type { Calendar } from '../inspect/calendar/readCalendar.ts';
import type { OutlookMail } from '../inspect/formats.ts';

export interface Formats {
  /** A `.msg` file or TNEF; undefined where it is neither. */
  readonly readOutlook: (octets: Uint8Array) => OutlookMail | undefined;
  /** Undefined where it is no calendar. */
  readonly readCalendar: (text: string) => Calendar | undefined;
}

/** Loads them at the first call. */
export type LoadFormats = () => Formats;
