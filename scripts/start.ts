// Builds the extension and opens it with `samples/`: `npm start [-- --servers | --check | --code-server | --help]`.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';

import type { AccountSettings } from '../client/src/mail/account.ts';
import { startMailServers } from '../test/servers/mailServers.ts';
import type { MailServers } from '../test/servers/mailServers.ts';
import { installCodeServer } from './lib/codeServer.ts';
import { demoAccount, serverAccounts } from './lib/demoAccounts.ts';
import { fillWithDemoMail } from './lib/demoMail.ts';
import { packageExtension, packagedExtension, runScript } from './lib/packagedExtension.ts';
import { repositoryRoot, samplesFolder } from './lib/repository.ts';
import {
  MissingSystemPackages,
  ensureSystemPackages,
  mailServerNeeds,
  workbenchNeeds,
} from './lib/systemPackages.ts';
import { findVisualStudioCode, openVisualStudioCode, prepareUserData } from './lib/visualStudioCode.ts';
import { startWorkbenchServer } from './lib/workbenchServer.ts';

const HELP = `npm start opens Mail Workbench with samples/: in the VS Code of this machine,
else in a code-server that is installed once into .cache/. The view "Mail" has the demo account.
In VS Code it has user data of its own in .cache/: your settings stay as they are.

  npm start -- --servers       also starts Dovecot and Exim on this machine, with mail in the
                               mailboxes of alice and bob, and shows accounts for them
  npm start -- --check         opens a sample in a headless workbench, waits for the first
                               problem, says what it saw and how long it took; exits 0 or 1
  npm start -- --code-server   uses code-server although there is a VS Code
  npm start -- --port=8080     serves code-server on this port of 127.0.0.1
  npm start -- --password      asks for a password that is printed at the start; without it
                               every user of this machine can open the address
  npm start -- --help          shows this
`;

const ACCOUNTS = 'mailWorkbench.accounts';

/** The sample that `--check` opens; it has at least one problem. */
const CHECKED_SAMPLE = 'eml/bad-header.eml';

/** Milliseconds until the first problem has to be there. */
const CHECK_TIMEOUT = 60_000;

/** Progress, on standard error: standard output holds what was asked for. */
function log(line: string): void {
  console.error(line);
}

async function openInVisualStudioCode(
  program: string,
  accounts: readonly AccountSettings[],
  running: boolean,
): Promise<number> {
  log('building');
  await runScript('build.ts');
  const userData = await prepareUserData({ [ACCOUNTS]: accounts });
  await openVisualStudioCode(program, repositoryRoot, samplesFolder, userData);
  console.log(`Mail Workbench opens in ${program}`);
  if (!running) return 0;
  console.log('Ctrl+C stops the servers.');
  return stopSignal();
}

interface ServeOptions {
  readonly accounts: readonly AccountSettings[];
  readonly port?: number;
  readonly password?: string;
}

async function serve({ accounts, ...options }: ServeOptions): Promise<number> {
  ensureSystemPackages(await workbenchNeeds({ browser: false }), log);
  const codeServer = await installCodeServer(log);
  log('building');
  await packageExtension();
  const server = await startWorkbenchServer({
    codeServer,
    folder: samplesFolder,
    vsix: [packagedExtension()],
    settings: { [ACCOUNTS]: accounts },
    ...options,
  });
  console.log(`Mail Workbench is at ${server.address}`);
  if (options.password !== undefined) console.log(`The password is ${options.password}`);
  console.log('Ctrl+C stops it.');
  try {
    return await Promise.race([stopSignal(), server.ended]);
  } finally {
    await server.stop();
  }
}

/** Resolves when somebody wants this to end. */
function stopSignal(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(0));
  });
}

/** Starts Dovecot and Exim and fills two mailboxes. Secrets go into no setting: what to type is printed. */
async function startServers(): Promise<MailServers> {
  ensureSystemPackages(mailServerNeeds(), log);
  const servers = await startMailServers();
  const { users, ports, domain } = servers;
  for (const user of Object.keys(users)) {
    log(`${fillWithDemoMail(servers.maildir(user))} messages for ${user}`);
  }
  console.log('Dovecot and Exim run on this machine. An account asks for its password once:');
  for (const [user, password] of Object.entries(users)) console.log(`  ${user}: ${password}`);
  console.log(`Mail to ${Object.keys(users)[0] ?? ''}@${domain} is taken on port ${ports.smtp}.`);
  return servers;
}

/** Says on one line what a headless workbench showed; what went wrong in detail goes to standard error. */
async function check(): Promise<number> {
  ensureSystemPackages(await workbenchNeeds({ browser: true }), log);
  await installCodeServer(log);
  await packageExtension();
  const { Session, lastAnswer } = await import('../test/workbench/harness.ts');
  const started = performance.now();
  const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const session = await Session.start({ samples: true, log });
  try {
    const shown = seconds();
    await session.workbench.openFile(CHECKED_SAMPLE);
    const [first] = await lastAnswer(
      () => session.workbench.problems(),
      (found) => found.length > 0,
      CHECK_TIMEOUT,
    );
    if (first === undefined) throw new Error('no problem appeared');
    const what = `"${first.message}" (${first.code}) ${first.at} in samples/${CHECKED_SAMPLE}`;
    console.log(`ok: ${what} after ${seconds()}, of which the workbench took ${shown}`);
    return 0;
  } catch (error) {
    log(await session.evidence('start-check'));
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    console.log(`failed: no problem shown in samples/${CHECKED_SAMPLE} after ${seconds()}`);
    return 1;
  } finally {
    await session.stop();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      'code-server': { type: 'boolean', default: false },
      servers: { type: 'boolean', default: false },
      port: { type: 'string' },
      password: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.check) return check();
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new UsageError(`"${values.port}" is not a port`);
  }
  const wantsServer = values['code-server'] || values.password || port !== undefined;
  const program = wantsServer ? undefined : findVisualStudioCode();
  const servers = values.servers ? await startServers() : undefined;
  const accounts = [demoAccount, ...(servers ? serverAccounts(servers) : [])];
  try {
    if (program !== undefined) return await openInVisualStudioCode(program, accounts, servers !== undefined);
    return await serve({
      accounts,
      ...(port === undefined ? {} : { port }),
      ...(values.password ? { password: randomBytes(12).toString('base64url') } : {}),
    });
  } finally {
    await servers?.stop();
  }
}

class UsageError extends Error {}

/** Errors that a user can mend are one sentence; the others come with their stack. */
function isForUsers(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    error instanceof UsageError || error instanceof MissingSystemPackages || code.startsWith('ERR_PARSE_ARGS')
  );
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(isForUsers(error) ? (error as Error).message : error);
  process.exitCode = 1;
}
