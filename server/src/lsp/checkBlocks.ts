// Checks texts that stand in documents of other languages, such as fenced blocks of Markdown, and fixes them.

import type { Diagnostic } from 'vscode-languageserver';

import { textSnapshot } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { toDiagnostic } from './diagnostic.ts';
import { diagnose, settled } from './diagnostics.ts';
import { documentKind } from './documentKind.ts';
import { OpenDocument } from './documents.ts';
import type {
  BlockFix,
  CheckBlocksParams,
  CheckBlocksResult,
  FixBlockParams,
  FixBlockResult,
  TextBlock,
} from './protocol.ts';

/** Answers `checkBlocks`: for each block its diagnostics, at places in its own text. */
export function checkBlocks(context: ServerContext): Handler<CheckBlocksParams, CheckBlocksResult> {
  return async ({ uri, blocks }, token) => {
    const config = await context.configuration.forDocument(uri);
    forget(context, uri);
    const results: Diagnostic[][] = [];
    for (const block of blocks.slice(0, MAX_BLOCKS)) {
      const found = await diagnose(context, documentOf(context, uri, block), config, token);
      results.push(found.filter(({ code }) => !isAbsence(block, String(code))));
    }
    return results;
  };
}

/** Answers `fixBlock`: the quick fixes at a range of a block, as edits of its own text. */
export function fixBlock(context: ServerContext): Handler<FixBlockParams, FixBlockResult> {
  return async ({ uri, block, range }) => {
    const { positions } = context;
    const document = documentOf(context, uri, block);
    const config = await settled(context, document);
    forget(context, uri);
    const { snapshot } = document;
    const fixes = document.mail.quickFixes(config, positions.textRange(snapshot, range));
    return fixes
      .filter(({ finding }) => !isAbsence(block, finding.rule))
      .map(({ title, safe, edits, finding }): BlockFix => ({
        ...{ title, safe },
        edits: edits.map((edit) => ({ range: positions.range(snapshot, edit), newText: edit.insert })),
        diagnostic: toDiagnostic(context, document, finding),
      }));
  };
}

/** Such a document is never opened here, so it would never be closed either. */
function forget({ configuration, documents }: ServerContext, uri: string): void {
  if (!documents.get(uri)) configuration.closed(uri);
}

function documentOf({ service }: ServerContext, uri: string, { language, text }: TextBlock): OpenDocument {
  const snapshot = textSnapshot(text.slice(0, MAX_LENGTH));
  return new OpenDocument(service, { uri, serial: 0, snapshot, kind: documentKind(language, '') });
}

/** What a message lacks: a document quotes the part of it that it speaks of. */
function isAbsence({ language }: TextBlock, rule: string): boolean {
  return language === 'eml' && ABSENCE.test(rule);
}

const ABSENCE = /^message\/(?:missing-(?:date|from|message-id|subject)|no-destination)$/;
const MAX_BLOCKS = 1000;
/** UTF-16 units of one block. */
const MAX_LENGTH = 1_000_000;
