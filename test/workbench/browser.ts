// One headless Chromium whose requests cannot leave this machine.
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';

import { findChromium } from '../../scripts/lib/chromium.ts';

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A container's /dev/shm is too small for the workbench.
  '--disable-dev-shm-usage',
  // No name is looked up: also what routing below does not see stays here.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
];

/** Where the tests' user lives: neither UTC nor the zone of most machines that run tests. */
export const TIME_ZONE = 'Europe/Berlin';

/** Starts the browser. Throws a sentence when this machine has none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium found; set CHROMIUM to its path');
  // Chromium's sandbox refuses to run as root, and in most containers.
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: [...ARGUMENTS] });
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A fresh profile; requests to anywhere but loopback are refused.
 *
 * @param refused is told the address of each refused request
 */
export async function newContext(
  browser: Browser,
  viewport: Size,
  refused: (url: string) => void,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport,
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
    timezoneId: TIME_ZONE,
  });
  await context.route(
    (url) => !isLoopback(url),
    (route) => {
      refused(route.request().url());
      return route.abort();
    },
  );
  return context;
}

function isLoopback(url: URL): boolean {
  return (
    /^(?:127\.0\.0\.1|(?:.*\.)?localhost)$/.test(url.hostname) || /^(?:data|blob|about):$/.test(url.protocol)
  );
}
