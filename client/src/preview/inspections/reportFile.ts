// Reports that come as files, as the preview shows them.

import { l10n } from 'vscode';

import type { ReadReport } from '../../inspect/reports/readReport.ts';
import type { ReportFile } from './questions.ts';

/** What was read, or in a sentence why nothing was. */
export function reportFileOf(read: ReadReport): ReportFile {
  return read.kind === 'fault' ? { kind: 'fault', sentence: FAULTS[read.fault]() } : read;
}

/** Octets of an attachment: what is larger is no report. */
export const LARGEST_PACKED = 32 * 1024 * 1024;

const FAULTS = {
  'too-large': () => l10n.t('The report is not shown: unpacked it has more than 16 MB.'),
  damaged: () => l10n.t('The archive with the report is damaged or cut off.'),
  empty: () => l10n.t('The archive holds no file.'),
  unknown: () => l10n.t('This file is no report of DMARC or TLS that can be read.'),
} as const;
