// Quick fixes, and the fix of everything that has one safe answer.

import type { MailDocument } from '../message/document.ts';
import type { ResolvedConfig } from '../rules/config.ts';
import type { FixableFinding, Finding } from '../rules/finding.ts';
import type { RunnerPorts } from '../rules/run.ts';
import type { TextEdit } from '../text/edits.ts';

/** A repair of one finding, ready for the host document. */
export interface QuickFix {
  readonly title: string;
  readonly finding: Finding;
  /** Host edits in order, not overlapping. */
  readonly edits: readonly TextEdit[];
  /** True where there is one right answer and nothing can be lost. */
  readonly safe: boolean;
}

/** The quick fixes of findings, written through the lens of the message they stand in. */
export function quickFixes(document: MailDocument, fixable: readonly FixableFinding[]): readonly QuickFix[] {
  void [document, fixable];
  return [];
}

/** All safe fixes, applied until nothing changes; host edits in order, empty where there is nothing to fix. */
export function fixAll(document: MailDocument, config: ResolvedConfig, ports: RunnerPorts): readonly TextEdit[] {
  void [document, config, ports];
  return [];
}
