// Reports that come as files, packed or not: of DMARC and of TLS.

import { l10n } from 'vscode';

import type { Formats } from '../formats.ts';
import type { ReportFile } from './questions.ts';

/** Reads one; never throws. @param octets of the attachment. */
export function readReportFile(octets: Uint8Array, formats: Formats): ReportFile {
  const unpacked = formats.unpack(octets, LARGEST_UNPACKED);
  if ('fault' in unpacked) return fault(FAULTS[unpacked.fault]());
  const text = decoded(unpacked.octets);
  const isXml = text.trimStart().startsWith('<');
  const dmarc = isXml ? formats.readDmarcReport(text) : undefined;
  if (dmarc) return { kind: 'dmarc', report: dmarc };
  const tls = isXml ? undefined : formats.readTlsReport(text);
  if (tls) return { kind: 'tls', report: tls };
  return fault(l10n.t('This file is no report of DMARC or TLS that can be read.'));
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

function fault(sentence: string): ReportFile {
  return { kind: 'fault', sentence };
}

const LARGEST_UNPACKED = 64 * 1024 * 1024;
/** Octets of an attachment: what is larger is no report. */
export const LARGEST_PACKED = 32 * 1024 * 1024;

const FAULTS = {
  'too-large': () => l10n.t('The report is not shown: unpacked it has more than 64 MB.'),
  damaged: () => l10n.t('The archive with the report is damaged or cut off.'),
  empty: () => l10n.t('The archive holds no file.'),
} as const;
