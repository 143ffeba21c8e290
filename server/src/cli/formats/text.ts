// Findings for people: one line each, as editors and terminals can follow them.

import type { Paint } from '../colours.ts';
import type { Counts, FileReport } from '../fileReport.ts';
import { spokenPath } from '../mailFile.ts';
import { printable } from '../printable.ts';

/** The findings of one file, each `path:line:column  severity  message  rule`; empty where there are none. */
export function renderText({ file, findings }: FileReport, paint: Paint): string {
  const name = printable(spokenPath(file));
  const rows = findings.map((finding) => ({
    place: `${name}:${finding.line}:${finding.column}`,
    severity: finding.severity,
    message: printable(finding.message),
    rule: finding.rule,
  }));
  const placeWidth = rows.reduce((width, { place }) => Math.max(width, place.length), 0);
  const messageWidth = rows.reduce((width, { message }) => Math.max(width, message.length), 0);
  const lines = rows.map(({ place, severity, message, rule }) => {
    const padded = message.padEnd(Math.min(messageWidth, MAX_MESSAGE_WIDTH));
    return `${place.padEnd(placeWidth)}  ${paint(severity, severity.padEnd(7))}  ${padded}  ${paint('quiet', rule)}\n`;
  });
  return lines.join('');
}

/**
 * The last line: how much was found in how many files.
 * @param unchecked how many more files could not be checked.
 */
export function summaryText(counts: Counts, files: number, unchecked: number, paint: Paint): string {
  const total = counts.error + counts.warning + counts.info + counts.hint;
  const rest = unchecked === 0 ? '' : `, ${unchecked} not checked`;
  const where = `${plural(files, 'file', 'files')}${rest}`;
  if (total === 0) return `Nothing found in ${where}.\n`;
  const kinds = (['error', 'warning', 'info', 'hint'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => paint(severity, plural(counts[severity], severity, `${severity}s`)));
  return `${kinds.join(', ')} in ${where}.\n`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A longer message pushes its rule's name aside instead of everybody else's. */
const MAX_MESSAGE_WIDTH = 80;
