// Reports that come as files, packed or not: of DMARC and of TLS.

import { readDmarcReport } from './dmarcReport.ts';
import type { DmarcReport } from './dmarcReport.ts';
import { readTlsReport } from './tlsReport.ts';
import type { TlsReport } from './tlsReport.ts';
import { unpack } from './unpack.ts';
import type { PackFault } from './unpack.ts';

/** A report, or why there is none. */
export type ReadReport =
  | { readonly kind: 'dmarc'; readonly report: DmarcReport }
  | { readonly kind: 'tls'; readonly report: TlsReport }
  | { readonly kind: 'fault'; readonly fault: PackFault | 'unknown' };

/** Reads one; never throws. @param octets of the attachment. */
export function readReport(octets: Uint8Array): ReadReport {
  const unpacked = unpack(octets);
  if ('fault' in unpacked) return { kind: 'fault', fault: unpacked.fault };
  const text = decoded(unpacked.octets);
  const isXml = text.trimStart().startsWith('<');
  const dmarc = isXml ? readDmarcReport(text) : undefined;
  if (dmarc) return { kind: 'dmarc', report: dmarc };
  const tls = isXml ? undefined : readTlsReport(text);
  return tls ? { kind: 'tls', report: tls } : { kind: 'fault', fault: 'unknown' };
}

/** XML may say which encoding it has (XML 1.0 4.3.3); everything else is UTF-8. */
function decoded(octets: Uint8Array): string {
  const start = String.fromCharCode(...octets.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(start)?.[1];
  try {
    return new TextDecoder(named ?? markOf(octets)).decode(octets);
  } catch {
    return new TextDecoder().decode(octets);
  }
}

function markOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
