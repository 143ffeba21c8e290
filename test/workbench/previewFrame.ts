// The preview of a message in a workbench: its web view, its tabs, the frame with the message.
import path from 'node:path';

import type { FrameLocator, Locator } from 'playwright-core';

import { lastAnswer } from './harness.ts';
import type { Session } from './harness.ts';
import type { Workbench } from './workbench.ts';

/** Where a file is opened. */
type Place = Pick<Session, 'workbench' | 'folder'>;

/** What a user sees of a message. */
export interface Seen {
  /** Names the message; empty for a sentence in its place. */
  readonly shown: string;
  readonly subject: string;
  /** The tab that is shown. */
  readonly tab: string;
  /** The text of the message. */
  readonly body: string;
  /** What the preview itself says of it. */
  readonly notes: string;
  readonly pictures: number;
}

/** The preview that is shown. */
export class PreviewFrame {
  readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Opens the preview of the message in the active editor, beside it. */
  static async beside(workbench: Workbench): Promise<PreviewFrame> {
    await workbench.command('Mail Workbench: Open Preview to the Side');
    const preview = new PreviewFrame(workbench);
    await preview.shown();
    return preview;
  }

  /** Opens a file that has the preview for its editor. */
  static async ofFile({ workbench, folder }: Place, name: string): Promise<PreviewFrame> {
    const { page } = workbench;
    const input = page.locator('.quick-input-widget:visible .quick-input-box input');
    await page.keyboard.press('F1');
    await input.fill(path.join(folder, name));
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await page.keyboard.press('Enter');
    const preview = new PreviewFrame(workbench);
    await preview.shown();
    return preview;
  }

  /** Waits until a message is shown. */
  async shown(): Promise<void> {
    await this.page.locator('main:not([aria-busy]) h1').waitFor();
  }

  /** The document of the web view. */
  get page(): FrameLocator {
    const outer = this.workbench.page.locator('iframe.webview.ready').last();
    return outer.contentFrame().frameLocator('iframe#active-frame');
  }

  /** The document of the message in it. */
  get message(): FrameLocator {
    return this.page.frameLocator('iframe.message');
  }

  /** Shows a tab, by what it is called. */
  async show(tab: string): Promise<Locator> {
    await this.page.getByRole('tab', { name: tab }).click();
    const panel = this.page.getByRole('tabpanel');
    await panel.filter({ hasNotText: /^Loading…$/ }).waitFor();
    return panel;
  }

  /** The text of the message in its frame, once there is one. */
  async html(): Promise<string> {
    const body = this.message.locator('body');
    await body.waitFor({ state: 'attached' });
    return body.innerText();
  }

  /** What is seen once all is read and drawn; undefined where that does not come to an end. */
  seen(): Promise<Seen | undefined> {
    return lastAnswer(
      () => this.page.locator('body').evaluate(look),
      (seen) => seen !== undefined,
    );
  }
}

/** Runs in the web view. Answers undefined while something is still to come. */
function look(body: Element): Seen | undefined {
  const textOf = (selector: string): string =>
    Array.from(body.querySelectorAll<HTMLElement>(selector), (element) => element.innerText.trim()).join(
      '\n',
    );
  const failed = textOf('main > [role=alert]');
  const subject = textOf('h1');
  const panel = body.querySelector<HTMLElement>('[role=tabpanel]:not([hidden])');
  const shown = (body as HTMLElement).dataset['shown'] ?? '';
  if (failed !== '') return { shown: '', subject, tab: '', body: '', notes: failed, pictures: 0 };
  if (shown === '' || !panel || /^(?:Loading|Unpacking)…$/.test(panel.innerText.trim())) return undefined;
  const frame = panel.querySelector<HTMLIFrameElement>('iframe.message');
  const document = frame?.contentDocument;
  if (frame && (document?.readyState !== 'complete' || document.URL !== 'about:srcdoc')) return undefined;
  const notes = textOf('[role=tabpanel]:not([hidden]) :is(.note, .notes, .notices)');
  return {
    ...{ shown, subject, notes, tab: panel.className },
    body: frame ? (document?.body.innerText.trim() ?? '') : panel.innerText.replace(notes, '').trim(),
    pictures: Array.from(document?.images ?? []).filter(({ width }) => width > 2).length,
  };
}
