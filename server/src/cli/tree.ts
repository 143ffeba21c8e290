// `mail-workbench tree`: prints the parts of a message, for people or as JSON.

import { textSnapshot } from '../core/index.ts';
import type { PartTree } from '../core/index.ts';
import { coloured, plain, wantsColour } from './colours.ts';
import type { Paint } from './colours.ts';
import { UsageError } from './commandLine.ts';
import type { Invocation } from './commandLine.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { treeJson } from './formats/treeJson.ts';
import { treeText } from './formats/treeText.ts';
import { detectLanguage, formatOf, languageOf, transcriptNames } from './language.ts';
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
    const messages = await treesOf(file, options.get('language'));
    const paint = wantsColour(process.env, process.stdout.isTTY) ? coloured : plain;
    for (const piece of options.has('json') ? json(messages) : text(messages, paint)) {
      await write(process.stdout, piece);
    }
    return exitCodes.clean;
  } catch (error) {
    await complain(unusable(file, error));
    return exitCodes.unusable;
  }
}

interface Messages {
  readonly format: 'message' | 'mbox';
  readonly trees: readonly PartTree[];
}

/** One message is an object, the messages of an mbox are an array, however many. */
function* json({ format, trees }: Messages): Generator<string> {
  if (format === 'mbox') yield '[\n';
  for (const [index, tree] of trees.entries()) {
    if (index > 0) yield ',\n';
    yield* treeJson(tree);
  }
  if (format === 'mbox') yield ']\n';
}

function* text({ trees }: Messages, paint: Paint): Generator<string> {
  for (const tree of trees) yield* treeText(tree, paint);
}

async function treesOf(file: string, language: string | undefined): Promise<Messages> {
  const { text: content, octets } = decodeMail(await readOctets(Buffer.from(file)));
  const found = languageOf(language) ?? detectLanguage(file, content);
  if (found !== 'eml' && found !== 'mbox') {
    throw new ReadError(`looks like an ${transcriptNames[found]}, which has no parts`);
  }
  const format = formatOf(found);
  const snapshot = textSnapshot(content);
  return { format, trees: mailService().open({ snapshot, octets, format }).tree() };
}
