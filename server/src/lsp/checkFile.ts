// Checks a file that the editor does not hand over, because it is too large: its outline and its problems, from its
// octets.

import type { Connection } from 'vscode-languageserver';

import { decodeLatin1, textSnapshot } from '../core/index.ts';
import type { OutlineSymbol } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { diagnose } from './diagnostics.ts';
import { OpenDocument } from './documents.ts';
import { factsOf } from './octets.ts';
import type { CheckFileParams, CheckFileResult } from './protocol.ts';
import type { ReadOctets } from './resources.ts';

/** Answers `checkFile`: publishes the diagnostics of the file, and gives its outline. */
export function checkFile(
  context: ServerContext,
  connection: Connection,
  read: ReadOctets,
): Handler<CheckFileParams, CheckFileResult> {
  return async ({ uri }, token) => {
    const octets = await read(uri, MAX_OCTETS);
    if (!octets) return null;
    const { facts } = factsOf(octets);
    const text = facts.utf8 ? new TextDecoder().decode(octets) : decodeLatin1(octets);
    const document = new OpenDocument(context.service, {
      uri,
      serial: 0,
      snapshot: textSnapshot(text),
      format: /\.mbo?x$/i.test(uri) ? 'mbox' : 'message',
    });
    document.setHost(facts.utf8 ? 'utf-8' : 'latin1', true);
    document.setOctets(facts);
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

/** What fits a text of V8, with room for what is made of it. */
const MAX_OCTETS = 400 * 1024 * 1024;
const LINE_WIDTH = 9;
