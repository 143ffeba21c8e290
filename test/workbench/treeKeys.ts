// The tree of the view "Mail", by keys alone.
import { eventually } from './harness.ts';
import type { Workbench } from './workbench.ts';

/** Through the palette, by keys. */
export async function focusTree(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const tree = page.locator('.tree-explorer-viewlet-tree-view .monaco-list:focus');
  const row = page.locator('.quick-input-list .monaco-list-row.focused', {
    hasText: 'Focus on Mailbox View',
  });
  for (let attempt = 1; attempt < 8 && !(await tree.isVisible()); attempt++) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget:visible').waitFor();
    await page.keyboard.insertText('Focus on Mailbox View');
    // At the start of a window the command is not there yet.
    const found = await row.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    await page.keyboard.press(found ? 'Enter' : 'Escape');
    await tree.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  await tree.waitFor();
}

/** Presses the arrow until the focus stands on a row. */
export async function goDownTo({ page }: Workbench, text: string): Promise<void> {
  const focused = page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row.focused');
  const label = (): Promise<string> => focused.getAttribute('aria-label').then((one) => one ?? '');
  for (let step = 0; step < 60 && !(await label()).includes(text); step++) {
    await page.keyboard.press('ArrowDown');
  }
  await eventually(label, (now) => now.includes(text));
}
