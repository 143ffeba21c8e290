// Checks texts that stand in documents of other languages, such as fenced blocks of Markdown.

import type { Diagnostic } from 'vscode-languageserver';

import { textSnapshot } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { diagnose } from './diagnostics.ts';
import { documentKind } from './documentKind.ts';
import { OpenDocument } from './documents.ts';
import type { CheckBlocksParams, CheckBlocksResult } from './protocol.ts';

/** Answers `checkBlocks`: for each block its diagnostics, at places in its own text. */
export function checkBlocks(context: ServerContext): Handler<CheckBlocksParams, CheckBlocksResult> {
  return async ({ uri, blocks }, token) => {
    const config = await context.configuration.forDocument(uri);
    // Such a document is never opened here, so it would never be closed either.
    if (!context.documents.get(uri)) context.configuration.closed(uri);
    const results: Diagnostic[][] = [];
    for (const { language, text } of blocks.slice(0, MAX_BLOCKS)) {
      const kind = documentKind(language, '');
      const snapshot = textSnapshot(text.slice(0, MAX_LENGTH));
      const document = new OpenDocument(context.service, { uri, serial: 0, snapshot, kind });
      const found = await diagnose(context, document, config, token);
      results.push(language === 'eml' ? found.filter(({ code }) => !ABSENCE.test(String(code))) : found);
    }
    return results;
  };
}

/** What a message lacks: a document quotes the part of it that it speaks of. */
const ABSENCE = /^message\/(?:missing-(?:date|from|message-id|subject)|no-destination)$/;
const MAX_BLOCKS = 1000;
/** UTF-16 units of one block. */
const MAX_LENGTH = 1_000_000;
