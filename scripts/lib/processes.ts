// Child processes without a shell: find a program, run it to its end, or keep it as a group that can be stopped whole.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import path from 'node:path';

/** Environment variables of a child process. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** `inherit` (default): the child writes to this terminal; `capture`: its output is returned only. */
  readonly output?: 'inherit' | 'capture';
  /** Milliseconds after which the child is killed and counts as failed; none by default. */
  readonly timeout?: number;
}

export interface RunResult {
  /** Exit status, or 1 when a signal ended the process. */
  readonly code: number;
  /** Standard output and standard error, interleaved; empty when inherited. */
  readonly output: string;
}

/** Runs a program to its end. Rejects only when it cannot be started. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const capture = options.output === 'capture';
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      ...(options.timeout === undefined ? {} : { timeout: options.timeout, killSignal: 'SIGKILL' as const }),
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

/** Runs a program quietly. Throws with its whole output when it fails. */
export async function runQuietly(
  file: string,
  args: readonly string[],
  options: Omit<RunOptions, 'output'> = {},
): Promise<string> {
  const { code, output } = await run(file, args, { ...options, output: 'capture' });
  if (code !== 0) {
    throw new Error(`${path.basename(file)} ${args.join(' ')} ended with status ${code}\n${output}`);
  }
  return output;
}

/**
 * Absolute path of the first of `names` that PATH has, or `undefined`.
 *
 * A name with a slash is looked at as it stands. Windows also finds `.exe` and `.cmd`.
 */
export function findProgram(names: readonly string[], env: Environment = process.env): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    const bases = path.basename(name) === name ? folders.map((folder) => path.join(folder, name)) : [name];
    for (const base of bases) {
      for (const ending of endings) if (isExecutable(base + ending)) return path.resolve(base + ending);
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * How to start npm without a shell: a program and its first arguments.
 *
 * Inside an npm script npm says where it is; elsewhere it lies next to Node or on the PATH.
 */
export function npmCommand(env: Environment = process.env): readonly [string, ...string[]] {
  const cli = env['npm_execpath'];
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli) && existsSync(cli)) return [process.execPath, cli];
  const besideNode = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(besideNode)) return [process.execPath, besideNode];
  const found = findProgram(['npm']);
  if (found === undefined || found.endsWith('.cmd')) {
    throw new Error('npm was not found; start this by an npm script');
  }
  return [found];
}

/** A long-running child and everything it started. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Ends the whole group: politely, after `grace` milliseconds by force. Resolves when it is gone. */
  stop(grace?: number): Promise<void>;
}

/**
 * Starts a program as the head of its own process group, with its output appended to `logFile`.
 *
 * A file and not a pipe, because a server that outlives the reader of its pipe spins on EPIPE.
 * The group also ends when this process exits.
 */
export function startGroup(
  file: string,
  args: readonly string[],
  options: { readonly env: Environment; readonly logFile: string; readonly cwd?: string },
): ProcessGroup {
  const log = openSync(options.logFile, 'a');
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  const reap = (): void => signalGroup('SIGKILL');
  // Before what removes the group's files.
  process.prependOnceListener('exit', reap);
  return {
    child,
    async stop(grace = 5000) {
      if (!ended) {
        signalGroup('SIGTERM');
        const timer = setTimeout(reap, grace);
        await gone;
        clearTimeout(timer);
      }
      reap();
      process.removeListener('exit', reap);
    },
  };
}
