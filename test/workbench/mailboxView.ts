// Drives the view "Mail" of a workbench: its rows, their menus, and the questions that are asked.
import { setTimeout as delay } from 'node:timers/promises';

import type { Locator } from 'playwright-core';

import { lastAnswer } from './harness.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds for what a server has to answer. */
const PATIENCE = 20_000;
/** What the extension says where the row that was clicked was being drawn anew. */
const LOST = 'Nothing was done, because the list was just changing';

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

/** What an action leads to: rows, or something that is seen. */
export type Outcome = ((rows: readonly MailRow[]) => boolean | Promise<boolean>) | Locator;

export class MailboxView {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Shows the view. The icon hides it again where the window, loaded anew, is about to show it by itself. */
  async show(): Promise<void> {
    const icon = this.#workbench.page.locator('.activitybar .action-label[aria-label^="Mail"]').first();
    const isShown = (): Promise<boolean> => this.#pane().isVisible();
    for (let attempt = 1; attempt < 5 && !(await isShown()); attempt++) {
      await icon.click({ force: true });
      await lastAnswer(isShown, (shown) => shown, 5000);
    }
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

  /** Waits until the rows are as wanted, and answers them. Throws with the last ones when time is up. */
  async rowsOnce(
    wanted: (rows: readonly MailRow[]) => boolean,
    timeout = PATIENCE,
  ): Promise<readonly MailRow[]> {
    const rows = await lastAnswer(() => this.rows(), wanted, timeout);
    if (wanted(rows)) return rows;
    const shown = rows.map(({ level, spoken }) => `${' '.repeat(level)}${spoken}`).join('\n');
    throw new Error(`no rows for ${String(wanted)}\n${shown}`);
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
    await this.#turn(spoken, true);
    await this.#pane()
      .locator('.monaco-list-row .codicon-loading, .monaco-list-row .codicon-tree-item-loading')
      .first()
      .waitFor({ state: 'detached', timeout: PATIENCE })
      .catch(() => undefined);
  }

  async collapse(spoken: string): Promise<void> {
    await this.#turn(spoken, false);
  }

  /** Clicks a row: a message opens. */
  async click(spoken: string, modifiers: ('Control' | 'Shift')[] = []): Promise<void> {
    await (await this.row(spoken)).locator('.monaco-icon-label').first().click({ modifiers });
  }

  /** As `act`, by a click. */
  async clickFor(spoken: string, outcome: Outcome): Promise<void> {
    await this.#until(`a click on "${spoken}"`, outcome, () => this.click(spoken));
  }

  /** Clicks the first row, and the others with Ctrl. */
  async select(spoken: readonly string[]): Promise<void> {
    for (const [index, one] of spoken.entries()) await this.click(one, index === 0 ? [] : ['Control']);
  }

  /** As `act`, by a key for rows that are selected before. */
  async press(spoken: readonly string[], key: string, outcome: Outcome): Promise<void> {
    await this.#until(`${key} for "${spoken.join('", "')}"`, outcome, async () => {
      await this.select(spoken);
      await this.#workbench.page.keyboard.press(key);
    });
  }

  /**
   * Chooses an entry of a row's context menu, and waits for what comes of it; chooses it again where nothing does: a row
   * that is just drawn anew is lost for what was clicked.
   */
  async act(spoken: string, entry: string, outcome: Outcome): Promise<void> {
    await this.#until(`"${entry}" of "${spoken}"`, outcome, () => this.#choose(spoken, entry));
  }

  /** As `act`, for an entry after which something is asked. */
  async ask(spoken: string, entry: string): Promise<void> {
    await this.act(
      spoken,
      entry,
      this.#workbench.page.locator('.quick-input-widget:visible, .monaco-dialog-box').first(),
    );
  }

  /** As `act`, for an entry that another one opens a menu of. */
  async actBehind(spoken: string, menu: string, entry: string, outcome: Outcome): Promise<void> {
    await this.#until(`"${entry}" of "${spoken}"`, outcome, () => this.#choose(spoken, entry, menu));
  }

  /** Presses the button that a row shows under the mouse. */
  async button(spoken: string, title: string, outcome: Outcome): Promise<void> {
    await this.#until(`the button "${title}" of "${spoken}"`, outcome, async () => {
      const row = await this.row(spoken);
      await row.hover();
      await row.locator(`.action-label[aria-label^=${JSON.stringify(title)}]`).click();
    });
  }

  /** Drags a row onto another, as a hand does: a drag begins after some pixels. */
  async drag(spoken: string, onto: string, outcome: Outcome): Promise<void> {
    await this.#until(`"${spoken}" onto "${onto}"`, outcome, async () => {
      const target = await this.row(onto);
      await dragTo(this.#workbench, await this.row(spoken), target);
    });
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

  /** Opens or closes a row. */
  async #turn(spoken: string, open: boolean): Promise<void> {
    const row = await this.row(spoken);
    const isOpen = async (): Promise<boolean> => (await row.getAttribute('aria-expanded')) === 'true';
    for (let attempt = 1; attempt < 5 && (await isOpen()) !== open; attempt++) {
      await row.locator('.monaco-tl-twistie').click();
      await lastAnswer(isOpen, (now) => now === open, 2000);
    }
    if ((await isOpen()) !== open) throw new Error(`"${spoken}" does not ${open ? 'open' : 'close'}`);
  }

  /** Does something until it has led somewhere: what a user sees come of nothing, he does again. */
  async #until(what: string, outcome: Outcome, act: () => Promise<void>): Promise<void> {
    const { page } = this.#workbench;
    const lost = page.locator('.notifications-toasts .notification-list-item', { hasText: LOST });
    const isDone = async (): Promise<boolean> =>
      typeof outcome === 'function' ? outcome(await this.rows()) : outcome.isVisible();
    const deadline = Date.now() + PATIENCE;
    for (let attempt = 1; attempt <= 5; attempt++) {
      // What takes long may have come about meanwhile, and then cannot be done again.
      await act().catch(async (error: unknown) => {
        if (attempt === 1 || !(await isDone())) throw error;
      });
      // Where it is lost, that is said; a drag, or a menu that closes, says nothing.
      const patience = attempt < 3 ? PATIENCE / 4 : PATIENCE;
      const seen = async (): Promise<'done' | 'lost' | 'nothing'> =>
        (await isDone()) ? 'done' : (await lost.first().isVisible()) ? 'lost' : 'nothing';
      if ((await lastAnswer(seen, (now) => now !== 'nothing', patience)) === 'done') return;
      for (const one of await lost.all()) {
        await one.hover();
        await one.locator('.codicon-notifications-clear').click();
      }
      if (Date.now() > deadline) break;
    }
    const shown = (await this.rows()).map(({ level, spoken }) => `${' '.repeat(level)}${spoken}`);
    throw new Error(`${what} led to nothing\n${shown.join('\n')}`);
  }

  /** Chooses an entry of a row's context menu, which a tree that is drawn anew may close. */
  async #choose(spoken: string, entry: string, behind?: string): Promise<void> {
    const { page } = this.#workbench;
    const items = page.locator('.context-view .action-item:not(.disabled) .action-label');
    let entries: readonly string[] = [];
    for (let attempt = 1; attempt < 5; attempt++) {
      try {
        await (await this.row(spoken)).click({ button: 'right', timeout: 3000 });
        await items.first().waitFor({ timeout: 3000 });
        // Rows may have moved under the mouse.
        if (!(await this.focused()).includes(spoken)) throw new Error('the menu of another row');
        entries = await items.allInnerTexts();
        if (behind !== undefined) await items.filter({ hasText: behind }).first().hover({ timeout: 3000 });
        await items.filter({ hasText: entry }).first().click({ delay: 50, timeout: 3000 });
        return;
      } catch {
        await page.keyboard.press('Escape');
      }
    }
    throw new Error(`no entry "${entry}" in the menu of "${spoken}": ${entries.join(', ')}`);
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

/** Drags something with the mouse. */
export async function dragTo({ page }: Workbench, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('what is dragged, or where to, is not in view');
  await page.mouse.move(start.x + 60, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 70, start.y + start.height / 2 + 6, { steps: 4 });
  await page.mouse.move(end.x + 60, end.y + end.height / 2, { steps: 12 });
  await page.mouse.move(end.x + 62, end.y + end.height / 2, { steps: 3 });
  await page.mouse.up();
}
