// `mail-workbench redact`: writes transcripts anew, without the secrets in them.

import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { applyEdits, sessionProtocol, textSnapshot } from '../core/index.ts';
import type { RedactOptions } from '../core/index.ts';
import { UsageError } from './commandLine.ts';
import type { Invocation } from './commandLine.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { detectLanguage, isSession, languageOf, opening } from './language.ts';
import { unusable } from './lintFile.ts';
import { decodeMail, ReadError, readOctets, STDIN } from './mailFile.ts';
import { mailService } from './mailService.ts';
import { complain } from './output.ts';

/** Runs the command. @throws UsageError where it is not clear what is to be written where. */
export async function redact({ options, operands }: Invocation): Promise<ExitCode> {
  const files = operands.length > 0 ? operands : [STDIN];
  const output = options.get('output');
  const inPlace = options.has('in-place');
  if (inPlace && output !== undefined) throw new UsageError('Choose one of --in-place and --output.');
  if (inPlace && files.includes(STDIN)) throw new UsageError('--in-place needs the names of files.');
  if (!inPlace && files.length > 1) {
    throw new UsageError('Name one file, or add --in-place to redact many where they are.');
  }
  const wanted = {
    addresses: options.has('addresses'),
    hosts: options.has('hosts'),
    names: options.has('names'),
    bodies: options.has('bodies'),
  };
  let code: ExitCode = exitCodes.clean;
  for (const file of files) {
    try {
      const written = redacted(file, await readOctets(Buffer.from(file)), options.get('language'), wanted);
      if (inPlace) await replace(file, written);
      else if (output === undefined || output === STDIN) await writeOctets(written);
      else await create(output, written);
    } catch (error) {
      code = exitCodes.unusable;
      await complain(unusable(file, error));
    }
  }
  return code;
}

/** The octets of a file without its secrets. @throws ReadError where no session is found in it. */
function redacted(file: string, octets: Buffer, option: string | undefined, wanted: RedactOptions): Buffer {
  const { text, octets: facts } = decodeMail(octets);
  const found = languageOf(option) ?? detectLanguage(file, text);
  // Whoever asks to redact a file has a session, whatever its name: only content that is none is refused.
  const language = isSession(found) || sessionProtocol(text, file) === undefined ? found : 'mail-session';
  const mail = mailService().open({ snapshot: textSnapshot(text), ...opening(language, file) });
  const edits = mail.sessions()?.protocol === undefined ? undefined : mail.redactEdits(wanted);
  if (!edits) throw new ReadError('holds no SMTP, IMAP or POP3 session, so nothing was written');
  const body = Buffer.from(applyEdits(text, edits), facts.utf8 ? 'utf8' : 'latin1');
  return facts.bom ? Buffer.concat([octets.subarray(0, BOM_OCTETS), body]) : body;
}

/** Writes the octets as they are. */
async function writeOctets(octets: Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(octets, () => {
      resolve();
    });
  });
}

/** Writes a file that is not there yet: what is there may be the only copy. */
async function create(file: string, octets: Buffer): Promise<void> {
  try {
    await writeFile(file, octets, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new ReadError(
      exists
        ? `${file} is there already, and is not overwritten`
        : `${file} cannot be written (${reason(error)})`,
    );
  }
}

/** Puts a new file in the place of the old one, at once: the secrets are never half gone. */
async function replace(file: string, octets: Buffer): Promise<void> {
  const target = await realpath(file);
  const { mode } = await stat(target);
  const beside = `${target}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, octets, { flag: 'wx', mode });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw new ReadError(`cannot be written (${reason(error)})`);
  }
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

const BOM_OCTETS = 3;
