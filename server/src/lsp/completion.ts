// Completion: what the core offers at the cursor, as the client's list shows it.

import { CompletionItemKind, InsertTextFormat, MarkupKind } from './protocolValues.ts';
import type { CompletionItem, CompletionParams } from 'vscode-languageserver';

import type { Completion, CompletionKind, SeenNames } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import type { OpenDocument } from './documents.ts';
import { plainText } from './markup.ts';

/** Answers `textDocument/completion`. */
export function completion(context: ServerContext): Handler<CompletionParams, CompletionItem[]> {
  const { documents, positions, runtime } = context;
  const ports = { now: runtime.now, zoneMinutes: runtime.zoneMinutes, unique: runtime.unique };
  return ({ textDocument, position, context: { triggerCharacter = '' } = {} }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    // In a message a parenthesis opens a comment, and brackets an address literal: nothing to choose from.
    if (!document.reading && OPENING.has(triggerCharacter)) return [];
    const offset = positions.offset(document.snapshot, position);
    const found = document.mail.completions(offset, ports, {
      ...seenIn(documents.all()),
      people: context.people.known,
    });
    return found.map((each) => item(context, document, each));
  };
}

function item(context: ServerContext, document: OpenDocument, found: Completion): CompletionItem {
  const { client, positions } = context;
  const { label, detail, documentation, insert, rank, kind, additional } = found;
  const { snapshot } = document;
  return {
    label,
    kind: KINDS[kind],
    sortText: `${String(rank).padStart(3, '0')} ${label}`,
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { range: positions.range(snapshot, found), newText: insert },
    ...(detail !== '' && { detail }),
    ...(documentation !== '' && {
      documentation: client.markdownCompletion
        ? { kind: MarkupKind.Markdown, value: documentation }
        : plainText(documentation),
    }),
    ...(additional.length > 0 && {
      additionalTextEdits: additional.map((edit) => ({
        range: positions.range(snapshot, edit),
        newText: edit.insert,
      })),
    }),
    // What was inserted calls for a value: its list opens at once.
    ...(client.options.suggestCommand !== undefined &&
      CALLS_FOR_VALUE.test(insert) && { command: { title: '', command: client.options.suggestCommand } }),
  };
}

/** The names of all open documents, those of the latest first; bounded in number. */
function seenIn(documents: readonly OpenDocument[]): SeenNames {
  const addresses = new Set<string>();
  const ids = new Set<string>();
  for (const document of [...documents].reverse()) {
    if (addresses.size + ids.size >= MAX_SEEN) break;
    const seen = document.seenNames;
    for (const address of seen.addresses) addresses.add(address);
    for (const id of seen.ids) ids.add(id);
  }
  return { addresses: [...addresses], ids: [...ids] };
}

const OPENING = new Set(['(', '[']);
const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  parameter: CompletionItemKind.Property,
  address: CompletionItemKind.Text,
  id: CompletionItemKind.Reference,
  date: CompletionItemKind.Value,
  command: CompletionItemKind.Keyword,
};
const CALLS_FOR_VALUE = /(?:: |=)$/;
const MAX_SEEN = 2000;
