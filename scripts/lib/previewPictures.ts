// Pictures of the preview: those of the README, and each kind of message in three themes, side by side.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Page } from 'playwright-core';

import { Session } from '../../test/workbench/harness.ts';
import type { Workbench } from '../../test/workbench/workbench.ts';
import { PreviewFrame } from '../../test/workbench/previewFrame.ts';
import { cacheFolder, samplesFolder } from './repository.ts';
import type { Picture } from './picture.ts';
import { newsletter, route, signed, previewMessages } from './previewMessages.ts';

/** A kind of message, and which of it is looked at. */
interface Kind {
  /** Of the samples where it has a folder, else one of `previewMessages`. */
  readonly file: string;
  readonly tab?: string;
  readonly pose?: (preview: PreviewFrame) => Promise<void>;
  /** True where a dialog of the workbench belongs to the picture. */
  readonly hasDialog?: boolean;
}

const press =
  (...names: readonly (string | RegExp)[]) =>
  async ({ page }: PreviewFrame): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name }).first().click();
  };
const unfold =
  (words: string | RegExp) =>
  ({ page }: PreviewFrame): Promise<void> =>
    page.locator('summary', { hasText: words }).first().click();

/** By names; see `npm run screenshots -- preview`. */
export const previewKinds: Readonly<Record<string, Kind>> = {
  text: { file: 'mailbox/Inbox/flowed.eml', tab: 'Text' },
  newsletter: { file: 'newsletter.eml', pose: unfold(/^Removed/) },
  parts: {
    file: 'mailbox/Inbox/deep-structure.eml',
    tab: 'Parts',
    async pose(preview) {
      await preview.page.getByRole('treeitem').filter({ hasText: 'chart.png' }).click();
      await press('Calculate Hashes')(preview);
      await preview.page.getByText('SHA-256').waitFor();
    },
  },
  route: { file: 'route.eml', tab: 'Route' },
  authentication: {
    file: 'signed.eml',
    tab: 'Authentication',
    async pose(preview) {
      await press(/^Verify$/)(preview);
      await preview.page.getByText('Text was added at the end').waitFor();
    },
  },
  bounce: { file: 'mailbox/Inbox/bounce.eml', tab: 'Report' },
  dmarc: { file: 'dmarc.eml', tab: 'Report' },
  tls: { file: 'tls.eml', tab: 'Report' },
  invitation: { file: 'invitation.eml', tab: 'Invitation' },
  'smime-signed': {
    file: 'smime-signed.eml',
    tab: 'Authentication',
    pose: unfold(/^Certificate of/),
  },
  'smime-encrypted': { file: 'smime-encrypted.eml', tab: 'Authentication' },
  'pgp-encrypted': { file: 'mailbox/Inbox/pgp-encrypted.eml', tab: 'Authentication' },
  outlook: { file: 'offer.msg' },
  phishing: {
    file: 'mailbox/Inbox/phishing.eml',
    hasDialog: true,
    async pose(preview) {
      await preview.message.getByRole('link').first().click();
      await preview.workbench.page.locator('.monaco-dialog-box').waitFor();
    },
  },
};

/** What is settled when a picture is taken is the text. */
const TO_SOURCE = 'View: Focus First Editor Group';

/** Without the source beside it. */
const PREVIEW_ONLY = { x: 601, y: 0, width: 599, height: 600 };

/** For the README: the source, and the preview beside it. */
export const previewPictures: readonly Picture[] = [
  {
    name: 'preview.png',
    files: { 'newsletter.eml': newsletter },
    settings: { 'editor.wordWrap': 'on', 'editor.fontSize': 12, 'editor.lineHeight': 22 },
    clip: { x: 0, y: 0, width: 1200, height: 500 },
    async pose(workbench: Workbench): Promise<void> {
      await besideSource(workbench, 'newsletter.eml');
      await workbench.command(TO_SOURCE);
    },
  },
  {
    name: 'preview-route.png',
    files: { 'route.eml': route },
    clip: PREVIEW_ONLY,
    async pose(workbench: Workbench): Promise<void> {
      const preview = await besideSource(workbench, 'route.eml');
      await preview.show('Route');
      await workbench.command(TO_SOURCE);
    },
  },
  {
    name: 'preview-signatures.png',
    files: { 'signed.eml': signed },
    clip: PREVIEW_ONLY,
    async pose(workbench: Workbench): Promise<void> {
      const preview = await besideSource(workbench, 'signed.eml');
      await preview.show('Authentication');
      await previewKinds['authentication']?.pose?.(preview);
      await preview.page
        .locator('.signature')
        .first()
        .evaluate((card) => card.scrollIntoView());
      await workbench.command(TO_SOURCE);
    },
  },
];

async function besideSource(workbench: Workbench, file: string): Promise<PreviewFrame> {
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.openFile(file);
  return PreviewFrame.beside(workbench);
}

const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
} as const;

const SIZE = { width: 760, height: 700 };
const SETTINGS = {
  'window.autoDetectHighContrast': false,
  'workbench.editorAssociations': { '*.eml': 'mailWorkbench.preview' },
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
};

/** @param folder gets a picture of each kind. @param names of kinds */
export async function takePreviews(names: readonly string[], folder: string): Promise<void> {
  const files = { ...(await previewMessages()), ...(await samples()) };
  const single = path.join(cacheFolder, 'previews');
  await mkdir(single, { recursive: true });
  await mkdir(folder, { recursive: true });
  const themes = Object.entries(THEMES);
  for (const [index, [theme, colorTheme]] of themes.entries()) {
    const settings = { ...SETTINGS, 'workbench.colorTheme': colorTheme };
    const session = await Session.start({ files, size: SIZE, settings });
    try {
      await session.workbench.command('View: Toggle Primary Side Bar Visibility');
      for (const name of names) {
        await take(session, name, path.join(single, `${name}-${theme}.png`));
      }
      if (index < themes.length - 1) continue;
      for (const name of names) {
        const pictures = themes.map(([one]) => path.join(single, `${name}-${one}.png`));
        const file = path.join(folder, `${name}.webp`);
        await writeFile(file, await sideBySide(session.workbench.page, pictures));
      }
    } catch (error) {
      console.error(await session.evidence(`preview ${theme}`));
      throw error;
    } finally {
      await session.stop();
    }
  }
}

/** Those that are shown, by names without folders. */
async function samples(): Promise<Readonly<Record<string, Buffer>>> {
  const names = Object.values(previewKinds).flatMap(({ file }) => (file.includes('/') ? [file] : []));
  const read = names.map(
    async (name) => [path.basename(name), await readFile(path.join(samplesFolder, name))] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

async function take(session: Session, name: string, file: string): Promise<void> {
  const kind = previewKinds[name];
  if (!kind) throw new Error(`No kind is called ${name}.`);
  const { workbench } = session;
  await workbench.page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
  await delay(SETTLED_AFTER);
  const preview = await PreviewFrame.ofFile(session, path.basename(kind.file));
  if (kind.tab !== undefined) await preview.show(kind.tab);
  await kind.pose?.(preview);
  await workbench.page.mouse.move(SIZE.width / 2, SIZE.height - 1);
  await delay(SETTLED_AFTER);
  const box = await workbench.page.locator('iframe.webview.ready').last().boundingBox();
  await workbench.screenshot(file, kind.hasDialog === true || box === null ? undefined : box);
  if (kind.hasDialog === true) await workbench.page.keyboard.press('Escape');
  await workbench.command('View: Close All Editors');
}

/** One picture of several. */
async function sideBySide(page: Page, files: readonly string[]): Promise<Buffer> {
  const sources = await Promise.all(
    files.map(async (file) => `data:image/png;base64,${(await readFile(file)).toString('base64')}`),
  );
  const address = await page.evaluate(
    async ({ all, quality }) => {
      const images = await Promise.all(
        all.map(async (source) => {
          const image = new Image();
          image.src = source;
          await image.decode();
          return image;
        }),
      );
      const canvas = document.createElement('canvas');
      canvas.width = images.reduce((width, image) => width + image.width, 0);
      canvas.height = Math.max(...images.map(({ height }) => height));
      const context = canvas.getContext('2d');
      let left = 0;
      for (const image of images) {
        context?.drawImage(image, left, 0);
        left += image.width;
      }
      return canvas.toDataURL('image/webp', quality);
    },
    { all: sources, quality: QUALITY },
  );
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** Milliseconds. */
const SETTLED_AFTER = 900;
/** Of WebP, to 1. */
const QUALITY = 0.8;
