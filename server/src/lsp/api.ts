// Answers what other programs ask about mail that need not be open: its diagnostics and its parts.

import type { Diagnostic } from 'vscode-languageserver';

import { textSnapshot } from '../core/index.ts';
import type { PartTree } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { diagnose, settled } from './diagnostics.ts';
import { OpenDocument } from './documents.ts';
import { fileDocument } from './fileDocument.ts';
import type { MailParams, ParsedPart } from './protocol.ts';
import type { ReadOctets } from './resources.ts';

/** Answers `lint`: the diagnostics; null where the file cannot be read. */
export function lintMail(context: ServerContext, read: ReadOctets): Handler<MailParams, Diagnostic[] | null> {
  return async (params, token) => {
    const document = await documentOf(context, read, params);
    return document ? diagnose(context, document, await settled(context, document), token) : null;
  };
}

/** Answers `parse`: the parts in document order; null where the file cannot be read. */
export function parseMail(
  context: ServerContext,
  read: ReadOctets,
): Handler<MailParams, ParsedPart[] | null> {
  return async (params) => {
    const document = await documentOf(context, read, params);
    await document?.octetsRead;
    return document ? flat(document.mail.tree()) : null;
  };
}

/** The document that is open, or the one a resource or a text would be; undefined where it cannot be read. */
export async function documentOf(
  context: ServerContext,
  read: ReadOctets,
  params: MailParams,
): Promise<OpenDocument | undefined> {
  if ('uri' in params) {
    return context.documents.get(params.uri) ?? (await fileDocument(context, read, params.uri));
  }
  const { text, format = 'message' } = params;
  const snapshot = textSnapshot(text);
  return new OpenDocument(context.service, { uri: NO_FILE, serial: 0, snapshot, kind: { format } });
}

/** A list and not a tree: a message can be nested deeper than JSON can be written. */
function flat(trees: readonly PartTree[]): ParsedPart[] {
  const found: ParsedPart[] = [];
  const open = trees.map((tree) => ({ tree, parent: null as number | null })).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { parts, ...own } = next.tree;
    const index = found.push({ ...own, parent: next.parent }) - 1;
    for (const part of [...parts].reverse()) open.push({ tree: part, parent: index });
  }
  return found;
}

/** Stands for a text that is in no file: the settings count for it, and no configuration file. */
const NO_FILE = 'untitled:mail.eml';
