// What axe-core finds wrong in a document for people who use a keyboard, a screen reader, strong contrast.

import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

/** The rules that a document breaks, with the elements: empty where it breaks none. */
export async function accessibilityFaults(page: FrameLocator): Promise<readonly string[]> {
  const body = page.locator('body');
  if (!(await body.evaluate(() => 'axe' in globalThis))) await body.evaluate(axe.source);
  const { violations } = await body.evaluate(
    async (_, options): Promise<AxeResults> =>
      (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, options),
    // Frames: that with the message is the sender's.
    { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id}: ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}
