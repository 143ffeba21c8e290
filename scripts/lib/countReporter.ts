// A reporter for node:test that writes one line of JSON with the totals of a whole run and of each file, and how long each took.
import type { TestCounts } from './testCounts.ts';

/** The part of node:test's events that matters here. */
interface SummaryEvent {
  readonly type: string;
  readonly data?: {
    /** Absent from the summary of the whole run. */
    readonly file?: string | undefined;
    readonly counts?: Readonly<Record<string, number>>;
    readonly nesting?: number;
    readonly details?: { readonly duration_ms?: number };
  };
}

export default async function* countReporter(events: AsyncIterable<SummaryEvent>): AsyncGenerator<string> {
  const durations: Record<string, number> = {};
  const files: Record<string, TestCounts> = {};
  for await (const { type, data } of events) {
    const { file, nesting, details } = data ?? {};
    if ((type === 'test:pass' || type === 'test:fail') && nesting === 0 && file !== undefined) {
      durations[file] = (durations[file] ?? 0) + (details?.duration_ms ?? 0);
    }
    if (type !== 'test:summary' || data === undefined) continue;
    const { passed = 0, failed = 0, cancelled = 0, skipped = 0 } = data.counts ?? {};
    const counts: TestCounts = { passed, failed: failed + cancelled, skipped };
    if (file === undefined) yield `${JSON.stringify({ ...counts, durations, files })}\n`;
    else files[file] = counts;
  }
}
