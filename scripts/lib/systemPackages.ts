// What the tests need from the operating system: found where it exists, installed where the machine is ours.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { findChromium } from './chromium.ts';
import { codeServerFolder, isCodeServerInstalled } from './codeServer.ts';
import { reasonToInstall } from './ourMachine.ts';
import { findProgram } from './processes.ts';
import { withServiceStartsDenied } from './servicePolicy.ts';
import type { RunAsRoot } from './servicePolicy.ts';

/** One thing that has to exist, and the Debian package that brings it. */
export interface SystemNeed {
  /** What it is, in words a user knows. */
  readonly what: string;
  readonly debianPackage: string;
  isPresent(): boolean;
}

/** For driving the workbench without a screen. */
const BROWSER_NEEDS: readonly SystemNeed[] = [
  { what: 'Chromium', debianPackage: 'chromium', isPresent: () => findChromium() !== undefined },
  { what: 'a font', debianPackage: 'fonts-dejavu-core', isPresent: hasFont },
];

/** For embedding: another editor with a language client of its own, and what spreads work over machines. */
const PROGRAM_NEEDS: readonly SystemNeed[] = [
  { what: 'Neovim', debianPackage: 'neovim', isPresent: () => hasProgram('nvim') },
  { what: 'GNU parallel', debianPackage: 'parallel', isPresent: () => hasProgram('parallel') },
];

/** For the mailbox: an IMAP and POP3 server, one that takes mail, and what makes their certificates. */
const MAIL_SERVER_NEEDS: readonly SystemNeed[] = [
  { what: 'Dovecot', debianPackage: 'dovecot-core', isPresent: () => hasServer('dovecot') },
  ...[
    { what: "Dovecot's IMAP", debianPackage: 'dovecot-imapd', program: 'imap' },
    { what: "Dovecot's POP3", debianPackage: 'dovecot-pop3d', program: 'pop3' },
    { what: "Dovecot's LMTP", debianPackage: 'dovecot-lmtpd', program: 'lmtp' },
  ].map(({ what, debianPackage, program }) => ({
    what,
    debianPackage,
    isPresent: () => DOVECOT_FOLDERS.some((folder) => existsSync(path.join(folder, program))),
  })),
  { what: 'Exim', debianPackage: 'exim4-daemon-heavy', isPresent: () => hasServer('exim4', 'exim') },
  { what: 'openssl', debianPackage: 'openssl', isPresent: () => hasServer('openssl') },
];

/** Where distributions keep the programs that Dovecot starts. */
const DOVECOT_FOLDERS = ['/usr/lib/dovecot', '/usr/libexec/dovecot'];

/** For building the native parts of code-server. */
const TOOLCHAIN_NEEDS: readonly SystemNeed[] = [
  { what: 'a C++ compiler', debianPackage: 'g++', isPresent: () => hasProgram('g++', 'clang++', 'c++') },
  { what: 'make', debianPackage: 'make', isPresent: () => hasProgram('make', 'gmake') },
  { what: 'Python 3', debianPackage: 'python3', isPresent: () => hasProgram('python3', 'python') },
];

/** Little output, and patience with another apt that is at work. */
const APT_OPTIONS = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120'];

/** Everything that the real workbench needs: a browser on request, a toolchain until code-server is built. */
export async function workbenchNeeds(options: { readonly browser: boolean }): Promise<readonly SystemNeed[]> {
  const built = await isCodeServerInstalled(codeServerFolder);
  return [...(options.browser ? BROWSER_NEEDS : []), ...(built ? [] : TOOLCHAIN_NEEDS)];
}

/** Everything that the tests of embedding need: a browser, and programs that use what we ship. */
export function programNeeds(): readonly SystemNeed[] {
  return [...BROWSER_NEEDS, ...PROGRAM_NEEDS];
}

/** Everything that the tests of the mailbox need. */
export function mailServerNeeds(): readonly SystemNeed[] {
  return MAIL_SERVER_NEEDS;
}

/** Those of `needs` that this machine lacks. */
export function missingNeeds(needs: readonly SystemNeed[]): readonly SystemNeed[] {
  return needs.filter((need) => !need.isPresent());
}

/** The `apt-get` arguments that install `packages`; `--no-remove` so that nothing is ever replaced. */
export function aptInstallArguments(packages: readonly string[]): readonly string[] {
  return ['install', '-y', '--no-install-recommends', '--no-remove', ...packages];
}

/** Thrown when something is missing and this machine is not ours to change; the message says what to run. */
export class MissingSystemPackages extends Error {
  override readonly name = 'MissingSystemPackages';
}

/**
 * Makes sure that everything in `needs` is there.
 *
 * Installs with apt only in CI or in a container. Throws `MissingSystemPackages` elsewhere, and an
 * error when apt fails.
 *
 * @param log receives one line per step
 */
export function ensureSystemPackages(needs: readonly SystemNeed[], log: (line: string) => void): void {
  const missing = missingNeeds(needs);
  if (missing.length === 0) return;
  const packages = missing.map((need) => need.debianPackage);
  const reason = reasonToInstall();
  const asRoot = rootRunner();
  if (reason === undefined || asRoot === undefined || findProgram(['apt-get']) === undefined) {
    throw new MissingSystemPackages(adviceFor(missing));
  }
  log(`installing ${packages.join(', ')} (${reason})`);
  withServiceStartsDenied(asRoot, () => aptInstall(asRoot, packages));
  const still = missingNeeds(missing);
  if (still.length > 0) {
    throw new Error(`installed, yet not found: ${still.map((need) => need.what).join(', ')}`);
  }
}

/** One sentence with the one command to run. */
export function adviceFor(missing: readonly SystemNeed[], platform: string = process.platform): string {
  const what = missing.map((need) => need.what).join(', ');
  const packages = missing.map((need) => need.debianPackage);
  if (platform !== 'linux') return `Missing: ${what}. Install it, then start again.`;
  const command = `sudo apt-get ${aptInstallArguments(packages).join(' ')}`;
  return `Missing: ${what}. To install it, run\n\n    ${command}\n`;
}

function aptInstall(asRoot: RunAsRoot, packages: readonly string[]): void {
  const apt = (...args: readonly string[]): void =>
    asRoot(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...APT_OPTIONS, ...args]);
  const install = (): void => apt(...aptInstallArguments(packages));
  try {
    if (hasPackageLists()) {
      install();
      return;
    }
  } catch {
    // Lists that are too old name files that the mirror no longer has; new ones may help.
  }
  apt('update');
  install();
}

function hasPackageLists(folder = '/var/lib/apt/lists'): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes('_Packages'));
}

/** Root itself, or sudo where it asks for no password; `undefined` where neither is at hand. */
function rootRunner(): RunAsRoot | undefined {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return undefined;
  const prefix = isRoot ? [] : ['sudo', '-n'];
  return (command) => {
    const [file = '', ...args] = [...prefix, ...command];
    // Standard output belongs to the caller's own report.
    const { status, error } = spawnSync(file, args, { stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error(`${command.join(' ')} failed`, { cause: error });
  };
}

function hasProgram(...names: readonly string[]): boolean {
  return findProgram(names) !== undefined;
}

/** Servers often lie where a user's PATH does not look. */
function hasServer(...names: readonly string[]): boolean {
  const PATH = ['/usr/sbin', '/usr/bin', process.env['PATH'] ?? ''].join(path.delimiter);
  return findProgram(names, { PATH }) !== undefined;
}

function hasFont(): boolean {
  if (process.platform !== 'linux') return true;
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    path.join(process.env['HOME'] ?? '/', '.fonts'),
  ];
  return folders.some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) =>
        /\.(?:ttf|otf|ttc)$/i.test(name),
      ),
  );
}
