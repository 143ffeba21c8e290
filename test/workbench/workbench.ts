// Drives one workbench page by keyboard and by what a user sees: what the editor offers for mail.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Browser, Locator } from 'playwright-core';

import { newContext } from './browser.ts';
import type { Size } from './browser.ts';
import { readLanguageStatus, readOutline, readProblems } from './views.ts';
import type { OutlineRow, Problem } from './views.ts';
import { WorkbenchWindow, exactly, usable } from './workbenchWindow.ts';
import type { Place } from './workbenchWindow.ts';

export type { Clip, Place } from './workbenchWindow.ts';

/** Milliseconds a single step may take; machines that run tests can be slow. */
const STEP_TIMEOUT = 30_000;

export class Workbench extends WorkbenchWindow {
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
    const window = new Workbench(page, this.folder, this.refusedRequests);
    await window.extensionKnown();
    return window;
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
    await this.pressUntil(['Control+K', 'Control+I'], content.first());
    return (await content.allInnerTexts()).join('\n');
  }

  /** Opens the suggestions at the cursor and answers their labels. */
  async completions(): Promise<readonly string[]> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    await this.pressUntil(['Control+Space'], rows.first());
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
    await this.pressUntil(['Control+Space'], details);
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
    await this.pressUntil(['F2'], input);
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
    await this.pressUntil(['Control+.'], rows.first());
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
      hasText: path.basename(this.folder),
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

  /** What the language status of the active editor says, with its commands. */
  languageStatus(): Promise<string> {
    return readLanguageStatus(this.page);
  }
}
