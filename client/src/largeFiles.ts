// The item in the editor's language status that tells what VS Code switches off in a large file.

import { Disposable, LanguageStatusSeverity, l10n, languages, window, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';

import { documentSelector, octetLanguages } from './languages.ts';

/** Shows the item while the active editor shows a large file. */
export function explainLargeFiles(): Disposable {
  // VS Code decides when it opens a document, and keeps to that however the document grows.
  const decided = new WeakMap<TextDocument, boolean>();
  const item = languages.createLanguageStatusItem('mailWorkbench.largeFile', []);
  item.name = l10n.t('Large File');
  item.text = l10n.t('Large file');
  item.detail = l10n.t(
    'Above 20 MB or 300,000 lines VS Code switches off folding, word wrap, inlay hints, CodeLens, sticky scroll and the colours of bodies. Header fields, commands and replies keep their colours; checks, explanations, fixes and the outline work.',
  );
  item.severity = LanguageStatusSeverity.Warning;
  item.command = {
    command: 'workbench.action.openSettings',
    title: l10n.t('Change'),
    arguments: [`editor.${OPTIMISATIONS}`],
  };
  const look = (editor: TextEditor | undefined): void => {
    const document = editor?.document;
    if (!document || !octetLanguages.has(document.languageId)) return;
    const large = decided.get(document) ?? isLarge(document);
    decided.set(document, large);
    // It stands beside the active editor's language only, so it need not name the document.
    item.selector = large ? documentSelector : [];
  };
  look(window.activeTextEditor);
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(look),
    workspace.onDidOpenTextDocument((document) => {
      // A change of language opens the document anew.
      if (document === window.activeTextEditor?.document) look(window.activeTextEditor);
    }),
  );
}

function isLarge(document: TextDocument): boolean {
  if (workspace.getConfiguration('editor', document).get(OPTIMISATIONS) === false) return false;
  const { lineCount } = document;
  return lineCount > MAX_LINES || document.offsetAt(document.lineAt(lineCount - 1).range.end) > MAX_LENGTH;
}

const OPTIMISATIONS = 'largeFileOptimizations';
const MAX_LINES = 300_000;
/** UTF-16 units. */
const MAX_LENGTH = 20 * 1024 * 1024;
