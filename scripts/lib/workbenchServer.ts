// Starts one code-server with a home of its own, so that nothing of the user's is read or written.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { CodeServer } from './codeServer.ts';
import { freePort } from './ports.ts';
import { runQuietly, startGroup } from './processes.ts';
import type { Environment } from './processes.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';

export interface WorkbenchServerOptions {
  readonly codeServer: CodeServer;
  /** Absolute path of the folder that the workbench opens. */
  readonly folder: string;
  /** Packaged extensions to install, by absolute path. */
  readonly vsix?: readonly string[];
  /** User settings on top of `quietSettings`; those of machine scope are put where they count. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Port of 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** Asked for in the browser; without it everybody on this machine who knows the port may come in. */
  readonly password?: string;
  /** Variables on top of this process's own. */
  readonly env?: Environment;
}

export interface WorkbenchServer {
  /** Opens the workbench with the folder. */
  readonly address: string;
  /** Everything that the server and its extensions write lies below. */
  readonly home: string;
  /** Where the user settings lie; the workbench does not notice when others write there. */
  readonly settingsFile: string;
  /** Rejects when the server ends before `stop`. */
  readonly ended: Promise<never>;
  /** Text of every log file, by its path below the server's folder. */
  logs(): Promise<ReadonlyMap<string, string>>;
  /** Ends the server with everything it started, and removes its folder. */
  stop(): Promise<void>;
}

/** Where it is true, the server leaves it to the window whether the folder is trusted. */
const WORKSPACE_TRUST = 'security.workspace.trust.enabled';

/** Settings for a workbench that asks nothing, fetches nothing and touches no file on its own. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Light Modern',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  [WORKSPACE_TRUST]: false,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  // Of many servers on one machine it says so, above what is to be seen.
  'remote.autoForwardPorts': false,
  // In the browser files are saved after a delay by default; a test's fixtures must stay as they are.
  'files.autoSave': 'off',
  'files.hotExit': 'off',
};

/** A remote window takes settings of machine scope from the remote machine's own file alone. */
const MACHINE_SETTINGS: ReadonlySet<string> = new Set([
  'mailWorkbench.accounts',
  'mailWorkbench.send.atOnceToLoopback',
]);

const START_TIMEOUT = 30_000;

/** Nobody listens there: what asks for a gallery of extensions gets no answer. */
const NO_GALLERY = JSON.stringify({ serviceUrl: 'http://127.0.0.1:9', itemUrl: 'http://127.0.0.1:9' });

/** Starts the server and waits until it answers. Throws with its log when it does not. */
export async function startWorkbenchServer(options: WorkbenchServerOptions): Promise<WorkbenchServer> {
  // Short, because sockets below it have to fit in 107 octets.
  const home = await temporaryFolder('mw-');
  try {
    return await startIn(home, options);
  } catch (error) {
    await home.remove();
    throw error;
  }
}

async function startIn(
  homeFolder: TemporaryFolder,
  options: WorkbenchServerOptions,
): Promise<WorkbenchServer> {
  const home = homeFolder.path;
  const { codeServer, folder, vsix = [], settings = {} } = options;
  const inHome = (name: string): string => path.join(home, name);
  for (const name of ['u/User', 'u/Machine', 'x', 'h', 't']) {
    await mkdir(inHome(name), { recursive: true, mode: 0o700 });
  }
  const settingsFile = inHome('u/User/settings.json');
  const all = Object.entries({ ...quietSettings, ...settings });
  const ofMachine = ([name]: readonly [string, unknown]): boolean => MACHINE_SETTINGS.has(name);
  await writeFile(settingsFile, jsonOf(all.filter((setting) => !ofMachine(setting))));
  await writeFile(inHome('u/Machine/settings.json'), jsonOf(all.filter(ofMachine)));
  await writeFile(inHome('config.yaml'), '');

  const env = ownEnvironment(home, options);
  const base = [codeServer.entry, '--config', inHome('config.yaml')];
  base.push('--user-data-dir', inHome('u'), '--extensions-dir', inHome('x'));
  for (const file of vsix) await installExtension(codeServer.node, base, file, env);

  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const logFile = inHome('server.log');
  const group = startGroup(
    codeServer.node,
    [
      ...base,
      ...['--bind-addr', `127.0.0.1:${port}`],
      ...['--auth', options.password === undefined ? 'none' : 'password'],
      '--disable-telemetry',
      '--disable-update-check',
      ...(settings[WORKSPACE_TRUST] === true ? [] : ['--disable-workspace-trust']),
      '--disable-getting-started-override',
      '--disable-proxy',
    ],
    { env, logFile },
  );
  const ended = once(group.child, 'exit').then(async () => {
    throw new Error(`code-server ended\n${await readIfThere(logFile)}`);
  });
  // Whoever is interested awaits it; that nobody does is no crash.
  ended.catch(() => undefined);

  const stop = async (): Promise<void> => {
    await group.stop();
    await homeFolder.remove();
  };
  try {
    await Promise.race([untilHealthy(url), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address: `${url}/?folder=${encodeURIComponent(folder)}`,
    home,
    settingsFile,
    ended,
    logs: () => readLogs(home),
    stop,
  };
}

function jsonOf(settings: readonly (readonly [string, unknown])[]): string {
  return JSON.stringify(Object.fromEntries(settings), null, 2);
}

async function installExtension(
  node: string,
  base: readonly string[],
  vsix: string,
  env: Environment,
): Promise<void> {
  const output = await runQuietly(node, [...base, '--install-extension', vsix], { env });
  // code-server also ends with status 0 when it refused the file.
  if (!output.includes('successfully installed')) throw new Error(`${vsix} was not installed\n${output}`);
}

/** An environment whose every path for data, settings and sockets lies below `home`. */
function ownEnvironment(home: string, { password, env }: WorkbenchServerOptions): Environment {
  const foreign =
    /^(?:VSCODE_.*|CODE_SERVER_.*|PORT|PASSWORD|HASHED_PASSWORD|EXTENSIONS_GALLERY|npm_.*|NODE_OPTIONS|NODE_TEST_CONTEXT)$/;
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return {
    ...kept,
    HOME: path.join(home, 'h'),
    XDG_CONFIG_HOME: path.join(home, 'h/.config'),
    XDG_DATA_HOME: path.join(home, 'h/.local/share'),
    XDG_CACHE_HOME: path.join(home, 'h/.cache'),
    XDG_STATE_HOME: path.join(home, 'h/.local/state'),
    XDG_RUNTIME_DIR: path.join(home, 't'),
    TMPDIR: path.join(home, 't'),
    EXTENSIONS_GALLERY: NO_GALLERY,
    ...(password === undefined ? {} : { PASSWORD: password }),
    ...env,
  };
}

async function untilHealthy(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT;
  for (;;) {
    try {
      if ((await fetch(`${url}/healthz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline) throw new Error(`code-server did not answer within ${START_TIMEOUT / 1000} s`);
    await delay(50);
  }
}

async function readLogs(home: string): Promise<ReadonlyMap<string, string>> {
  const logs = new Map([['server.log', await readIfThere(path.join(home, 'server.log'))]]);
  for (const folder of ['u/logs', 'u/coder-logs']) {
    if (!existsSync(path.join(home, folder))) continue;
    for (const name of await readdir(path.join(home, folder), { recursive: true })) {
      const file = path.join(folder, name);
      if (file.endsWith('.log')) logs.set(file, await readIfThere(path.join(home, file)));
    }
  }
  return logs;
}

async function readIfThere(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
