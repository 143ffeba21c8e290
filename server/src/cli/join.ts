// `mail-workbench join`: one session from the two raw logs of its sides.

import { joinRawLogs } from '../core/index.ts';
import { UsageError } from './commandLine.ts';
import type { Invocation } from './commandLine.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { unusable } from './lintFile.ts';
import { decodeMail, ReadError, readOctets } from './mailFile.ts';
import { complain, write } from './output.ts';

/** Runs the command. @throws UsageError where not exactly two files are named. */
export async function join({ operands }: Invocation): Promise<ExitCode> {
  const [client, server, ...more] = operands;
  if (client === undefined || server === undefined || more.length > 0) {
    throw new UsageError('Name two files: what the client said, and what the server said.');
  }
  const texts: string[] = [];
  for (const file of [client, server]) {
    try {
      texts.push(decodeMail(await readOctets(Buffer.from(file))).text);
    } catch (error) {
      await complain(unusable(file, error));
      return exitCodes.unusable;
    }
  }
  const [said = '', answered = ''] = texts;
  const joined = joinRawLogs(said, answered);
  if (!joined) {
    await complain(
      unusable(client, new ReadError(`holds no SMTP, IMAP or POP3 session together with ${server}`)),
    );
    return exitCodes.unusable;
  }
  await write(process.stdout, joined.text);
  return exitCodes.clean;
}
