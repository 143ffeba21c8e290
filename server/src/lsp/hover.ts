// Hovers: what the core explains, as the client shows it.

import { MarkupKind } from 'vscode-languageserver';
import type { Hover, HoverParams } from 'vscode-languageserver';

import type { Handler, ServerContext } from './context.ts';
import { plainText } from './markup.ts';

/** Answers `textDocument/hover`. */
export function hover(context: ServerContext): Handler<HoverParams, Hover | null> {
  const { runtime, positions, locale, client } = context;
  const ports = {
    now: runtime.now,
    localTime: (epochMs: number): string => runtime.localTime(epochMs, locale),
  };
  return async ({ textDocument, position }) => {
    const document = context.documents.get(textDocument.uri);
    if (!document) return null;
    await document.octetsRead;
    const found = document.mail.hover(positions.offset(document.snapshot, position), ports);
    if (!found) return null;
    return {
      contents: client.markdownHover
        ? { kind: MarkupKind.Markdown, value: found.markdown }
        : { kind: MarkupKind.PlainText, value: plainText(found.markdown) },
      range: positions.range(document.snapshot, found),
    };
  };
}
