// The preview in a real workbench: from the key that opens a message until its summary and its text are painted, and memory.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { CDPSession, Page } from 'playwright-core';

import { Session } from '../../test/workbench/harness.ts';
import { packageExtension } from '../lib/packagedExtension.ts';
import { inputs } from './inputs.ts';
import { median } from './median.ts';
import { residentMegabytes } from './previewMemory.ts';

/** Medians of one file. */
export interface PreviewTiming {
  readonly title: string;
  /** Of us, or of the viewer of pictures. */
  readonly ours: boolean;
  /** Milliseconds from the key until it is painted. */
  readonly paint: number;
  /** Megabytes that each holds while it is shown; NaN where the machine does not tell. */
  readonly host: number;
  readonly server: number;
  /** Of JavaScript in the window, web views included, garbage collected. */
  readonly heap: number;
}

/** What is opened. */
interface Opened {
  readonly file: string;
  readonly title: string;
  readonly make: () => string;
}

/**
 * Opens messages in the preview and pictures of the same size in VS Code's own viewer, which is a web view as well, by
 * turns. Needs what the end-to-end tests need; `MAIL_WORKBENCH_VSIX` names an extension that is packaged already.
 */
export async function benchPreview(rounds: number): Promise<readonly PreviewTiming[]> {
  await packageExtension();
  const session = await Session.start({ settings: SETTINGS });
  try {
    const all = opened();
    for (const { file, make } of all) {
      await writeFile(path.join(session.folder, file), Buffer.from(make(), 'latin1'));
    }
    return await measured(session, all, rounds);
  } finally {
    await session.stop();
  }
}

async function measured(
  session: Session,
  all: readonly Opened[],
  rounds: number,
): Promise<readonly PreviewTiming[]> {
  const { page } = session.workbench;
  await page.context().addInitScript(WATCH_PAINT);
  const tools = await page.context().newCDPSession(page);
  const found = new Map<string, Omit<PreviewTiming, 'title' | 'ours'>[]>();
  // The first of each kind starts what shows it.
  for (const { file } of all.filter(({ file: name }) => name.includes('60k'))) {
    await open(session, tools, file);
  }
  for (let round = 0; round < rounds; round++) {
    console.error(`preview: round ${(round + 1).toString()}`);
    for (const { file } of all) {
      found.set(file, [...(found.get(file) ?? []), await open(session, tools, file)]);
    }
  }
  return all.map(({ file, title }) => {
    const of = (key: 'paint' | 'host' | 'server' | 'heap'): number =>
      median((found.get(file) ?? []).map((one) => one[key]));
    return {
      ...{ title, ours: file.endsWith('.eml') },
      ...{ paint: of('paint'), host: of('host'), server: of('server'), heap: of('heap') },
    };
  });
}

async function open(
  session: Session,
  tools: CDPSession,
  name: string,
): Promise<Omit<PreviewTiming, 'title' | 'ours'>> {
  const { workbench, folder } = session;
  const { page } = workbench;
  const file = path.join(folder, name);
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  await input.fill(file);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  const pressed = await page.evaluateHandle<{ readonly time: Promise<number> }>(WATCH_KEY);
  await page.keyboard.press('Enter');
  const start = await pressed.evaluate(({ time }) => time);
  const paint = (await painted(page)) - start;
  await wait(SETTLED);
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  const heap = usedSize / 1e6;
  const host = residentMegabytes('--type=extensionHost');
  const server = residentMegabytes('server/dist/stdio.cjs');
  await workbench.command('View: Close All Editors');
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  return { paint, host, server, heap };
}

/** When a web view was painted, by the clock of the page. */
async function painted(page: Page): Promise<number> {
  const deadline = Date.now() + LONGEST;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const time = await frame.evaluate<number | undefined>('window.paintedAt').catch(() => undefined);
      if (time !== undefined) return time;
    }
    await wait(20);
  }
  throw new Error('nothing was painted');
}

function opened(): readonly Opened[] {
  const messages = inputs
    .filter(({ name }) => SIZES.some(([of]) => of === name))
    .map(({ name, title, make }) => ({ file: `${name}.eml`, title, make }));
  const pictures = SIZES.map(([name, title, octets]) => ({
    ...{ file: `${name}.bmp`, title, make: () => picture(octets) },
  }));
  return [...messages, { file: 'html25m.eml', title: '25 MB of HTML', make: manyRows }, ...pictures];
}

/** One text of 25 MB. */
function manyRows(): string {
  const header =
    'From: a@example.com\r\nSubject: Rows\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n';
  const row =
    '<tr><td><a href="https://example.com/">A row</a></td><td style="color: #333">of many</td></tr>\r\n';
  return `${header}<table>\r\n${row.repeat(25e6 / row.length)}</table>\r\n`;
}

/** A bitmap of about so many octets, as text of one character an octet. */
function picture(octets: number): string {
  const side = Math.floor(Math.sqrt(octets / 3) / 4) * 4;
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54 + 3 * side * side, 2);
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(side, 18);
  head.writeInt32LE(side, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return head.toString('latin1') + 'RGB'.repeat(side * side);
}

const SIZES: readonly (readonly [name: string, title: string, octets: number])[] = [
  ['60k', '60 KB', 60e3],
  ['1m5', '1.5 MB', 1.5e6],
  ['25m', '25 MB', 25e6],
];
const SETTINGS = { 'workbench.editorAssociations': { '*.eml': 'mailWorkbench.preview' } };

/** In every frame: keeps when the preview says that a text stands there, or the viewer that its picture does. */
const WATCH_PAINT = `(() => {
  const stands = () => document.body?.dataset.painted !== undefined ||
    (document.body?.classList.contains('ready') && document.querySelector('body > img, body > .image') !== null);
  const keep = () => { window.paintedAt = performance.timeOrigin + performance.now(); };
  // A web view writes its document anew, which ends what waits for a frame: timers stay.
  const timer = setInterval(() => {
    if (!stands()) return;
    clearInterval(timer);
    requestAnimationFrame(() => requestAnimationFrame(keep));
  }, 4);
})()`;
/** In the page: when the next key is pressed. In an object: a promise by itself would be awaited before. */
const WATCH_KEY = `({ time: new Promise((resolve) => {
  const pressed = () => resolve(performance.timeOrigin + performance.now());
  document.addEventListener('keydown', pressed, { capture: true, once: true });
}) })`;
/** Milliseconds. */
const SETTLED = 500;
const LONGEST = 60_000;
