// Reads the views of a workbench page: what a user sees there, as data.
import { setTimeout as delay } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';

/** Pages of an outline that are read. */
const MAX_PAGES = 50;

/** One row of the Problems view. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: string;
  /** The rule's id. */
  readonly code: string;
  /** Where the id leads, or an empty string. */
  readonly link: string;
  /** "[Ln 3, Col 7]", as the view shows it. */
  readonly at: string;
}

/** One visible row of the outline. */
export interface OutlineRow {
  readonly name: string;
  /** What stands behind the name, or an empty string. */
  readonly detail: string;
  /** Depth in the tree, from 1. */
  readonly level: number;
}

/** The problems in the Problems view, which is shown. */
export function readProblems(page: Page): Promise<readonly Problem[]> {
  const rows = page.locator('.markers-panel .monaco-list-row').filter({ has: page.locator('.marker-icon') });
  return rows.evaluateAll((elements) =>
    elements.map((row) => {
      const text = (selector: string): string => row.querySelector(selector)?.textContent.trim() ?? '';
      const icon = row.querySelector('.marker-icon')?.classList;
      return {
        severity: icon?.contains('error') ? 'error' : icon?.contains('warning') ? 'warning' : 'info',
        message: text('.marker-message'),
        source: text('.marker-source'),
        code: text('.marker-code'),
        link: row.querySelector('a.monaco-link')?.getAttribute('href') ?? '',
        at: text('.marker-line'),
      } as const;
    }),
  );
}

/** The expanded rows of the Outline, which is shown, top to bottom, once there is one. */
export async function readOutline(page: Page): Promise<readonly OutlineRow[]> {
  // Without the copies that sticky scroll draws of the rows above.
  const rows = page.locator('.outline-pane .monaco-list-rows > .monaco-list-row');
  await rows.first().waitFor();
  const list = page.locator('.outline-pane .monaco-list').first();
  // Rows out of view do not exist: page down to the last one.
  const found = new Map<number, OutlineRow>();
  await list.press('Home');
  for (let turned = 0; turned < MAX_PAGES; turned++) {
    const inView = await rows.evaluateAll(outlineRows);
    for (const { index, row } of inView) {
      found.set(index, row);
    }
    if (inView.some(({ last }) => last)) break;
    // The first press only goes to the last row in view.
    await list.press('PageDown');
    await delay(100);
  }
  await list.press('Home');
  return [...found].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** Text of the lines of an editor in view, top to bottom. */
export async function readLines(editor: Locator): Promise<string> {
  const lines = await editor.locator('.view-lines .view-line').evaluateAll((elements) =>
    elements
      .map((line) => ({ top: (line as HTMLElement).offsetTop, text: line.textContent }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  // The editor draws spaces as no-break spaces.
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** What the language status of the active editor says, with its commands. */
export async function readLanguageStatus(page: Page): Promise<string> {
  const item = page.locator('[id="status.languageStatus"]');
  await item.waitFor();
  const details = page.locator('.hover-language-status');
  for (let i = 0; i < 5 && !(await details.first().isVisible()); i++) {
    await page.mouse.move(5, 5);
    await item.hover();
    await details
      .first()
      .waitFor({ timeout: 2000 })
      .catch(() => undefined);
  }
  const texts = await details.allInnerTexts();
  await page.mouse.move(5, 5);
  return texts.join('\n');
}

interface OutlineRowInView {
  readonly index: number;
  /** Whether it is the last one of all. */
  readonly last: boolean;
  readonly row: OutlineRow;
}

/** Runs in the page. */
function outlineRows(elements: readonly Element[]): readonly OutlineRowInView[] {
  return elements.map((element) => ({
    index: Number(element.getAttribute('data-index')),
    last: element.getAttribute('data-last-element') === 'true',
    row: {
      name: element.querySelector('.label-name')?.textContent ?? '',
      detail: element.querySelector('.label-description')?.textContent ?? '',
      level: Number(element.getAttribute('aria-level')),
    },
  }));
}
