// The real extension in the real workbench: from opening a file to its text, and to the first squiggle.

import { Session } from '../../test/workbench/harness.ts';
import type { OpeningTimes } from '../../test/workbench/opening.ts';
import type { Workbench } from '../../test/workbench/workbench.ts';
import { packageExtension } from '../lib/packagedExtension.ts';
import { inputs, parts } from './inputs.ts';
import { median } from './median.ts';

/** Medians of one input, in milliseconds from the key press that opens the file. */
export interface WorkbenchTiming {
  readonly title: string;
  /** Until the text was drawn. */
  readonly text: number;
  /** Until the first squiggle was. */
  readonly squiggle: number;
  /** Until the text was drawn, in a workbench without the extension. */
  readonly bareText: number;
}

/**
 * Opens each input in a workbench with the extension and in one without. Needs what the end-to-end tests need;
 * `MAIL_WORKBENCH_VSIX` names an extension that is packaged already.
 */
export async function timeWorkbench(rounds: number): Promise<readonly WorkbenchTiming[]> {
  await packageExtension();
  const files = Object.fromEntries(opened().map(({ name, make }) => [`${name}.eml`, withFinding(make())]));
  const ours = await timesOf(await Session.start({ files, settings }), rounds, true);
  const bare = await timesOf(await Session.start({ files, settings, extension: false }), rounds, false);
  return opened().map(({ name, title }) => {
    const of = (times: typeof ours, pick: keyof OpeningTimes): number =>
      median((times.get(name) ?? []).map((time) => time[pick]));
    return {
      title,
      text: of(ours, 'text'),
      squiggle: of(ours, 'squiggle'),
      bareText: of(bare, 'text'),
    };
  });
}

/** The rows as a section of the report. */
export function workbenchTable(timings: readonly WorkbenchTiming[]): string {
  const rows = timings.map(({ title, text, squiggle, bareText }) => {
    const times = [text, squiggle, squiggle - text, bareText].map((time) => time.toFixed(0));
    return `| ${[title, ...times].join(' | ')} |`;
  });
  return [
    '',
    '## In the workbench',
    '',
    'Milliseconds from the key press that opens a file, in a browser that draws the workbench and a server of its own,',
    'both on this machine. The extension runs already; the file has one finding at its start. **Without** is the same',
    'workbench without the extension, until the text is drawn.',
    '',
    '| file | text | first squiggle | behind the text | text without |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

async function timesOf(
  session: Session,
  rounds: number,
  awaitSquiggle: boolean,
): Promise<ReadonlyMap<string, OpeningTimes[]>> {
  const times = new Map<string, OpeningTimes[]>();
  try {
    // The first file starts the extension.
    await timeToOpen(session.workbench, '60k.eml', awaitSquiggle);
    for (let round = 0; round < rounds; round++) {
      for (const { name } of opened()) {
        const time = await timeToOpen(session.workbench, `${name}.eml`, awaitSquiggle);
        times.set(name, [...(times.get(name) ?? []), time]);
      }
    }
  } finally {
    await session.stop();
  }
  return times;
}

async function timeToOpen(workbench: Workbench, name: string, awaitSquiggle: boolean): Promise<OpeningTimes> {
  const times = await workbench.timeToOpen(name, awaitSquiggle);
  await workbench.command('View: Close All Editors');
  return times;
}

/** What is opened. */
function opened(): readonly { readonly name: string; readonly title: string; readonly make: () => string }[] {
  const many = { name: 'parts20k', title: '20,000 parts', make: () => parts(20_000) };
  return [...inputs.filter(({ name }) => OPENED.includes(name)), many];
}

/** The same with a wrong day name. */
function withFinding(text: string): string {
  return text.replace('Date: Tue', 'Date: Mon');
}

const OPENED: readonly string[] = ['60k', '1m5', '25m'];
/** In the browser the workbench asks before it opens more than 10 MB. */
const settings = { 'workbench.editorLargeFileConfirmation': 1024 };
