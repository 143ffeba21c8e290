// Measures the core, its peers and the server side by side: `npm run bench [-- --rounds N] [NAME...]`.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundles } from './bench/bundles.ts';
import { benchFiles, filesTable } from './bench/files.ts';
import { inputs } from './bench/inputs.ts';
import { benchMailbox, timeMailbox } from './bench/mailbox.ts';
import type { ClientName } from './bench/mailboxClients.ts';
import { benchMailboxHost, mailboxHostTable } from './bench/mailboxHost.ts';
import { mailboxTable } from './bench/mailboxTable.ts';
import { timeOne, timePeers } from './bench/parsers.ts';
import type { InputTimings, PeerName } from './bench/parsers.ts';
import { benchPreview } from './bench/preview.ts';
import { previewTable } from './bench/previewTable.ts';
import { report } from './bench/report.ts';
import { timeGrowth, timeScaling } from './bench/scaling.ts';
import { timeServers } from './bench/servers.ts';
import { sessionInputs } from './bench/sessions.ts';
import { timeWorkbench, workbenchTable } from './bench/workbench.ts';
import { repositoryRoot } from './lib/repository.ts';

const { values, positionals } = parseArgs({
  options: { child: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
});

if (values.child) await child(positionals);
else await bench(positionals, Number(values.rounds));

/** One measurement in this process; its result is the last line printed. */
async function child([what = '', name = '', file = '']: readonly string[]): Promise<void> {
  const results: Readonly<Record<string, () => Promise<unknown>>> = {
    parse: () => timeOne(name as PeerName, file),
    mailbox: () => timeMailbox(name as ClientName, file),
  };
  const result = await (results[what] ?? (() => timeGrowth(name)))();
  console.log(JSON.stringify(result));
  process.exit();
}

/** All measurements, or those whose name was given: an input's, a transcript's, `scaling`, `server`, `files`, `workbench`, `preview`, `mailbox`, `mailboxHost`. Only all of them are written down. */
async function bench(names: readonly string[], rounds: number): Promise<void> {
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const bundleOctets = await buildBundles();
  const timings: InputTimings[] = [];
  for (const input of inputs.filter(({ name }) => wanted(name))) {
    console.error(`parsers: ${input.title}`);
    timings.push(await timePeers(input, rounds));
  }
  console.error('scaling and servers');
  const scaling = wanted('scaling') ? await timeScaling() : [];
  const ofSessions = sessionInputs.some(({ name }) => names.includes(name));
  const servers =
    wanted('server') || ofSessions
      ? await timeServers(rounds, (name) => wanted('server') || wanted(name))
      : undefined;
  const files = wanted('files') ? filesTable(await benchFiles(rounds)) : '';
  const workbench = wanted('workbench') ? workbenchTable(await timeWorkbench(rounds)) : '';
  const preview = wanted('preview') ? previewTable(await benchPreview(rounds)) : '';
  const mailbox = wanted('mailbox') ? mailboxTable(await benchMailbox(rounds)) : '';
  const host = wanted('mailboxHost') ? mailboxHostTable(await benchMailboxHost()) : '';
  const text =
    report({ timings, scaling, servers, bundleOctets, rounds }) +
    [workbench, preview, files, mailbox, host].join('');
  console.log(text);
  if (names.length === 0) await writeFile(path.join(repositoryRoot, 'docs/performance.md'), text);
}
