// One throwaway workbench per test file: a copy of the samples, the packaged extension, a browser, and evidence on failure.
import assert from 'node:assert/strict';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

import type { Browser } from 'playwright-core';

import { installCodeServer } from '../../scripts/lib/codeServer.ts';
import { packagedExtension } from '../../scripts/lib/packagedExtension.ts';
import { cacheFolder, repositoryRoot, samplesFolder } from '../../scripts/lib/repository.ts';
import { temporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import type { TemporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import { startWorkbenchServer } from '../../scripts/lib/workbenchServer.ts';
import type { WorkbenchServer } from '../../scripts/lib/workbenchServer.ts';
import { secretForms } from '../servers/givenSecrets.ts';
import { TIME_ZONE, startBrowser } from './browser.ts';
import type { Size } from './browser.ts';
import { Workbench } from './workbench.ts';

/** Milliseconds for one test; the first of a file also waits for the extension to start. */
const TEST_TIMEOUT = 90_000;

/** Fast hovers, and no minimap that repeats every squiggle. */
const TEST_SETTINGS = { 'editor.hover.delay': 100, 'editor.minimap.enabled': false };

export interface SessionOptions {
  /** Files to write into the workspace, by path below it; strings are written as UTF-8. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Copies `samples/` into the workspace; false by default. */
  readonly samples?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False leaves our extension out, to compare with; true by default. */
  readonly extension?: boolean;
  /** Packaged extensions to install besides ours, by absolute path. */
  readonly vsix?: readonly string[];
  /** Size of the browser's window. */
  readonly size?: Size;
  /** Told about what takes long. */
  readonly log?: (line: string) => void;
}

/** A running workbench with its workspace. */
export class Session {
  readonly workbench: Workbench;
  /** Absolute path of the workspace. */
  readonly folder: string;
  readonly #workspace: TemporaryFolder;
  readonly #server: WorkbenchServer;
  readonly #browser: Browser;

  private constructor(
    workbench: Workbench,
    folder: string,
    workspace: TemporaryFolder,
    server: WorkbenchServer,
    browser: Browser,
  ) {
    this.workbench = workbench;
    this.folder = folder;
    this.#workspace = workspace;
    this.#server = server;
    this.#browser = browser;
  }

  /** Starts everything; nothing is left behind when a step fails. */
  static async start(options: SessionOptions = {}): Promise<Session> {
    exitOnSignals();
    const codeServer = await installCodeServer(options.log ?? console.error);
    const workspace = await temporaryFolder('mail-');
    // The name shows in pictures.
    const folder = path.join(workspace.path, 'samples');
    await mkdir(folder);
    const undo: (() => Promise<void>)[] = [() => workspace.remove()];
    try {
      await fillWorkspace(folder, options);
      const settings = { ...TEST_SETTINGS, ...options.settings };
      const server = await startWorkbenchServer({
        codeServer,
        folder,
        vsix: [...(options.extension === false ? [] : [packagedExtension()]), ...(options.vsix ?? [])],
        settings,
        env: { TZ: TIME_ZONE },
      });
      undo.unshift(() => server.stop());
      const browser = await startBrowser();
      undo.unshift(() => browser.close());
      const workbench = await Workbench.open(browser, server.address, folder, options.size);
      if (options.extension !== false) await workbench.extensionKnown();
      return new Session(workbench, folder, workspace, server, browser);
    } catch (error) {
      for (const step of undo) await step();
      throw error;
    }
  }

  /** Everything that the workbench and its extensions write lies below. */
  get home(): string {
    return this.#server.home;
  }

  /** Octets of a file of the workspace, as they lie on disk. */
  read(name: string): Promise<Buffer> {
    return readFile(path.join(this.folder, name));
  }

  /** Writes a file of the workspace behind the editor's back. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  /** Changes settings of the user, as a user does: in the editor for `settings.json`. */
  async changeSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const read = (): Promise<string> => readFile(this.#server.settingsFile, 'utf8');
    const wanted = JSON.stringify({ ...(JSON.parse(await read()) as object), ...changes });
    await this.workbench.replaceUserSettings(wanted, () => eventually(read, (text) => text === wanted));
  }

  /** Files that hold a secret which a test gave to its servers: of the workbench, its extensions, the workspace. */
  async filesWithSecrets(): Promise<readonly string[]> {
    const secrets = secretForms().map((form) => Buffer.from(form));
    const folders = secrets.length === 0 ? [] : [this.#server.home, this.#workspace.path];
    return (await Promise.all(folders.map((folder) => filesWith(folder, secrets)))).flat();
  }

  /** Saves a picture and all logs to the cache folder; answers where, and the end of the telling logs. */
  async evidence(title: string): Promise<string> {
    const folder = path.join(cacheFolder, 'shots');
    const base = path.join(folder, title.replace(/\W+/g, '-').toLowerCase().slice(0, 80));
    await mkdir(folder, { recursive: true });
    await this.workbench.screenshot(`${base}.png`).catch(() => undefined);
    const logs = await this.#server.logs();
    const text = [...logs].map(([name, content]) => `==== ${name}\n${content}`).join('\n');
    await writeFile(`${base}.log`, text);
    const telling = [...logs].filter(
      ([name, content]) => content !== '' && /remoteexthost\.log$|Mail Workbench/.test(name),
    );
    const ends = telling.map(([name, content]) => `---- ${path.basename(name)}\n${content.slice(-1500)}`);
    return [`see ${path.relative(repositoryRoot, base)}.png and .log`, ...ends].join('\n');
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await this.#workspace.remove();
  }
}

/** Defines a test that gets the file's session; on failure it leaves a picture and the logs. */
type SessionTest = (title: string, body: (session: Session) => Promise<void>) => void;

/**
 * Starts a session before the tests of this file and stops it after them. Answers how to define a test.
 *
 * @param options made just before, where they depend on what has to be started
 */
export function useSession(options: SessionOptions | (() => Promise<SessionOptions>)): SessionTest {
  let running: Session | undefined;
  before(
    async () => {
      running = await Session.start(typeof options === 'function' ? await options() : options);
    },
    { timeout: TEST_TIMEOUT * 3 },
  );
  after(async () => {
    const telling = (await running?.filesWithSecrets()) ?? [];
    await running?.stop();
    assert.deepEqual(telling, [], 'a password stands in a file');
  });
  return (title, body) => {
    void test(title, { timeout: TEST_TIMEOUT }, async (context) => {
      if (running === undefined) throw new Error('the workbench did not start');
      try {
        await body(running);
      } catch (error) {
        context.diagnostic(await running.evidence(title));
        throw error;
      }
    });
  };
}

/**
 * Asks again until `ask` answers what `accept` takes, and answers that: what a user would see a moment later. Throws with
 * the last answer when time is up.
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
  timeout = 20_000,
): Promise<T> {
  const answer = await lastAnswer(ask, accept, timeout);
  if (accept(answer)) return answer;
  const shown = typeof answer === 'string' ? answer : inspect(answer, { depth: 4, maxStringLength: 2000 });
  throw new assert.AssertionError({
    message: `${String(timeout)} ms were not enough for ${String(accept)}\nlast: ${shown}`,
    stackStartFn: eventually,
  });
}

/** As `eventually`, and answers the last answer when time is up: for what may stay as it is. */
export async function lastAnswer<T>(
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
  timeout = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (accept(answer) || Date.now() > deadline) return answer;
    await delay(200);
  }
}

/**
 * Lets a signal end this process by an exit, for only then the server's process group is taken along:
 * the test runner ends files that take too long with SIGTERM.
 */
function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeListener(signal, exit);
    process.once(signal, exit);
  }
}

function exit(): void {
  process.exit(1);
}

async function filesWith(folder: string, texts: readonly Buffer[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    // Files come and go while the workbench runs.
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    if (texts.some((text) => content.includes(text))) found.push(path.relative(folder, file));
  }
  return found;
}

async function fillWorkspace(folder: string, options: SessionOptions): Promise<void> {
  if (options.samples === true) await cp(samplesFolder, folder, { recursive: true });
  for (const [name, content] of Object.entries(options.files ?? {})) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
