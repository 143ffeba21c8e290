// Runs the built command line as a user does, in a folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

const LAUNCHER = path.join(import.meta.dirname, '../../server/bin/mail-workbench.js');

/** How a run ended. */
export interface CommandRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run is given besides its arguments. */
interface RunInput {
  /** What stands on the standard input. */
  readonly input?: string | Uint8Array;
  readonly goesOn?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder with files, and the command run in it. */
export class Workspace {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes files by their path below the folder. */
  async write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }

  /** Runs `mail-workbench` with these arguments; the input stays open where `goesOn`. */
  async run(
    args: readonly string[],
    { input = '', goesOn = false, env = {} }: RunInput = {},
  ): Promise<CommandRun> {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd: this.folder,
      env: { ...inherited, ...env },
    });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A command that does not read its input may have ended before all of it is written.
    child.stdin.on('error', () => undefined);
    if (goesOn) child.stdin.write(input);
    else child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
  }
}

/**
 * A new folder, gone when the test ends, with a configuration that fixes the levels of the two rules the tests go by.
 * No configuration above it counts.
 */
export async function workspace(
  context: TestContext,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<Workspace> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mail-workbench-cli-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const made = new Workspace(folder);
  await made.write({ '.git/HEAD': '', '.mailworkbench.json': LEVELS, ...files });
  return made;
}

const LEVELS = JSON.stringify({
  rules: { 'message/duplicate-field': 'error', 'message/date-weekday-mismatch': 'warning' },
});

/** A message nobody finds anything in. @param more header lines that it has besides. */
export function message(...more: readonly string[]): string {
  const lines = [
    'From: Ann Example <ann@example.org>',
    'To: Bob Example <bob@example.org>',
    'Date: Fri, 06 Dec 2024 10:30:00 +0100',
    'Message-ID: <20241206.1030@example.org>',
    'Subject: Minutes',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
    ...more,
    '',
    'Hello Bob',
    '',
  ];
  return lines.join('\r\n');
}

/** With an error: `message/duplicate-field` at line 9, columns 1 to 8. */
export const faulty = message('Subject: Minutes');

/** The same message with one warning: a weekday that does not match, at line 3, columns 7 to 10. */
export const doubtful = message().replace('Fri,', 'Wed,');
