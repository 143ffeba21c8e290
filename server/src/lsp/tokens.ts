// Semantic tokens: of the lines in view where the client asks so, else of the whole document.

import type { SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams } from 'vscode-languageserver';

import type { Handler, ServerContext } from './context.ts';

/** Answers `textDocument/semanticTokens/range` and, without a range, `textDocument/semanticTokens/full`. */
export function semanticTokens(
  context: ServerContext,
): Handler<SemanticTokensParams | SemanticTokensRangeParams, SemanticTokens> {
  const { positions, documents } = context;
  return (params) => {
    const document = documents.get(params.textDocument.uri);
    if (!document) return { data: [] };
    const { snapshot } = document;
    const range =
      'range' in params ? positions.textRange(snapshot, params.range) : { from: 0, to: snapshot.length };
    return { data: positions.tokenData(snapshot, document.mail.semanticTokens(range)) };
  };
}
