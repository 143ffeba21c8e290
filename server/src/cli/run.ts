// The command line: picks the command, and turns mistakes into one sentence and a status.

import packageJson from '../../package.json' with { type: 'json' };
import {
  commandHelp,
  commands,
  parseInvocation,
  programHelp,
  unknownCommand,
  UsageError,
} from './commandLine.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { join } from './join.ts';
import { lint } from './lint.ts';
import { lsp } from './lsp.ts';
import { complain, endWithReader, write } from './output.ts';
import { redact } from './redact.ts';
import { tree } from './tree.ts';

/** @returns the exit status; undefined for a command that goes on by itself. */
async function main([name, ...args]: readonly string[]): Promise<ExitCode | undefined> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await write(name === undefined ? process.stderr : process.stdout, programHelp());
    return name === undefined ? exitCodes.unusable : exitCodes.clean;
  }
  if (name === '--version' || name === '-V') return say(`${packageJson.version}\n`);
  const command = commands.find((row) => row.name === name);
  if (!command) throw unknownCommand(name);
  const invocation = parseInvocation(command, args);
  if (invocation.options.has('help')) return say(commandHelp(command));
  if (invocation.options.has('version')) return say(`${packageJson.version}\n`);
  switch (command.name) {
    case 'lint':
      return lint(invocation, packageJson.version);
    case 'tree':
      return tree(invocation);
    case 'redact':
      return redact(invocation);
    case 'join':
      return join(invocation);
    default:
      lsp(invocation);
      return undefined;
  }
}

async function say(text: string): Promise<ExitCode> {
  await write(process.stdout, text);
  return exitCodes.clean;
}

/** Runs a command line, without the program's name, and sets the exit status of the process. */
export function run(args: readonly string[]): void {
  endWithReader(process.stdout);
  main(args).then(
    (code) => (process.exitCode = code),
    async (error: unknown) => {
      process.exitCode = exitCodes.unusable;
      if (error instanceof UsageError) return complain({ message: error.message });
      process.stderr.write(
        `mail-workbench failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    },
  );
}
