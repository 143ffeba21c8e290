// Folding ranges, by lines.

import { FoldingRangeKind } from './protocolValues.ts';
import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';

import type { FoldingKind } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';

/** Answers `textDocument/foldingRange`. */
export function foldingRanges(context: ServerContext): Handler<FoldingRangeParams, FoldingRange[]> {
  return ({ textDocument }) => {
    const document = context.documents.get(textDocument.uri);
    if (!document) return [];
    const { snapshot } = document;
    return document.mail.foldingRanges(context.client.foldingLimit).map(({ from, to, kind }) => {
      const known = KINDS[kind];
      return {
        startLine: snapshot.lineAt(from),
        endLine: snapshot.lineAt(to),
        ...(known !== undefined && { kind: known }),
      };
    });
  };
}

/** The kinds that editors have commands for. */
const KINDS: Readonly<Partial<Record<FoldingKind, FoldingRangeKind>>> = {
  header: FoldingRangeKind.Region,
  part: FoldingRangeKind.Region,
  quote: FoldingRangeKind.Comment,
  signature: FoldingRangeKind.Comment,
};
