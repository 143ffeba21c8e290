// Quick fixes of what is found in the fenced blocks of mail in Markdown documents.

import { CodeAction, CodeActionKind, languages, Range, WorkspaceEdit } from 'vscode';
import type { CancellationToken, Diagnostic, Disposable, TextDocument } from 'vscode';

import { fixBlockMethod } from '../../../server/src/lsp/protocol.ts';
import type { FixBlockParams, FixBlockResult } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { documentEdit } from './fencedEdits.ts';
import type { Place } from './fencedEdits.ts';
import { mailBlocks } from './fences.ts';
import type { FencedBlock } from './fences.ts';

/** Offers, where a block has a problem, what the server can do about it. */
export function fixMarkdown(server: LanguageServer): Disposable {
  return languages.registerCodeActionsProvider(
    { language: 'markdown' },
    {
      provideCodeActions(document, range, { diagnostics, only }, token) {
        if (only && !only.intersects(CodeActionKind.QuickFix)) return [];
        const own = diagnostics.filter(({ source }) => source === SOURCE);
        // Without a problem of ours nothing is read: most of Markdown is none of our business.
        return own.length === 0 ? [] : fixes(server, document, range, own, token);
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}

async function fixes(
  server: LanguageServer,
  document: TextDocument,
  range: Range,
  shown: readonly Diagnostic[],
  token: CancellationToken,
): Promise<CodeAction[]> {
  const block = mailBlocks(document.getText()).find(({ lines }) => holds(lines, range.start.line));
  if (block?.text === undefined) return [];
  const client = await server.running();
  const params: FixBlockParams = {
    uri: client.code2ProtocolConverter.asUri(document.uri),
    block: { language: block.language, text: block.text },
    range: { start: placeIn(block, range.start), end: placeIn(block, range.end) },
  };
  const { version } = document;
  const found = await client.sendRequest<FixBlockResult>(fixBlockMethod, params, token);
  return document.version === version ? found.map((fix) => action(fix, document, block, shown)) : [];
}

function action(
  { title, safe, edits, diagnostic }: FixBlockResult[number],
  document: TextDocument,
  block: FencedBlock,
  shown: readonly Diagnostic[],
): CodeAction {
  const result = new CodeAction(title, CodeActionKind.QuickFix);
  result.isPreferred = safe;
  const { message } = diagnostic;
  const line = block.lines[diagnostic.range.start.line]?.line;
  result.diagnostics = shown.filter((each) => each.message === message && each.range.start.line === line);
  result.edit = new WorkspaceEdit();
  for (const { range, newText } of edits) {
    const own = documentEdit(block, { ...range, text: newText }, (at, to) =>
      document.lineAt(at).text.slice(0, to),
    );
    if (!own) continue;
    const { start, end, text } = own;
    const place = new Range(start.line, start.character, end.line, end.character);
    result.edit.replace(document.uri, document.validateRange(place), text);
  }
  return result;
}

function holds(lines: FencedBlock['lines'], line: number): boolean {
  return line >= (lines[0]?.line ?? Infinity) && line <= (lines.at(-1)?.line ?? -1);
}

/** Where a place of the document stands in the block's text. */
function placeIn({ lines }: FencedBlock, { line, character }: Place): Place {
  const index = lines.findIndex((each) => each.line === line);
  const at = lines[index];
  return at
    ? { line: index, character: Math.max(0, character - at.character) }
    : { line: lines.length, character: 0 };
}

/** Of the problems that `markdown.ts` shows. */
const SOURCE = 'mail-workbench';
