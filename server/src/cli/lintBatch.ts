// What travels between the main thread and those that check files.

import type { Counts, Notice } from './fileReport.ts';
import { countsOf } from './fileReport.ts';
import { fileRenderer } from './formats/index.ts';
import type { FormatSettings } from './formats/index.ts';
import type { InputFile } from './inputFiles.ts';
import { FileLinter } from './lintFile.ts';
import type { LintSettings } from './lintFile.ts';

/** Everything a thread needs to know. */
export interface LintJob {
  readonly lint: LintSettings;
  readonly format: FormatSettings;
}

/** One file, checked and written: a thread does both, so that the main thread only passes text on. */
export interface LintedFile {
  readonly text: string;
  readonly checked: boolean;
  readonly counts: Counts;
  readonly notices: readonly Notice[];
}

/** Checks some files, in order. */
export type LintBatch = (files: readonly InputFile[]) => Promise<readonly LintedFile[]>;

/** Checks files in this thread. */
export function lintHere({ lint, format }: LintJob): LintBatch {
  const linter = new FileLinter(lint);
  const render = fileRenderer(format, linter.service.rules);
  return async (files) => {
    const linted: LintedFile[] = [];
    for (const file of files) {
      const report = await linter.lint(file);
      const { checked, findings, notices } = report;
      linted.push({ text: render(report), checked, counts: countsOf(findings), notices });
    }
    return linted;
  };
}
