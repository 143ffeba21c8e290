// The mailbox in a real extension host: the tree is paged through by keys, and a second extension measures the process.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

import { createVSIX } from '@vscode/vsce';

import { Session } from '../../test/workbench/harness.ts';
import { MailboxView } from '../../test/workbench/mailboxView.ts';
import { startMailServers } from '../../test/servers/mailServers.ts';
import type { MailServers } from '../../test/servers/mailServers.ts';
import { findRunUser } from '../../test/servers/runUser.ts';
import { serverAccounts } from '../lib/demoAccounts.ts';
import { packageExtension } from '../lib/packagedExtension.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { ensureSystemPackages, mailServerNeeds } from '../lib/systemPackages.ts';
import { temporaryFolder } from '../lib/temporaryFolder.ts';
import { PAGE, clients } from './mailboxClients.ts';
import { fillMaildir } from './mailboxFill.ts';
import { median } from './median.ts';
import { digits } from './report.ts';

/** What was measured, in ms and MB. */
interface HostTiming {
  /** From the click on INBOX until its newest message is drawn. */
  readonly firstPage: number;
  /** From the key that asks for a page until the tree shows it, on average. */
  readonly page: number;
  /** The longest that nothing else ran, from the first page on, by the clock: other programs count. */
  readonly wall: number;
  /** The longest turn of the event loop, in CPU time. */
  readonly cpu: number;
  /** What is held more after 10,000 messages, once garbage is collected. */
  readonly growth: number;
  readonly rss: number;
  /** The first page on a bare socket: the same commands, the answers only waited for. */
  readonly socket: number;
}

const COUNT = 100_000;
const PAGES = 10_000 / PAGE;

/** Pages through an INBOX in the workbench. Needs what the end-to-end tests need. */
export async function benchMailboxHost(): Promise<HostTiming> {
  ensureSystemPackages(mailServerNeeds(), console.error);
  await packageExtension();
  const servers = await startMailServers();
  try {
    console.error(`mailbox: writing ${COUNT.toLocaleString('en')} messages`);
    const { uid, gid } = findRunUser();
    fillMaildir(servers.maildir('alice'), COUNT, process.getuid?.() === 0 ? { uid, gid } : undefined);
    // Dovecot writes its index at the first time; nobody is measured by that.
    await bareFirstPage(servers);
    const host = await timeHost(servers);
    const bare: number[] = [];
    for (let round = 0; round < BARE_ROUNDS; round++) bare.push(await bareFirstPage(servers));
    return { ...host, socket: median(bare) };
  } finally {
    await servers.stop();
  }
}

/** The figures as a section of the report. */
export function mailboxHostTable(timing: HostTiming): string {
  const { firstPage, socket, page: each, wall, cpu, growth, rss } = timing;
  const limit = 3 * socket + 50;
  const goals: readonly (readonly [what: string, shown: string, met: boolean])[] = [
    [
      'first page within 3 times the bare socket plus 50 ms',
      `${digits(firstPage)} of ${digits(limit)} ms`,
      firstPage <= limit,
    ],
    ['growth below 50 MB after 10,000 messages', `${digits(growth)} MB`, growth < 50],
    ['never blocked for more than 50 ms', `${digits(wall)} ms`, wall <= 50],
  ];
  return [
    '',
    '## The mailbox in the workbench',
    '',
    'The same INBOX in the tree of the workbench, paged through by keys until 10,000 messages are shown; a second extension',
    'measures the extension host that both run in. **First page** is from the click on INBOX until its newest message is',
    'drawn, **bare socket** the same page on a socket that reads no answer, in the same run; **page** is from one page to the',
    'next, ms. **Blocked** is the longest that nothing else ran there, by the clock, other programs and all that VS Code does',
    'there included; **turn** the longest turn of the event loop in CPU time. **Growth** is what is held more, garbage',
    'collected, MB.',
    '',
    '| first page | bare socket | page | blocked | turn | growth | RSS |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    `| ${[firstPage, socket, each, wall, cpu, growth, rss].map(digits).join(' | ')} |`,
    '',
    '| goal | measured | |',
    '| --- | --- | --- |',
    ...goals.map(([what, shown, met]) => `| ${what} | ${shown} | ${met ? 'met' : '**not met**'} |`),
    '',
  ].join('\n');
}

/** Milliseconds of the bare socket for the first page. */
async function bareFirstPage({ ports, ca, users }: MailServers): Promise<number> {
  const bare = clients.socket({ port: ports.imaps, ca, user: 'alice', password: users['alice'] ?? '' });
  await bare.expand();
  const firstPage = await taken(() => bare.firstPage());
  await bare.close();
  return firstPage;
}

async function timeHost(servers: MailServers): Promise<Omit<HostTiming, 'socket'>> {
  const session = await Session.start({
    vsix: [await probe()],
    settings: {
      'mailWorkbench.accounts': serverAccounts(servers).slice(0, 1),
      'mailWorkbench.mailbox.pageSize': PAGE,
    },
    size: { width: 1200, height: 1000 },
  });
  try {
    return await page(session, servers.users['alice'] ?? '');
  } finally {
    await session.stop();
  }
}

async function page({ workbench, home }: Session, password: string): Promise<Omit<HostTiming, 'socket'>> {
  const view = new MailboxView(workbench);
  const { keyboard } = workbench.page;
  await view.show();
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of alice', password);
  await view.row('Inbox, ');
  // What starts with the window is no matter of the mailbox.
  await wait(SETTLED);
  await workbench.command('Host Probe: Begin');
  const inbox = await view.row('Inbox, ');
  const drawn = workbench.page.evaluate<number>(FIRST_PAGE_DRAWN);
  await inbox.locator('.monaco-tl-twistie').click();
  const firstPage = await drawn;
  await inbox.locator('.monaco-icon-label').first().click();
  const pages = await taken(async () => {
    for (let shown = 1; shown < PAGES; shown++) await more(view, keyboard);
  });
  await keyboard.press('ArrowUp');
  console.error(`mailbox: the last row is ${await view.focused()}`);
  await workbench.command('Host Probe: End');
  const file = path.join(home, 't/host-probe.json');
  const measured = JSON.parse(await eventual(file)) as Omit<HostTiming, 'firstPage' | 'page' | 'socket'>;
  return { ...measured, firstPage, page: pages / (PAGES - 1) };
}

/** Goes to the row behind the last message, which stands above the other folders, and presses it. */
async function more(view: MailboxView, keyboard: { press(key: string): Promise<void> }): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    await keyboard.press('End');
    for (const _ of BELOW_INBOX) await keyboard.press('ArrowUp');
    if ((await view.focused()).includes('Load more')) break;
    await wait(20);
  }
  await keyboard.press('Enter');
  // A second key at once would stop it; where the page comes quickly, its loading is never drawn.
  await wait(PAUSE);
}

/** Folders that Dovecot makes by itself. */
const BELOW_INBOX = ['Drafts', 'Sent', 'Archive', 'Junk', 'Trash'];

async function eventual(file: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '' || tries > 100) return text;
    await wait(100);
  }
}

/** Packs the extension that measures; answers where it lies. */
async function probe(): Promise<string> {
  const { path: folder } = await temporaryFolder('mail-probe-');
  const manifest = {
    ...{ name: 'host-probe', publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.100.0' } },
    main: './hostProbe.cjs',
    files: ['hostProbe.cjs'],
    contributes: {
      commands: [
        { command: 'hostProbe.begin', title: 'Begin', category: 'Host Probe' },
        { command: 'hostProbe.end', title: 'End', category: 'Host Probe' },
      ],
    },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await copyFile(
    path.join(repositoryRoot, 'scripts/bench/hostProbe.cjs'),
    path.join(folder, 'hostProbe.cjs'),
  );
  const packagePath = path.join(folder, 'host-probe.vsix');
  const quiet = { allowMissingRepository: true, skipLicense: true, dependencies: false };
  await createVSIX({ cwd: folder, packagePath, ...quiet });
  return packagePath;
}

/** Milliseconds. */
async function taken(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** In the page: milliseconds from the next click until a message is in the tree; the driver of the browser is slower. */
const FIRST_PAGE_DRAWN = `new Promise((resolve) => {
  let clicked = 0;
  document.addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true });
  const rows = '.tree-explorer-viewlet-tree-view [aria-level="5"]';
  const observer = new MutationObserver(() => {
    if (!document.querySelector(rows)) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - clicked));
  });
  observer.observe(document.body, { childList: true, subtree: true });
})`;
/** Milliseconds. */
const SETTLED = 5000;
const PAUSE = 150;
const BARE_ROUNDS = 5;
