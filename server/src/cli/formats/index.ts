// The formats of findings: what stands in front, between and behind the files, and how one file is written.

import { coloured, plain } from '../colours.ts';
import type { Counts, FileReport, Notice } from '../fileReport.ts';
import type { ResolvedConfig, Rule } from '../../core/index.ts';
import { renderJson } from './json.ts';
import { renderSarif, sarifHead, sarifTail } from './sarif.ts';
import { renderText, summaryText } from './text.ts';

export type FormatName = 'text' | 'json' | 'jsonl' | 'sarif';

/** How findings are written. Plain data: it travels to the threads. */
export interface FormatSettings {
  readonly name: FormatName;
  readonly colour: boolean;
}

/** What a format may say before the first file. */
export interface FormatStart {
  readonly rules: readonly Rule[];
  /** The configuration of a file that no configuration file speaks of. */
  readonly base: ResolvedConfig;
  readonly version: string;
}

/** What a format may say behind the last file. */
export interface FormatEnd {
  readonly counts: Counts;
  /** How many files were checked, and how many could not be. */
  readonly files: number;
  readonly unchecked: number;
  readonly notices: readonly Notice[];
  readonly exitCode: number;
}

/** Writes one file; empty where the format has nothing to say of it. */
export type FileRenderer = (report: FileReport) => string;

/** What stands around the files. */
export interface Frame {
  readonly head: (start: FormatStart) => string;
  /** Between two files that are not empty. */
  readonly separator: string;
  readonly tail: (end: FormatEnd) => string;
}

/** The renderer of one file, for any thread. */
export function fileRenderer({ name, colour }: FormatSettings, rules: readonly Rule[]): FileRenderer {
  switch (name) {
    case 'json':
      return renderJson;
    case 'jsonl':
      return (report) => `${renderJson(report)}\n`;
    case 'sarif': {
      const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
      return (report) => renderSarif(report, indexes);
    }
    case 'text':
      return (report) => renderText(report, colour ? coloured : plain);
  }
}

/** What stands around the files of a format. */
export function frameOf({ name, colour }: FormatSettings): Frame {
  switch (name) {
    case 'json':
      return { head: () => '[\n', separator: ',\n', tail: () => '\n]\n' };
    case 'jsonl':
      // Lines that hold on their own: outputs can be cut and put together anywhere between two.
      return { head: () => '', separator: '', tail: () => '' };
    case 'sarif':
      return {
        head: ({ rules, base, version }) => sarifHead(rules, base, version),
        separator: ',\n',
        tail: ({ notices, exitCode }) => sarifTail(notices, exitCode),
      };
    case 'text':
      return {
        head: () => '',
        separator: '\n',
        tail: ({ counts, files, unchecked }) => {
          const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
          return `${total > 0 ? '\n' : ''}${summaryText(counts, files, unchecked, colour ? coloured : plain)}`;
        },
      };
  }
}
