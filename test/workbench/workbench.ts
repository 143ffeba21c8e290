// Drives one workbench page by keyboard and by what a user sees; every selector of VS Code stands here.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Browser, Locator, Page } from 'playwright-core';

import { newContext } from './browser.ts';
import type { Size } from './browser.ts';
import { OPEN_TIMEOUT, watchOpening } from './opening.ts';
import type { OpeningTimes } from './opening.ts';
import { readLanguageStatus, readLines, readOutline, readProblems } from './views.ts';
import type { OutlineRow, Problem } from './views.ts';

/** Milliseconds a single step may take; machines that run tests can be slow. */
const STEP_TIMEOUT = 30_000;

/** Milliseconds without a change after which nothing more is expected. */
const SETTLED_AFTER = 800;

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

export class Workbench {
  readonly page: Page;
  /** Addresses outside this machine that the page asked for, in vain. */
  readonly refusedRequests: readonly string[];
  readonly #folder: string;

  private constructor(page: Page, folder: string, refusedRequests: readonly string[]) {
    this.page = page;
    this.#folder = folder;
    this.refusedRequests = refusedRequests;
  }

  /** Opens the address and waits until the workbench is usable. */
  static async open(
    browser: Browser,
    address: string,
    folder: string,
    size: Size = { width: 1400, height: 900 },
  ): Promise<Workbench> {
    const refused: string[] = [];
    const context = await newContext(browser, size, (url) => refused.push(url));
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_TIMEOUT);
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await usable(page);
    return new Workbench(page, folder, refused);
  }

  /** Another window of the same user: same profile, same server. */
  async openAnother(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    page.setDefaultTimeout(STEP_TIMEOUT);
    await page.goto(this.page.url(), { waitUntil: 'domcontentloaded' });
    await usable(page);
    return new Workbench(page, this.#folder, this.refusedRequests);
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
    const input = await this.#ask(`>${title}`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    const containing = rows.filter({ has: this.page.locator('.label-name', { hasText: title }) });
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
    const file = path.join(this.#folder, name);
    const input = await this.#ask(file);
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
    const file = path.join(this.#folder, name);
    const input = await this.#ask(file);
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
    const input = await this.#ask(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await this.#status('status.editor.selection', `Ln ${line}, Col ${column}`);
  }

  /** The active text editor. */
  editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').first();
  }

  /** The language's name as the status bar shows it. */
  async languageName(): Promise<string> {
    return (await this.page.locator('[id="status.editor.mode"]').innerText()).trim();
  }

  /** Wavy underlines of one severity, or of all. */
  squiggles(severity: 'error' | 'warning' | 'info' | 'hint' | 'any' = 'any'): Locator {
    const all = ['error', 'warning', 'info', 'hint'];
    const wanted = severity === 'any' ? all : [severity];
    return this.editor().locator(wanted.map((name) => `.squiggly-${name}`).join(', '));
  }

  /** Opens the Problems view; answers the problems in view, which need not be there yet. */
  async problems(): Promise<readonly Problem[]> {
    await this.command('Problems: Focus on Problems View');
    return readProblems(this.page);
  }

  /** Shows the hover at a place and answers its text. */
  async hover(place: Place): Promise<string> {
    await this.goTo(place);
    const content = this.page.locator('.monaco-hover:visible .hover-row');
    await this.#pressUntil(['Control+K', 'Control+I'], content.first());
    return (await content.allInnerTexts()).join('\n');
  }

  /** Opens the suggestions at the cursor and answers their labels. */
  async completions(): Promise<readonly string[]> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    await this.#pressUntil(['Control+Space'], rows.first());
    return rows.allInnerTexts();
  }

  /** Picks the suggestion of this label from the open list. */
  async acceptCompletion(label: string): Promise<void> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await rows
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) })
      .first()
      .click();
    await rows.first().waitFor({ state: 'detached' });
  }

  /** Shows what is known about the suggestion that is selected in the open list. */
  async showCompletionDetails(): Promise<void> {
    const details = this.page.locator('.suggest-details-container:visible');
    await this.#pressUntil(['Control+Space'], details);
  }

  /** Applies an entry of the menu "Source Action…" whose text contains `title`. */
  async sourceAction(title: string): Promise<void> {
    const rows = this.page.locator('.action-widget:visible .monaco-list-row.action');
    for (let attempt = 1; attempt < 5 && !(await rows.first().isVisible()); attempt++) {
      await this.command('Source Action...');
      await rows
        .first()
        .waitFor({ timeout: 3000 })
        .catch(() => undefined);
    }
    await rows.filter({ hasText: title }).first().click();
  }

  /** Opens the box for a new name at the cursor, which shows the present one. */
  async rename(): Promise<Locator> {
    const input = this.page.locator('.rename-box input:visible');
    await this.#pressUntil(['F2'], input);
    return input;
  }

  /** Goes to the definition of what stands at a place; answers where the cursor is then. */
  async definition(place: Place): Promise<string> {
    await this.goTo(place);
    const position = this.page.locator('[id="status.editor.selection"]');
    const before = await position.innerText();
    for (let attempt = 1; attempt < 10; attempt++) {
      await this.page.keyboard.press('F12');
      await delay(300 * attempt);
      if ((await position.innerText()) !== before) break;
    }
    return (await position.innerText()).trim();
  }

  /** Pictures in the hover that is open, by their addresses. */
  async hoverPictures(): Promise<readonly string[]> {
    const images = this.page.locator('.monaco-hover:visible img');
    await images.first().waitFor();
    return images.evaluateAll((elements) => elements.map((image) => (image as HTMLImageElement).src));
  }

  /** Opens the light bulb's menu at the cursor; answers its entries. */
  async codeActions(): Promise<Locator> {
    const rows = this.page.locator('.action-widget:visible .monaco-list-row.action');
    await this.#pressUntil(['Control+.'], rows.first());
    return rows;
  }

  /** Applies the first entry of the light bulb's menu whose text contains `title`. */
  async applyCodeAction(title: string): Promise<void> {
    const rows = await this.codeActions();
    await rows.filter({ hasText: title }).first().click();
  }

  /** Opens the Outline and answers its expanded rows, top to bottom, once there is one. */
  async outline(): Promise<readonly OutlineRow[]> {
    await this.command('Explorer: Focus on Outline View');
    return readOutline(this.page);
  }

  /** Collapses the outline's rows of this name, but for the first one. */
  async collapseOutlineRows(name: string): Promise<void> {
    const named = this.page.locator('.outline-pane .monaco-list-rows > .monaco-list-row').filter({
      has: this.page.locator('.label-name', { hasText: exactly(name) }),
    });
    for (let index = 1; index < (await named.count()); index++) {
      if ((await named.nth(index).getAttribute('aria-expanded')) === 'true') {
        await named.nth(index).locator('.monaco-tl-twistie').click();
      }
    }
  }

  /** Folds the list of files away, so that the Outline has the whole height. */
  async hideFiles(): Promise<void> {
    const header = this.page.locator('.explorer-viewlet .pane-header', {
      hasText: path.basename(this.#folder),
    });
    if ((await header.getAttribute('aria-expanded')) === 'true') {
      await header.click();
    }
  }

  /** Numbers of the lines that are in view and not folded away, in order. */
  async lineNumbers(): Promise<readonly number[]> {
    const texts = await this.editor().locator('.margin .line-numbers').allInnerTexts();
    return texts
      .map(Number)
      .filter((number) => number > 0)
      .sort((a, b) => a - b);
  }

  /** What "Inspect Editor Tokens and Scopes" says about a place: scopes and semantic token. */
  async tokenAt(place: Place): Promise<string> {
    await this.goTo(place);
    await this.command('Developer: Inspect Editor Tokens and Scopes');
    const widget = this.page.locator('.token-inspect-widget');
    await widget.waitFor();
    const text = await widget.innerText();
    await this.page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
    return text;
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

  /** What the language status of the active editor says, with its commands. */
  languageStatus(): Promise<string> {
    return readLanguageStatus(this.page);
  }

  /** Notifications that are shown, as text. */
  notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  async #status(id: string, text: string): Promise<void> {
    await this.page.locator(`[id="${id}"]`, { hasText: text }).waitFor();
  }

  /**
   * Presses keys until what they ask for shows. The first answer may be empty because the language
   * server is still starting; asking again is what a user does.
   */
  async #pressUntil(keys: readonly string[], shown: Locator): Promise<void> {
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
  async #ask(text: string): Promise<Locator> {
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

async function usable(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.part.statusbar .statusbar-item').first().waitFor();
}

/** Matches a whole text, in which VS Code may set off single letters. */
function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
}
