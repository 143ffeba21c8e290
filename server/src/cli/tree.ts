// `mail-workbench tree`: prints the parts of a message, for people or as JSON.

import { textSnapshot } from '../core/index.ts';
import type { PartTree } from '../core/index.ts';
import { coloured, plain, wantsColour } from './colours.ts';
import { UsageError } from './commandLine.ts';
import type { Invocation } from './commandLine.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { treeJson } from './formats/treeJson.ts';
import { treeText } from './formats/treeText.ts';
import { detectLanguage, languageOf, transcriptNames } from './language.ts';
import { decodeMail, ReadError, readOctets } from './mailFile.ts';
import { unusable } from './lintFile.ts';
import { mailService } from './mailService.ts';
import { complain, write } from './output.ts';

/** Runs the command. @throws UsageError where not exactly one path is named. */
export async function tree({ options, operands }: Invocation): Promise<ExitCode> {
  const [file, ...more] = operands;
  if (file === undefined || more.length > 0) {
    throw new UsageError('Name one file, or - for the standard input.');
  }
  try {
    const parts = await treeOf(file, options.get('language'));
    const paint = wantsColour(process.env, process.stdout.isTTY) ? coloured : plain;
    for (const piece of options.has('json') ? treeJson(parts) : treeText(parts, paint)) {
      await write(process.stdout, piece);
    }
    return exitCodes.clean;
  } catch (error) {
    await complain(unusable(file, error));
    return exitCodes.unusable;
  }
}

async function treeOf(file: string, language: string | undefined): Promise<PartTree> {
  const { text, octets } = decodeMail(await readOctets(Buffer.from(file)));
  const found = languageOf(language) ?? detectLanguage(file, text);
  if (found !== 'eml') throw new ReadError(`looks like an ${transcriptNames[found]}, which has no parts`);
  const [root] = mailService()
    .open({ snapshot: textSnapshot(text), octets })
    .tree();
  if (!root) throw new ReadError('holds no message');
  return root;
}
