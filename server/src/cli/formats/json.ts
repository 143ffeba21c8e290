// Findings for programs: one object a file.

import type { FileReport } from '../fileReport.ts';
import { printableJson } from '../printable.ts';

/**
 * The report of one file as JSON on one line. A file that could not be checked, or not by every rule, has an `error`.
 */
export function renderJson({ file, findings, notices }: FileReport): string {
  const error = notices.filter(({ kind }) => kind !== 'config').map(({ message }) => message);
  const plain = {
    file,
    findings: findings.map(({ rule, severity, message, from, to, line, column, endLine, endColumn }) => ({
      ...{ rule, severity, message },
      ...{ from, to, line, column, endLine, endColumn },
    })),
    ...(error.length > 0 && { error: error.join(' ') }),
  };
  return printableJson(JSON.stringify(plain));
}
