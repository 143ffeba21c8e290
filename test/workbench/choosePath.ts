// Answers the dialog for a file or folder, where it is a line to type into (`files.simpleDialog.enable`).
import { eventually, lastAnswer } from './harness.ts';
import type { Workbench } from './workbench.ts';

/** Types a path and takes it. The dialog may still be reading folders when one types, and then writes over it. */
export async function choosePath({ page }: Workbench, file: string): Promise<void> {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  const value = (): Promise<string> => input.inputValue({ timeout: 200 }).catch(() => '');
  const isTyped = (now: string): boolean => now.replace(/\/$/, '') === file;
  await eventually(value, (now) => now.includes('/'));
  for (let attempt = 1; attempt < 10 && (await input.isVisible()); attempt++) {
    if (isTyped(await value())) {
      await widget.locator('.quick-input-action .monaco-button').first().click();
      await input.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
    } else {
      await input.press('Control+A');
      await page.keyboard.insertText(file);
      await lastAnswer(value, (now) => !isTyped(now), 500);
    }
  }
  await input.waitFor({ state: 'hidden' });
}
