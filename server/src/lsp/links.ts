// Addresses that can be opened; what one shows is where it really leads.

import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';

import type { Handler, ServerContext } from './context.ts';

/** Answers `textDocument/documentLink`. */
export function documentLinks({
  client,
  documents,
  positions,
}: ServerContext): Handler<DocumentLinkParams, DocumentLink[]> {
  return ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    return document.mail.links().map((link) => ({
      range: positions.range(document.snapshot, link),
      target: link.target,
      ...(client.linkTooltips && { tooltip: link.shown }),
    }));
  };
}
