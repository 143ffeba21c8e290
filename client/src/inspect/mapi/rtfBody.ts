// The body of a message that a property store holds as compressed RTF (MS-OXRTFCP, MS-OXRTFEX).

import { decompressRTF } from '@kenjiuno/decompressrtf';
import { deEncapsulateSync } from 'rtf-stream-parser';
import { decodeCodePage } from './codePages.ts';

/** What RTF says: HTML that was put into it, or text. */
export interface RtfBody {
  readonly html?: string;
  readonly text?: string;
}

/** Octets of RTF that are read; more is said to be too much. */
const most = 16 * 1024 * 1024;
/** In front of the compressed octets stand both sizes, a mark and a checksum. */
const headerOctets = 16;
/** How many octets one octet of the compressed stream becomes at most (MS-OXRTFCP 2.2.2). */
const mostGrowth = 17;

/**
 * @param octets the value of PidTagRtfCompressed.
 * @returns undefined where it is damaged, too large, or RTF that was never HTML or plain text.
 */
export function rtfBody(octets: Uint8Array): RtfBody | undefined {
  if (octets.length <= headerOctets || octets.length > most) return undefined;
  const size = new DataView(octets.buffer, octets.byteOffset).getUint32(4, true);
  if (size > most || size > octets.length * mostGrowth) return undefined;
  try {
    const rtf = Buffer.from(decompressRTF([...octets]));
    const { mode, text } = deEncapsulateSync(rtf, {
      decode: (part, encoding) => decodeCodePage(part, Number(/^cp(\d+)$/u.exec(encoding)?.[1] ?? 1252)),
      mode: 'either',
    });
    return { [mode]: String(text) };
  } catch {
    // Both libraries throw for what they cannot read: the message has its other bodies, or none.
    return undefined;
  }
}
