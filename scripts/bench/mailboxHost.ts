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
import { PAGE } from './mailboxClients.ts';
import { fillMaildir } from './mailboxFill.ts';
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
    return await timeHost(servers);
  } finally {
    await servers.stop();
  }
}

/** The figures as a section of the report. */
export function mailboxHostTable(timing: HostTiming): string {
  const { firstPage, page: each, wall, cpu, growth, rss } = timing;
  return [
    '',
    '## The mailbox in the workbench',
    '',
    'The same INBOX in the tree of the workbench, paged through by keys until 10,000 messages are shown; a second extension',
    'measures the extension host that both run in. **First page** is from the click on INBOX until its newest message is',
    'drawn, **page** from one page to the next, ms. **Blocked** is the longest that nothing else ran there, by the clock,',
    'other programs and all that VS Code does there included; **turn** the longest turn of the event loop in CPU time.',
    '**Growth** is what is held more, garbage collected, MB.',
    '',
    '| first page | page | blocked | turn | growth | RSS |',
    '| --- | --- | --- | --- | --- | --- |',
    `| ${[firstPage, each, wall, cpu, growth, rss].map(digits).join(' | ')} |`,
    '',
  ].join('\n');
}

async function timeHost(servers: MailServers): Promise<HostTiming> {
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

async function page({ workbench, home }: Session, password: string): Promise<HostTiming> {
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
  const newest = workbench.page.locator(
    '.tree-explorer-viewlet-tree-view [aria-level="4"], [aria-level="5"]',
  );
  const firstPage = await taken(async () => {
    await inbox.locator('.monaco-tl-twistie').click();
    await newest.first().waitFor();
  });
  await inbox.locator('.monaco-icon-label').first().click();
  const pages = await taken(async () => {
    for (let shown = 1; shown < PAGES; shown++) await more(view, keyboard);
  });
  await workbench.command('Host Probe: End');
  const file = path.join(home, 't/host-probe.json');
  const measured = JSON.parse(await eventual(file)) as Omit<HostTiming, 'firstPage' | 'page'>;
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

/** Milliseconds. */
const SETTLED = 5000;
