// The body of a message that a property store holds as compressed RTF (MS-OXRTFCP).

import { expandRtf } from './compressedRtf.ts';
import { readRtf } from './readRtf.ts';

/** What RTF says: HTML that was put into it, or text. */
export interface RtfBody {
  readonly html?: string;
  readonly text?: string;
}

/** Octets of RTF that are read; more is said to be too much. */
const most = 16 * 1024 * 1024;
const start = [0x7b, 0x5c, 0x72, 0x74, 0x66];

/** @returns undefined where it is damaged, or too large. */
export function rtfBody(octets: Uint8Array): RtfBody | undefined {
  const rtf = expandRtf(octets, most);
  const isRtf = rtf !== undefined && start.every((octet, index) => rtf[index] === octet);
  return isRtf ? readRtf(rtf) : undefined;
}
