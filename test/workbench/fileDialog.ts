// The workbench's own dialog for files and folders, as it is in a browser: a line to type a path into.
import { setTimeout as delay } from 'node:timers/promises';

import type { Workbench } from './workbench.ts';

/** Enters a path and confirms it; answers the question that is asked then, or nothing. */
export async function choosePath(workbench: Workbench, path: string): Promise<string> {
  const widget = workbench.page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  await input.waitFor();
  // It may still be reading folders when one types, and when one confirms.
  const value = (): Promise<string> => input.inputValue({ timeout: 300 }).catch(() => '');
  // A question is another list of choices in its place, told by its title.
  const title = widget.locator('.quick-input-title');
  for (let attempt = 1; attempt < 12 && (await input.isVisible()); attempt++) {
    if ((await value()).replace(/\/$/, '') !== path) {
      await input.press('Control+A');
      await workbench.page.keyboard.insertText(path);
      await delay(500);
      continue;
    }
    await widget.locator('.quick-input-action .monaco-button').first().click();
    await input.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
    const words = await title.innerText({ timeout: 300 }).catch(() => '');
    if (words.includes('?')) return words;
  }
  await input.waitFor({ state: 'hidden' });
  return '';
}
