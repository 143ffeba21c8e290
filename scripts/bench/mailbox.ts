// The mailbox with 100,000 messages in a real Dovecot: ours beside plain imapflow and the bare socket, by turns.

import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';

import { startMailServers } from '../../test/servers/mailServers.ts';
import { findRunUser } from '../../test/servers/runUser.ts';
import { ensureSystemPackages, mailServerNeeds } from '../lib/systemPackages.ts';
import { childResult } from './child.ts';
import { PAGE, clients } from './mailboxClients.ts';
import type { ClientName, Place } from './mailboxClients.ts';
import { SOUGHT, fillMaildir } from './mailboxFill.ts';
import { deliver } from './mailboxDelivery.ts';
import { LoopBlock } from './loopBlock.ts';
import { median } from './median.ts';

/** What one process measured, in ms; memory in MB. */
export interface MailboxTiming {
  readonly expand: number;
  readonly firstPage: number;
  /** Twenty pages together. */
  readonly pages: number;
  /** NaN where the answer was not what was asked for. */
  readonly search: number;
  readonly refresh: number;
  /** What is held more, after 10,000 messages than before the first, once garbage is collected. */
  readonly growth: number;
  /** Resident memory at the end. */
  readonly rss: number;
  /** The longest that our own work kept the event loop, from the first page on. */
  readonly block: number;
}

export type MailboxTimings = Readonly<Record<ClientName, MailboxTiming>>;

const NAMES: readonly ClientName[] = ['socket', 'imapflow', 'ours'];
const COUNT = 100_000;
const PAGES = 20;
/** Pages until 10,000 messages were shown. */
const ALL_PAGES = 10_000 / PAGE;

/** Fills a mailbox, asks it by turns, each time in a process of its own. */
export async function benchMailbox(rounds: number): Promise<MailboxTimings> {
  ensureSystemPackages(mailServerNeeds(), console.error);
  const servers = await startMailServers();
  try {
    console.error(`mailbox: writing ${COUNT.toLocaleString('en')} messages`);
    const { uid, gid } = findRunUser();
    fillMaildir(servers.maildir('alice'), COUNT, process.getuid?.() === 0 ? { uid, gid } : undefined);
    const place: Place & { readonly lmtp: number } = {
      ...{ port: servers.ports.imaps, ca: servers.ca, user: 'alice', password: servers.users['alice'] ?? '' },
      lmtp: servers.ports.lmtp,
    };
    const run = (name: ClientName): Promise<MailboxTiming> => {
      console.error(`mailbox: ${name}`);
      return childResult<MailboxTiming>(['mailbox', name, JSON.stringify(place)]);
    };
    // Dovecot writes its index at the first time; nobody is measured by that.
    await run('socket');
    const all = new Map<ClientName, MailboxTiming[]>(NAMES.map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const name of NAMES) all.get(name)?.push(await run(name));
    }
    const of = (name: ClientName): MailboxTiming => medians(all.get(name) ?? []);
    return { socket: of('socket'), imapflow: of('imapflow'), ours: of('ours') };
  } finally {
    await servers.stop();
  }
}

/** Measures one client in this process. */
export async function timeMailbox(name: ClientName, settings: string): Promise<MailboxTiming> {
  const place = JSON.parse(settings) as Place & { readonly lmtp: number };
  const client = clients[name](place);
  const expand = await taken(() => client.expand());
  const before = held();
  const paging = new LoopBlock();
  const firstPage = await taken(() => client.firstPage());
  const pages = await taken(() => repeated(PAGES, () => client.nextPage()));
  await repeated(ALL_PAGES - PAGES - 1, () => client.nextPage());
  await wait(10);
  const blocks = [paging.stop()];
  // Collecting garbage by hand is no blocking that a user would see.
  const growth = held() - before;
  const changing = new LoopBlock();
  let found = 0;
  const search = await taken(async () => {
    found = await client.search(SOUGHT);
  });
  const subject = `new mail ${name} ${process.pid}`;
  await deliver(place.lmtp, `${place.user}@example.test`, subject);
  let newest = '';
  const refresh = await taken(async () => {
    newest = await client.refresh();
  });
  await wait(10);
  blocks.push(changing.stop());
  const { rss } = process.memoryUsage();
  await client.close();
  return {
    ...{ expand, firstPage, pages },
    search: found === PAGE ? search : NaN,
    refresh: newest === subject ? refresh : NaN,
    growth: growth / 1e6,
    rss: rss / 1e6,
    block: Math.max(...blocks),
  };
}

/** Milliseconds. */
async function taken(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function repeated(times: number, work: () => Promise<void>): Promise<void> {
  for (let time = 0; time < times; time++) await work();
}

/** What this process holds once garbage is collected, in octets. */
function held(): number {
  v8.setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function medians(timings: readonly MailboxTiming[]): MailboxTiming {
  const of = (key: keyof MailboxTiming): number => median(timings.map((timing) => timing[key]));
  return {
    ...{ expand: of('expand'), firstPage: of('firstPage'), pages: of('pages'), search: of('search') },
    ...{ refresh: of('refresh'), growth: of('growth'), rss: of('rss'), block: of('block') },
  };
}
