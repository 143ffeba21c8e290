// Selections that grow from the cursor outwards.

import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';

import type { Handler, ServerContext } from './context.ts';

/** Answers `textDocument/selectionRange`: one chain for each position, in order. */
export function selectionRanges({
  documents,
  positions,
}: ServerContext): Handler<SelectionRangeParams, SelectionRange[]> {
  return ({ textDocument, positions: places }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const { snapshot, mail } = document;
    return places.map((place): SelectionRange => {
      const ranges = mail.selectionRanges(positions.offset(snapshot, place));
      const chain = ranges.reduceRight<SelectionRange | undefined>(
        (parent, range) => ({ range: positions.range(snapshot, range), ...(parent && { parent }) }),
        undefined,
      );
      // Every position has an answer: one where nothing stands around it is a range of its own.
      return chain ?? { range: { start: place, end: place } };
    });
  };
}
