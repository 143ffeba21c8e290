// Checks a file that the editor does not hand over, because it is too large: its outline and its problems, from its
// octets.

import type { Connection } from 'vscode-languageserver';

import type { OutlineSymbol } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { diagnose } from './diagnostics.ts';
import type { OpenDocument } from './documents.ts';
import { fileDocument } from './fileDocument.ts';
import type { CheckFileParams, CheckFileResult } from './protocol.ts';
import type { ReadOctets } from './resources.ts';

/** Answers `checkFile`: publishes the diagnostics of the file, and gives its outline. */
export function checkFile(
  context: ServerContext,
  connection: Connection,
  read: ReadOctets,
): Handler<CheckFileParams, CheckFileResult> {
  return async ({ uri }, token) => {
    const document = await fileDocument(context, read, uri);
    if (!document) return null;
    const config = await context.configuration.forDocument(uri);
    const diagnostics = await diagnose(context, document, config, token);
    await connection.sendDiagnostics({ uri, diagnostics });
    return { problems: diagnostics.length, outline: outlineOf(document) };
  };
}

/** One line an entry: where it stands, indented by its depth. The core bounds the number of entries. */
function outlineOf({ mail, snapshot }: OpenDocument): string {
  const lines: string[] = [];
  const open = mail
    .symbols()
    .map((symbol) => ({ symbol, depth: 0 }))
    .reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { symbol, depth } = next;
    const line = String(snapshot.lineAt(symbol.from) + 1).padStart(LINE_WIDTH);
    lines.push(`${line}  ${'  '.repeat(depth)}${described(symbol)}`);
    for (const child of [...symbol.children].reverse()) open.push({ symbol: child, depth: depth + 1 });
  }
  return lines.join('\n');
}

function described({ name, detail }: OutlineSymbol): string {
  return detail === '' ? name : `${name}  ${detail}`;
}

const LINE_WIDTH = 9;
