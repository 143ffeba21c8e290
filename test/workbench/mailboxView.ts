// Drives the view "Mail" of a workbench: its rows, their menus, and the questions that are asked.
import { setTimeout as delay } from 'node:timers/promises';

import type { Locator } from 'playwright-core';

import { eventually } from './harness.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds for what a server has to answer. */
const PATIENCE = 20_000;

/** A row of the tree as it is shown. */
export interface MailRow {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** Depth in the tree, from 1. */
  readonly level: number;
  /** Undefined where nothing can be below. */
  readonly expanded: boolean | undefined;
}

export class MailboxView {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Shows the view. */
  async show(): Promise<void> {
    if (await this.#pane().isVisible()) return;
    await this.#workbench.page
      .locator('.activitybar .action-label[aria-label^="Mail"]')
      .first()
      .click({ force: true });
    await this.#pane().waitFor();
  }

  /** The rows in view, top to bottom. */
  rows(): Promise<readonly MailRow[]> {
    return this.#rows().evaluateAll((rows) =>
      rows
        .map((row) => {
          const text = (selector: string): string => row.querySelector(selector)?.textContent.trim() ?? '';
          const expanded = row.getAttribute('aria-expanded');
          return {
            top: row.getBoundingClientRect().top,
            label: text('.label-name'),
            description: text('.label-description'),
            spoken: row.getAttribute('aria-label') ?? '',
            level: Number(row.getAttribute('aria-level')),
            expanded: expanded === null ? undefined : expanded === 'true',
          };
        })
        .sort((a, b) => a.top - b.top)
        .map(({ top: _, ...row }) => row),
    );
  }

  /** Waits until the rows are as wanted; answers them, or the last ones when time is up. */
  rowsOnce(wanted: (rows: readonly MailRow[]) => boolean, timeout = PATIENCE): Promise<readonly MailRow[]> {
    return eventually(() => this.rows(), wanted, timeout);
  }

  /** The first row whose spoken label contains a text; scrolls down to it where it is out of view. */
  async row(spoken: string): Promise<Locator> {
    const row = this.#pane()
      .locator(`.monaco-list-rows > .monaco-list-row[aria-label*=${JSON.stringify(spoken)}]`)
      .first();
    await row.waitFor({ timeout: 3000 }).catch(() => this.#scrollTo(row));
    await row.waitFor({ timeout: PATIENCE });
    return row;
  }

  /** What is spoken of the row that has the focus; empty where none has. */
  async focused(): Promise<string> {
    const row = this.#pane().locator('.monaco-list-rows > .monaco-list-row.focused').first();
    return (await row.getAttribute('aria-label', { timeout: 500 }).catch(() => null)) ?? '';
  }

  /** Shows what is below a row, and waits until something is. */
  async expand(spoken: string): Promise<void> {
    const row = await this.row(spoken);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.locator('.monaco-tl-twistie').click();
    await this.#pane()
      .locator('.monaco-list-row .codicon-loading, .monaco-list-row .codicon-tree-item-loading')
      .first()
      .waitFor({ state: 'detached', timeout: PATIENCE })
      .catch(() => undefined);
  }

  async collapse(spoken: string): Promise<void> {
    const row = await this.row(spoken);
    if ((await row.getAttribute('aria-expanded')) === 'true') await row.locator('.monaco-tl-twistie').click();
  }

  /** Clicks a row: a message opens. */
  async click(spoken: string, modifiers: ('Control' | 'Shift')[] = []): Promise<void> {
    await (await this.row(spoken)).locator('.monaco-icon-label').first().click({ modifiers });
  }

  /** Chooses an entry of a row's context menu; a tree that is drawn anew may close it. */
  async menu(spoken: string, entry: string): Promise<void> {
    const items = this.#workbench.page.locator('.context-view .action-item:not(.disabled) .action-label');
    let entries: readonly string[] = [];
    for (let attempt = 1; attempt < 5; attempt++) {
      await this.#still();
      try {
        await (await this.row(spoken)).click({ button: 'right', timeout: 3000 });
        await items.first().waitFor({ timeout: 3000 });
        entries = await items.allInnerTexts();
        await items.filter({ hasText: entry }).first().click({ delay: 50, timeout: 3000 });
        return;
      } catch {
        await this.#workbench.page.keyboard.press('Escape');
      }
    }
    throw new Error(`no entry "${entry}" in the menu of "${spoken}": ${entries.join(', ')}`);
  }

  /** Presses the button that a row shows under the mouse. */
  async button(spoken: string, title: string): Promise<void> {
    const row = await this.row(spoken);
    await row.hover();
    await row.locator(`.action-label[aria-label^=${JSON.stringify(title)}]`).click();
  }

  /** Drags a row onto another. */
  async drag(spoken: string, onto: string): Promise<void> {
    const target = await this.row(onto);
    await (await this.row(spoken)).dragTo(target);
  }

  /** Entries of a row's context menu; the menu is closed again. */
  async menuEntries(spoken: string): Promise<readonly string[]> {
    await (await this.row(spoken)).click({ button: 'right' });
    const items = this.#workbench.page.locator('.context-view .action-item .action-label');
    await items.first().waitFor();
    const entries = await items.allInnerTexts();
    await this.#workbench.page.keyboard.press('Escape');
    return entries;
  }

  /** Types an answer into the question that is asked, and waits until another one is, or none. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    const { page } = this.#workbench;
    const widget = page.locator('.quick-input-widget:visible', { hasText: question });
    await widget.waitFor({ timeout: PATIENCE });
    await widget.locator('.quick-input-box input').fill(text);
    await page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden', timeout: PATIENCE });
  }

  /** Types into the question whose rows depend on what is typed. */
  async type(text: string): Promise<void> {
    const input = this.#workbench.page.locator('.quick-input-widget:visible .quick-input-box input');
    await input.waitFor({ timeout: PATIENCE });
    await input.fill(text);
  }

  /** Picks the row of a question whose label contains a text. */
  async pick(label: string): Promise<void> {
    const row = this.#workbench.page
      .locator('.quick-input-list .monaco-list-row', { hasText: label })
      .first();
    await row.waitFor({ timeout: PATIENCE });
    await delay(100);
    await row.click();
    await row.waitFor({ state: 'hidden', timeout: PATIENCE });
  }

  /** Presses a button of the dialog that asks something. */
  async dialog(button: string): Promise<string> {
    const { page } = this.#workbench;
    // Another dialog may follow at once.
    const wanted = page.locator('.monaco-button', { hasText: button });
    const dialog = page.locator('.monaco-dialog-box').filter({ has: wanted });
    await dialog.waitFor({ timeout: PATIENCE });
    const text = await dialog.innerText();
    await dialog.locator('.monaco-button', { hasText: button }).first().click();
    await dialog.waitFor({ state: 'detached' });
    return text;
  }

  /** Waits until nothing changes: a tree that is drawn anew closes its menu under the mouse. */
  async #still(): Promise<void> {
    for (let before = ''; ;) {
      const now = JSON.stringify(await this.rows());
      if (now === before) return;
      before = now;
      await delay(700);
    }
  }

  #pane(): Locator {
    return this.#workbench.page.locator('.pane-body .tree-explorer-viewlet-tree-view:visible').first();
  }

  #rows(): Locator {
    // Without the copies that sticky scroll draws of the rows above.
    return this.#pane().locator('.monaco-list-rows > .monaco-list-row');
  }

  /** Turns the wheel over the tree until a row exists. */
  async #scrollTo(row: Locator): Promise<void> {
    const { page } = this.#workbench;
    await this.#pane().hover();
    await page.mouse.wheel(0, -100_000);
    for (let turn = 0; turn < 60 && !(await row.isVisible()); turn++) {
      await page.mouse.wheel(0, 300);
      await delay(60);
    }
  }
}
