// What travels between the main thread and those that check files.

import type { Counts, Notice } from './fileReport.ts';
import { countsOf, noCounts } from './fileReport.ts';
import { fileRenderer } from './formats/index.ts';
import type { FormatSettings } from './formats/index.ts';
import type { InputFile } from './inputFiles.ts';
import { FileLinter, unusable } from './lintFile.ts';
import type { LintSettings } from './lintFile.ts';
import { displayPath } from './mailFile.ts';
import { mailService } from './mailService.ts';

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

/** A batch that kills its thread is checked again file by file, so that only the one at fault is lost. */
export function surviving(run: LintBatch, { format }: LintJob): LintBatch {
  const render = fileRenderer(format, mailService().rules);
  const lost = ({ path }: InputFile, error: unknown): LintedFile => {
    const file = displayPath(path);
    const notices = [unusable(file, error)];
    return {
      text: render({ file, path, checked: false, findings: [], notices }),
      checked: false,
      counts: noCounts,
      notices,
    };
  };
  const survive: LintBatch = async (files) => {
    try {
      return await run(files);
    } catch (error) {
      const [only] = files;
      if (only && files.length === 1) return [lost(only, error)];
      const linted: LintedFile[] = [];
      for (const file of files) linted.push(...(await survive([file])));
      return linted;
    }
  };
  return survive;
}
