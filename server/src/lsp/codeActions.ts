// Code actions: the quick fixes of the findings at a place, and the fix of everything that is safe to fix.

import { CodeActionKind } from './protocolValues.ts';
import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';

import type { QuickFix, ResolvedConfig } from '../core/index.ts';
import { diagnosticSource } from './client.ts';
import type { Handler, ServerContext } from './context.ts';
import { toDiagnostic } from './diagnostic.ts';
import { settled } from './diagnostics.ts';
import type { OpenDocument } from './documents.ts';
import { fixAllKind } from './protocol.ts';
import { suppressions } from './suppress.ts';
import { workspaceEdit } from './workspaceEdit.ts';

/** Answers `textDocument/codeAction`. */
export function codeActions(context: ServerContext): Handler<CodeActionParams, CodeAction[]> {
  return async ({ textDocument, range, context: { only, diagnostics } }) => {
    const document = context.documents.get(textDocument.uri);
    if (!document) return [];
    const wants = (kind: string): boolean =>
      only?.some((asked) => asked === kind || asked === '' || kind.startsWith(`${asked}.`)) === true;
    const config = await settled(context, document);
    const at = context.positions.textRange(document.snapshot, range);
    const actions: CodeAction[] = [];
    if (!only || wants(CodeActionKind.QuickFix)) {
      const fixes = document.mail.quickFixes(config, at);
      actions.push(...fixes.map((fix) => quickFix(context, document, fix, fixes, diagnostics)));
      actions.push(...(await suppressing(context, document, diagnostics)));
    }
    // Looks at the whole message: only on demand, not with every move of the cursor.
    if (wants(fixAllKind)) actions.push(...fixAll(context, document, config));
    return actions;
  };
}

/** Behind the fixes: what silences the rules that have something to say here, as the client shows it. */
async function suppressing(
  context: ServerContext,
  { uri }: OpenDocument,
  shown: readonly Diagnostic[],
): Promise<CodeAction[]> {
  const byRule = new Map<string, Diagnostic[]>();
  for (const { id } of context.service.rules) {
    const own = shown.filter(({ code, source }) => code === id && source === diagnosticSource);
    if (own.length > 0 && byRule.size < MAX_RULES) byRule.set(id, own);
  }
  const actions: CodeAction[] = [];
  for (const [rule, own] of byRule) actions.push(...(await suppressions(context, uri, rule, own)));
  return actions;
}

function quickFix(
  context: ServerContext,
  document: OpenDocument,
  fix: QuickFix,
  all: readonly QuickFix[],
  shown: readonly Diagnostic[],
): CodeAction {
  const own = toDiagnostic(context, document, fix.finding);
  const alone = all.every((other) => other === fix || other.finding !== fix.finding);
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shown.find((diagnostic) => isSame(diagnostic, own)) ?? own],
    isPreferred: fix.safe && alone,
    edit: workspaceEdit(context, document, fix.edits),
  };
}

function fixAll(context: ServerContext, document: OpenDocument, config: ResolvedConfig): CodeAction[] {
  const edits = document.mail.fixAll(config);
  if (edits.length === 0) return [];
  return [
    {
      title: 'Fix all problems that have one safe answer',
      kind: fixAllKind,
      edit: workspaceEdit(context, document, edits),
    },
  ];
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.message === b.message && JSON.stringify(a.range) === JSON.stringify(b.range);
}

/** Of how many rules a menu offers to be rid of. */
const MAX_RULES = 5;
