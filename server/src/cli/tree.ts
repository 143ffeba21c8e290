// `mail-workbench tree`: prints the parts of a message, or what is said in a session, for people or as JSON.

import { textSnapshot } from '../core/index.ts';
import type { PartTree, TranscriptTree } from '../core/index.ts';
import { coloured, plain, wantsColour } from './colours.ts';
import type { Paint } from './colours.ts';
import { UsageError } from './commandLine.ts';
import type { Invocation } from './commandLine.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { sessionsJson, sessionsText } from './formats/sessions.ts';
import { treeJson } from './formats/treeJson.ts';
import { treeText } from './formats/treeText.ts';
import { detectLanguage, isSession, languageOf, opening } from './language.ts';
import { decodeMail, readOctets } from './mailFile.ts';
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
    const content = await contentOf(file, options.get('language'));
    const paint = wantsColour(process.env, process.stdout.isTTY) ? coloured : plain;
    for (const piece of options.has('json') ? json(content) : text(content, paint)) {
      await write(process.stdout, piece);
    }
    return exitCodes.clean;
  } catch (error) {
    await complain(unusable(file, error));
    return exitCodes.unusable;
  }
}

type Content =
  | { readonly kind: 'message' | 'mbox'; readonly trees: readonly PartTree[] }
  | { readonly kind: 'sessions'; readonly sessions: TranscriptTree };

/** One message is an object, the messages of an mbox are an array, however many; sessions are one object. */
function* json(content: Content): Generator<string> {
  if (content.kind === 'sessions') {
    yield* sessionsJson(content.sessions);
    return;
  }
  const mbox = content.kind === 'mbox';
  if (mbox) yield '[\n';
  for (const [index, tree] of content.trees.entries()) {
    if (index > 0) yield ',\n';
    yield* treeJson(tree);
  }
  if (mbox) yield ']\n';
}

function* text(content: Content, paint: Paint): Generator<string> {
  if (content.kind === 'sessions') yield* sessionsText(content.sessions, paint);
  else for (const tree of content.trees) yield* treeText(tree, paint);
}

async function contentOf(file: string, option: string | undefined): Promise<Content> {
  const { text: content, octets } = decodeMail(await readOctets(Buffer.from(file)));
  const language = languageOf(option) ?? detectLanguage(file, content);
  const session = isSession(language);
  const source = {
    snapshot: textSnapshot(content),
    ...(!session && { octets }),
    ...opening(language, file),
  };
  const mail = mailService().open(source);
  const sessions = mail.sessions();
  if (sessions) return { kind: 'sessions', sessions };
  return { kind: language === 'mbox' ? 'mbox' : 'message', trees: mail.tree() };
}
