// One workbench window, driven by keyboard: its palette, its active editor, its files and settings.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';

import { OPEN_TIMEOUT, watchOpening } from './opening.ts';
import type { OpeningTimes } from './opening.ts';
import { readLines } from './views.ts';

/** Milliseconds without a change after which nothing more is expected. */
const SETTLED_AFTER = 800;

/** Milliseconds until a notification is looked for elsewhere, and then again. */
const NOTIFICATION_TIMEOUT = 15_000;

const NOTIFICATION = ':is(.notifications-toasts, .notifications-center) .notification-list-item:visible';

/** A place in a text, counted as the editor shows it: from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A part of the window, in pixels. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class WorkbenchWindow {
  readonly page: Page;
  /** Addresses outside this machine that the page asked for, in vain. */
  readonly refusedRequests: readonly string[];
  protected readonly folder: string;

  protected constructor(page: Page, folder: string, refusedRequests: readonly string[]) {
    this.page = page;
    this.folder = folder;
    this.refusedRequests = refusedRequests;
  }

  /**
   * Waits until the workbench knows what our extension contributes: which files open in its editors. The icons of views
   * tell nothing: a window shows those that the one before had.
   */
  async extensionKnown(): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: OUR_COMMAND }).first();
    for (let known = false; !known;) {
      const input = await this.ask(`>${OUR_COMMAND}`);
      known = await appears(row, 1000);
      await this.page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
    }
  }

  /** Loads the window anew, as the browser's own button does. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'domcontentloaded' });
    await usable(this.page);
  }

  /** Closes the window; the others of the same user stay. */
  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: false });
  }

  /** Lets the window lose the focus, as when the user goes to another one. */
  async blur(): Promise<void> {
    await this.#setFocused(false);
  }

  async focus(): Promise<void> {
    await this.#setFocused(true);
  }

  /** A headless browser gives all of its windows the focus. */
  async #setFocused(focused: boolean): Promise<void> {
    await this.page.evaluate((has) => {
      document.hasFocus = () => has;
      window.dispatchEvent(new Event(has ? 'focus' : 'blur'));
    }, focused);
  }

  /** A picture of the window, or of a part of it in pixels. */
  async screenshot(file: string, clip?: Clip): Promise<void> {
    await this.page.screenshot({ path: file, ...(clip ? { clip } : {}) });
  }

  /** Runs the command of this title, else the first whose title contains it, through the palette. */
  async command(title: string): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    const containing = rows.filter({ has: this.page.locator('.label-name', { hasText: title }) });
    let input = await this.ask(`>${title}`);
    // The palette shows what there was when it opened.
    for (let attempt = 1; attempt < 5 && !(await appears(containing)); attempt++) {
      await this.page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
      input = await this.ask(`>${title}`);
    }
    await containing.first().waitFor();
    const exact = rows.filter({ has: this.page.locator('.label-name', { hasText: exactly(title) }) });
    await ((await exact.count()) > 0 ? exact : containing).first().click();
    // Some commands ask on in the same widget; the palette itself is over when its ">" is gone.
    const value = (): Promise<string> => input.inputValue({ timeout: 200 }).catch(() => '');
    while ((await input.isVisible()) && (await value()).startsWith('>')) {
      await delay(20);
    }
  }

  /** Opens a file of the workspace, by its path below the folder, and waits for its text. */
  async openFile(name: string): Promise<void> {
    const file = path.join(this.folder, name);
    const input = await this.ask(file);
    const base = path.basename(file);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: base }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await this.page.locator('.tabs-container .tab.active', { hasText: base }).waitFor();
    await this.editor().locator('.view-line').first().waitFor();
  }

  /**
   * Opens a file where no editor is open, and watches the page from the key press on. Answers milliseconds until its
   * text was drawn, and until the first squiggle was, where one is awaited.
   */
  async timeToOpen(name: string, awaitSquiggle: boolean): Promise<OpeningTimes> {
    const file = path.join(this.folder, name);
    const input = await this.ask(file);
    const base = path.basename(file);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: base }).first().waitFor();
    const wanted = { base, awaitSquiggle, limit: OPEN_TIMEOUT };
    const watched = await this.page.evaluateHandle(watchOpening, wanted);
    await this.page.keyboard.press('Enter');
    const times = await watched.evaluate((watch) => watch.times);
    await input.waitFor({ state: 'hidden' });
    return times;
  }

  /** Puts the cursor at a place of the active editor. */
  async goTo({ line, column }: Place): Promise<void> {
    const input = await this.ask(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await this.#status('status.editor.selection', `Ln ${line}, Col ${column}`);
  }

  /** The active text editor. */
  editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').first();
  }

  /** Text of the active editor's lines in view, top to bottom. */
  visibleText(): Promise<string> {
    return readLines(this.editor());
  }

  /** Waits until the text of the active editor has the colours and hints that come a moment later. */
  async settled(): Promise<void> {
    const lines = this.editor().locator('.view-lines').first();
    for (let before = ''; ;) {
      const now = await lines.innerHTML();
      if (now === before) return;
      before = now;
      await delay(SETTLED_AFTER);
    }
  }

  /** Saves the active editor, also when it has no change, and waits until its file is written. */
  async save(): Promise<void> {
    await this.command('File: Save');
    await this.page.locator('.tabs-container .tab.active.dirty').waitFor({ state: 'detached' });
  }

  /**
   * Replaces the user's `settings.json` by way of its editor, for the workbench does not notice when
   * another program writes that file.
   *
   * @param saved answers once the file holds the text
   */
  async replaceUserSettings(json: string, saved: () => Promise<unknown>): Promise<void> {
    await this.command('Preferences: Open User Settings (JSON)');
    const dialog = this.page.locator('.monaco-modal-editor-block');
    await dialog.locator('.monaco-editor .view-line', { hasText: '{' }).first().waitFor();
    await dialog.locator('.monaco-editor .view-lines').first().click();
    await this.page.keyboard.press('Control+A');
    // Pasted, because the editor closes brackets and quotes that are typed.
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), json);
    await this.page.keyboard.press('Control+V');
    await this.page.keyboard.press('Control+S');
    await saved();
    // The first Escape may only end the selection or a suggestion.
    for (let attempt = 1; attempt < 5 && (await dialog.isVisible()); attempt++) {
      await this.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached', timeout: 2000 }).catch(() => undefined);
    }
    await dialog.waitFor({ state: 'detached', timeout: 1000 });
  }

  async undo(): Promise<void> {
    await this.editor().locator('.view-lines').first().click();
    await this.page.keyboard.press('Control+Z');
  }

  /** Notifications that are shown, as text. */
  notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  /**
   * Waits for a notification. One that came with many others is not shown by itself, and each is shown for a while only:
   * what is not seen is looked for where the bell leads.
   */
  async notification(text: string | RegExp): Promise<Locator> {
    const shown = this.page.locator(NOTIFICATION, { hasText: text }).first();
    if (await appears(shown, NOTIFICATION_TIMEOUT)) return shown;
    await this.command('Notifications: Show Notifications');
    await shown.waitFor({ timeout: NOTIFICATION_TIMEOUT });
    return shown;
  }

  async #status(id: string, text: string): Promise<void> {
    await this.page.locator(`[id="${id}"]`, { hasText: text }).waitFor();
  }

  /**
   * Presses keys until what they ask for shows. The first answer may be empty because the language
   * server is still starting; asking again is what a user does.
   */
  protected async pressUntil(keys: readonly string[], shown: Locator): Promise<void> {
    for (let attempt = 1; attempt < 10 && !(await shown.isVisible()); attempt++) {
      for (const key of keys) {
        await this.page.keyboard.press(key);
      }
      await shown.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await shown.waitFor({ timeout: 1000 });
  }

  /**
   * Opens the palette with a text in it.
   *
   * F1 works wherever the focus is. A busy workbench may swallow it, and a palette that is just
   * closing takes no text: so the whole step is tried again.
   */
  protected async ask(text: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    for (let attempt = 1; ; attempt++) {
      try {
        if (!(await input.isVisible())) {
          await this.page.keyboard.press('F1');
        }
        await input.fill(text, { timeout: 3000 });
        return input;
      } catch (error) {
        if (attempt === 5) {
          throw error;
        }
      }
    }
  }
}

/** @returns whether something is there soon. */
function appears(wanted: Locator, timeout = 3000): Promise<boolean> {
  return wanted
    .first()
    .waitFor({ timeout })
    .then(
      () => true,
      () => false,
    );
}

/** One that the palette always has. */
const OUR_COMMAND = 'Mail Workbench: Show Output';

/** Waits until a window can be used. */
export async function usable(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.part.statusbar .statusbar-item').first().waitFor();
}

/** Matches a whole text, in which VS Code may set off single letters. */
export function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
}
