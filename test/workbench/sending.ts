// Drives sending in a workbench: what stands above a message, the question, notifications, reports; counts at the server.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Locator } from 'playwright-core';

import type { MailServers } from '../servers/mailServers.ts';
import { eventually } from './harness.ts';
import type { Workbench } from './workbench.ts';

/** A message as a file. Lines end with LF; `From` tells the server's log which one it is. */
export function messageText(
  subject: string,
  fields: Readonly<Record<string, string>>,
  body = 'Hello Bob,\n\n.a line with a dot in front\n',
): string {
  const header = Object.entries({ Subject: subject, ...fields }).map(
    ([name, value]) => `${name}: ${value}\n`,
  );
  return `${header.join('')}\n${body}`;
}

export class SendingView {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Presses what stands above the message that is in view. */
  async lens(title: string): Promise<void> {
    const lens = this.#workbench.editor().locator('.codelens-decoration a', { hasText: title }).first();
    await lens.waitFor();
    await delay(100);
    await lens.click();
  }

  /** What stands above the message. */
  async lenses(): Promise<readonly string[]> {
    const all = this.#workbench.editor().locator('.codelens-decoration a');
    await all.first().waitFor();
    return (await all.allInnerTexts()).map((text) => text.trim());
  }

  /** Opens a file, and sends it by what stands above it. @returns what the question says. */
  async send(file: string, button = 'Send'): Promise<string> {
    await this.#workbench.openFile(file);
    await this.lens('Send');
    return this.answer(button);
  }

  /** Presses a button of the question that is asked. @returns what it says. */
  async answer(button: string): Promise<string> {
    const { page } = this.#workbench;
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = await dialog.innerText();
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    return text.replaceAll('\u00a0', ' ');
  }

  /** Waits for a notification, and answers its whole text. */
  async told(text: string | RegExp): Promise<string> {
    const shown = await this.#workbench.notification(text);
    return (await shown.locator('.notification-list-item-message').innerText()).replaceAll('\u00a0', ' ');
  }

  /** Presses the button of a notification. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const shown = await this.#workbench.notification(text);
    await shown.locator('.monaco-button', { hasText: button }).first().click();
  }

  /** Ticks a row of a question of several, and goes on. */
  async tick(label: string): Promise<void> {
    const { page } = this.#workbench;
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
    await row.waitFor();
    await row.locator('.quick-input-list-entry').first().click();
    await page.locator('.quick-input-widget:visible .quick-input-action .monaco-button').first().click();
    await row.waitFor({ state: 'hidden' });
  }

  /** Waits until a notification is gone. */
  async over(text: string): Promise<void> {
    const shown = this.#workbench.page.locator('.notifications-toasts .notification-list-item', {
      hasText: text,
    });
    await shown.first().waitFor({ state: 'hidden' });
  }

  /** Closes all notifications. */
  async quiet(): Promise<void> {
    await this.#workbench.command('Notifications: Clear All Notifications');
  }

  /** The text of a report in one line, once it holds what is awaited: the editor breaks lines where they fit. */
  async report(name: string, wanted: (text: string) => boolean): Promise<string> {
    const { page } = this.#workbench;
    const editor = page
      .locator('.editor-group-container', { has: page.locator('.tab.active', { hasText: name }) })
      .locator('.view-lines')
      .first();
    await editor.waitFor();
    return eventually(async () => (await linesOf(editor)).replace(/\s+/g, ' '), wanted);
  }
}

async function linesOf(editor: Locator): Promise<string> {
  const lines = await editor.locator('.view-line').evaluateAll((elements) =>
    elements
      .map((line) => ({ top: (line as HTMLElement).offsetTop, text: line.textContent }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** How many messages the server has taken from a sender, and a moment later still. */
export async function takenFrom({ folder }: MailServers, sender: string): Promise<number> {
  await delay(100);
  const log = readFileSync(path.join(folder, 'log', 'exim-mainlog'), 'utf8');
  return log.split('\n').filter((line) => line.includes(` <= ${sender} `)).length;
}

/** The messages of a folder of a user's Maildir that hold a text. @param folder `.Sent`; empty for the INBOX. */
export function stored(servers: MailServers, user: string, folder: string, text: string): readonly string[] {
  return ['new', 'cur'].flatMap((state) => {
    const place = path.join(servers.maildir(user), folder, state);
    if (!existsSync(place)) return [];
    return readdirSync(place)
      .map((name) => readFileSync(path.join(place, name), 'latin1'))
      .filter((message) => message.includes(text));
  });
}
