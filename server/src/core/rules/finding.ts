// What the linter found: plain data, the same for the editor, the command line and the library.

import type { TextRange } from '../text/range.ts';
import type { Fix, MessageData, Severity } from './rule.ts';

/** One finding. Offsets are UTF-16 host offsets, half-open. */
export interface Finding extends TextRange {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  /** Which of the rule's messages, and its arguments: kept apart so that it can be translated. */
  readonly messageId: string;
  readonly data: MessageData;
  readonly related: readonly RelatedPlace[];
  /** True where `fixes` has an answer. */
  readonly fixable: boolean;
}

/** Another place that explains a finding. */
export interface RelatedPlace extends TextRange {
  readonly messageId: string;
  readonly data: MessageData;
}

/** A finding with its repairs, for a quick fix. */
export interface FixableFinding {
  readonly finding: Finding;
  readonly fixes: readonly Fix[];
}

/** Fills a template's `{named}` arguments; an argument that is missing stays as it is written. */
export function fillTemplate(template: string, data: MessageData): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
}
