// Starts a real Dovecot and a real Exim on loopback for a test, in a temporary folder, and stops them without a trace.

import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { findProgram } from '../../scripts/lib/processes.ts';
import { makeCertificates } from './certificates.ts';
import { dovecotConfig, dovecotTokenConfig } from './dovecotConfig.ts';
import { eximConfig } from './eximConfig.ts';
import { giveSecret } from './givenSecrets.ts';
import { portNames, usersFile } from './layout.ts';
import type { Layout, PortName } from './layout.ts';
import { answering, freePorts } from './ports.ts';
import { findRunUser } from './runUser.ts';
import { startStrictRelay } from './strictRelay.ts';
import { startTokenServer } from './tokenServer.ts';
import type { TokenServer } from './tokenServer.ts';

/** What a test may choose. */
export interface MailServerOptions {
  /** Passwords by user. */
  readonly users?: Readonly<Record<string, string>>;
  /** Dovecot's quota of each user, as `20M`. */
  readonly quota?: string;
}

/** Running servers. All listen on 127.0.0.1; the certificate is for `localhost`. */
export interface MailServers {
  readonly folder: string;
  readonly domain: string;
  readonly ports: Readonly<Record<PortName, number>>;
  readonly users: Readonly<Record<string, string>>;
  /** The file of the authority that signed the certificates. */
  readonly ca: string;
  /** Access tokens: `token-alice` is alice's at the start. */
  readonly tokens: Map<string, string>;
  /** Where Dovecot keeps a user's mail. */
  maildir(user: string): string;
  /** The end of what the servers logged. */
  log(): string;
  /** Changes a user's password. */
  setPassword(user: string, password: string): void;
  /** Stops Dovecot and starts it anew on the same ports: every connection is lost. */
  restartDovecot(): Promise<void>;
  /** Stops Dovecot until `restartDovecot`. */
  stopDovecot(): Promise<void>;
  stop(): Promise<void>;
}

/** Two users, each with the password `<name>-pw`. */
const USERS = { alice: 'alice-pw', bob: 'bob-pw' };
const DOMAIN = 'example.test';
/** Milliseconds that the servers have for an orderly end; nothing outlives the folder. */
const GRACE = 100;
const MAX_STARTS = 3;

/** Starts both and waits until they answer: about 0.4 s. */
export async function startMailServers(options: MailServerOptions = {}): Promise<MailServers> {
  for (let tries = 1; ; tries++) {
    try {
      return await startOnce(options);
    } catch (error) {
      // Somebody else was quicker.
      if (tries >= MAX_STARTS || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function startOnce({ users = USERS, quota = '' }: MailServerOptions): Promise<MailServers> {
  // The paths of Unix sockets are limited to 108 octets.
  const folder = mkdtempSync(path.join(existsSync('/tmp') ? '/tmp' : os.tmpdir(), 'mw-'));
  chmodSync(folder, 0o755);
  for (const name of ['run', 'state', 'log', 'mail', 'exim']) {
    mkdirSync(path.join(folder, name), { mode: 0o700 });
  }
  const exim = required(EXIM);
  const ports = await freePorts(portNames);
  const layout: Layout = {
    folder,
    user: findRunUser(),
    ports,
    domain: DOMAIN,
    quota,
    dovecotAuth: /Authenticators:.*\bdovecot\b/.test(
      execFileSync(exim, ['-C', '/dev/null', '-bV'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ),
  };
  makeCertificates(path.join(folder, 'tls'));
  const passwords = new Map(Object.entries(users));
  for (const password of passwords.values()) giveSecret(password);
  for (const user of passwords.keys()) mkdirSync(path.join(folder, 'mail', user), { mode: 0o700 });
  writeUsers(layout, passwords);
  writeFileSync(path.join(folder, 'dovecot.conf'), dovecotConfig(layout));
  writeFileSync(path.join(folder, 'oauth2.conf'), dovecotTokenConfig(layout));
  writeFileSync(path.join(folder, 'exim.conf'), eximConfig(layout), { mode: 0o644 });
  // Exim takes only a configuration that nobody else can write, and runs what `exim_path` names.
  copyFileSync(exim, path.join(folder, 'exim', 'exim4'));
  chmodSync(path.join(folder, 'exim', 'exim4'), 0o755);
  own(layout);

  const tokens: TokenServer = await startTokenServer(
    ports.tokens,
    new Map([...passwords.keys()].map((user) => [`token-${user}`, user])),
  );
  const relays = await Promise.all([
    startStrictRelay(ports.imapStrict, ports.imapProxied, 143),
    startStrictRelay(ports.pop3Strict, ports.pop3Proxied, 110),
  ]);
  let dovecot = launchDovecot(layout);
  const eximProcess = launch(layout, 'exim', path.join(folder, 'exim', 'exim4'), [
    ...['-C', path.join(folder, 'exim.conf'), '-bdf', '-q30s'],
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([end(dovecot), end(eximProcess)]);
    await Promise.all([...relays.map((relay) => relay()), tokens.stop()]);
    // Dovecot's workers leave a moment after their master.
    await rm(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 50 });
  };
  try {
    await Promise.all([dovecotReady(layout, dovecot), eximReady(layout, eximProcess)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    folder,
    domain: DOMAIN,
    ports,
    users,
    ca: path.join(folder, 'tls', 'ca.crt'),
    tokens: tokens.tokens,
    maildir: (user) => path.join(folder, 'mail', user, 'Maildir'),
    log: () => logOf(folder),
    setPassword: (user, password) => {
      passwords.set(user, password);
      giveSecret(password);
      writeUsers(layout, passwords);
    },
    stopDovecot: () => end(dovecot),
    restartDovecot: async () => {
      await end(dovecot);
      dovecot = launchDovecot(layout);
      await dovecotReady(layout, dovecot);
    },
    stop,
  };
}

const DOVECOT = ['dovecot'];
const EXIM = ['exim4', 'exim'];

/** Servers often lie where a user's PATH does not look. */
function programOf(names: readonly string[]): string | undefined {
  return findProgram(names, {
    PATH: ['/usr/sbin', '/usr/bin', process.env['PATH'] ?? ''].join(path.delimiter),
  });
}

function required(names: readonly string[]): string {
  const program = programOf(names);
  if (program === undefined) throw new Error(`${names.join(' or ')} is not installed`);
  return program;
}

function writeUsers(layout: Layout, passwords: ReadonlyMap<string, string>): void {
  const { uid, gid } = layout.user;
  const rule = layout.quota === '' ? '' : `userdb_quota_rule=*:storage=${layout.quota}`;
  const lines = [...passwords].map(
    ([user, password]) =>
      `${user}:{PLAIN}${password}:${uid}:${gid}::${layout.folder}/mail/${user}::${rule}\n`,
  );
  const file = usersFile(layout);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  if (isRoot()) chownSync(file, uid, gid);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Where we are root, gives the folder to the user that the servers run as. */
function own({ folder, user }: Layout): void {
  if (!isRoot()) return;
  const pending = [folder];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    lchownSync(file, user.uid, user.gid);
    if (lstatSync(file).isDirectory()) {
      for (const name of readdirSync(file)) pending.push(path.join(file, name));
    }
  }
  chownSync(path.join(folder, 'exim.conf'), 0, 0);
}

function launchDovecot(layout: Layout): ChildProcess {
  return launch(layout, 'dovecot', required(DOVECOT), ['-F', '-c', path.join(layout.folder, 'dovecot.conf')]);
}

/**
 * Starts a server as the run user, in a process group of its own. `setpriv` keeps the user's group as a supplementary
 * one, which Exim asks for, and ends the server with this process, however that ends.
 */
function launch(
  { folder, user }: Layout,
  name: string,
  program: string,
  args: readonly string[],
): ChildProcess {
  const log = openSync(path.join(folder, 'log', `${name}.stdio`), 'a');
  const become = isRoot() ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, `--groups=${user.gid}`] : [];
  const child = spawn(required(['setpriv']), [...become, '--pdeathsig', 'SIGTERM', program, ...args], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder, LANG: 'C' },
  });
  closeSync(log);
  return child;
}

async function dovecotReady(layout: Layout, child: ChildProcess): Promise<void> {
  const { imap, imaps, pop3, pop3s, lmtp } = layout.ports;
  await orEnd(layout, child, [
    ...[answering(imap, /^\* OK/), answering(pop3, /^\+OK/), answering(lmtp, /^220 /)],
    ...[answering(imaps, undefined), answering(pop3s, undefined)],
  ]);
}

async function eximReady(layout: Layout, child: ChildProcess): Promise<void> {
  const { smtp, submission, smtps, smtpPlain } = layout.ports;
  await orEnd(layout, child, [
    ...[smtp, submission, smtpPlain].map((port) => answering(port, /^220 /)),
    answering(smtps, undefined),
  ]);
}

/** Waits until all answer; a server that ends before is an error that shows its log. */
async function orEnd(
  { folder }: Layout,
  child: ChildProcess,
  ready: readonly Promise<void>[],
): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`a mail server ended at its start\n${logOf(folder)}`);
  });
  ended.catch(() => undefined);
  await Promise.race([ended, Promise.all(ready)]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, wait(GRACE)]);
  kill(-child.pid);
  await ended;
}

/** The group may be gone already. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function logOf(folder: string): string {
  const names = ['dovecot.stdio', 'dovecot.log', 'exim.stdio', 'exim-mainlog', 'exim-paniclog'];
  return names
    .map((name) => path.join(folder, 'log', name))
    .filter((file) => existsSync(file))
    .map((file) => `--- ${path.basename(file)}\n${readFileSync(file, 'utf8').slice(-4000)}`)
    .join('\n');
}
