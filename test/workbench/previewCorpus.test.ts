// End to end: hundreds of messages that others wrote, each opened in the preview: shown or explained, and nothing leaves.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import { corpusMessages } from './corpusMessages.ts';
import type { CorpusMessage } from './corpusMessages.ts';
import { lastAnswer, useSession } from './harness.ts';
import type { Session } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import type { Workbench } from './workbench.ts';

const messages = corpusMessages();
/** So many fit into the time of a test. */
const AT_ONCE = 40;
/** What the browser refuses already where DOMPurify parses: in a document without a window, of which nothing is shown. */
const ONLY_PARSED = /^(?:Setting the document's base URI|Executing inline event handler)/;

const test = useSession({
  files: Object.fromEntries(messages.map(({ name, octets }) => [name, octets])),
  settings: {
    'workbench.editorAssociations': { '*.eml': 'mailWorkbench.preview' },
    // One tab for all of them.
    'workbench.editor.enablePreviewFromQuickOpen': true,
  },
});

/** Windows that look at messages side by side, and the message that each shows. */
const windows = new Map<Workbench, { readonly origin: string; readonly shown: string }>();
/** What must not happen, in words. */
const faults: string[] = [];

test('three windows', async ({ workbench, folder }) => {
  const others = await Promise.all([workbench.openAnother(), workbench.openAnother()]);
  for (const window of [workbench, ...others]) {
    windows.set(window, { origin: '', shown: '' });
    await awake({ workbench: window, folder });
    watch(window);
  }
});

for (let from = 0; from < messages.length; from += AT_ONCE) {
  const some = messages.slice(from, from + AT_ONCE);
  const which = `${from + 1} to ${from + some.length} of ${messages.length}`;
  test(`messages ${which}: shown, or said why there is nothing`, async ({ folder }) => {
    const waiting = [...some];
    await Promise.all(
      Array.from(windows.keys(), async (workbench) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          await lookAt({ workbench, folder }, next);
        }
      }),
    );
    assert.deepEqual(faults.splice(0), []);
  });
}

test('nobody complains of any of them', async ({ home }) => {
  for (const window of windows.keys()) {
    assert.deepEqual(await window.notifications().allInnerTexts(), []);
    assert.deepEqual(window.refusedRequests, []);
  }
  assert.deepEqual(await complaints(home), []);
  assert.deepEqual(faults, []);
});

/** A window that has only just opened takes the first file for a text, whatever the settings say. */
async function awake({ workbench, folder }: Pick<Session, 'workbench' | 'folder'>): Promise<void> {
  const { page } = workbench;
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  const isShown = (): Promise<boolean> => page.locator('iframe.webview.ready').first().isVisible();
  // Another one each time: a file is opened again as it was.
  for (const { name } of messages.slice(-5)) {
    await page.keyboard.press('F1');
    await input.fill(path.join(folder, name));
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await page.keyboard.press('Enter');
    if (await lastAnswer(isShown, Boolean, 5000)) return;
    await workbench.command('View: Close All Editors');
  }
  assert.fail('no preview in this window');
}

/** Opens a message in the tab of the one before. */
async function lookAt(place: Pick<Session, 'workbench' | 'folder'>, message: CorpusMessage): Promise<void> {
  const { workbench } = place;
  const { origin, name } = message;
  const before = windows.get(workbench)?.shown ?? '';
  windows.set(workbench, { origin, shown: before });
  const preview = await PreviewFrame.ofFile(place, name);
  const seen = await lastAnswer(
    () => preview.seen(),
    (now) => now !== undefined && (now.shown === '' || now.shown !== before),
  );
  if (!seen || (seen.shown !== '' && seen.shown === before)) {
    faults.push(`${origin}: not shown`);
    return;
  }
  windows.set(workbench, { origin, shown: seen.shown });
  if (seen.subject === '') faults.push(`${origin}: no summary`);
  if (seen.body === '' && seen.notes === '' && seen.pictures === 0) faults.push(`${origin}: blank`);
}

/** Nothing that a message says makes the frame around it ask for anything, throw, or break the policy. */
function watch(window: Workbench): void {
  const { page } = window;
  const fault = (words: string): void => {
    faults.push(`${windows.get(window)?.origin ?? ''}: ${words}`);
  };
  page.on('request', (request) => {
    if (/^(?:data|blob|about):/.test(request.url()) || request.serviceWorker()) return;
    if (request.frame().url() === 'about:srcdoc') fault(`asks for ${request.url()}`);
  });
  page.on('pageerror', ({ message }) => fault(`throws ${message}`));
  page.on('console', (said) => {
    const { url } = said.location();
    const isOurs = url.includes('mail-workbench') || url.startsWith('about:');
    const isParsed = url.endsWith('/preview.js') && ONLY_PARSED.test(said.text());
    if (said.type() === 'error' && isOurs && !isParsed) fault(said.text());
  });
}

/** What the logs of the extension and of its server complain of. */
async function complaints(home: string): Promise<readonly string[]> {
  const names = await readdir(home, { recursive: true });
  const logs = names.filter((name) => /(?:remoteexthost|Mail Workbench[^/]*)\.log$/.test(name));
  const texts = await Promise.all(logs.map((name) => readFile(path.join(home, name), 'utf8')));
  const entries = texts.flatMap((text) => text.split(/^(?=\d{4}-\d\d-\d\d )/m));
  return entries.filter(
    (entry) => /\[(?:error|warning)\]/.test(entry) && /mail-?\s?workbench|language server/i.test(entry),
  );
}
