// Says above the text of an open message that it is gone from its mailbox: what is shown is all that is left of it here.

import { CodeLens, Disposable, EventEmitter, Range, l10n, languages, workspace } from 'vscode';
import type { TextDocument } from 'vscode';

import { editCopyCommand } from './editCopy.ts';
import type { MailFileSystem } from './mailFileSystem.ts';
import { mailScheme } from './mailUri.ts';

export function tellGone(files: MailFileSystem): Disposable {
  const sentences = new Map<string, string>();
  const changed = new EventEmitter<void>();
  const lenses = ({ uri }: TextDocument): CodeLens[] => {
    const sentence = sentences.get(uri.toString());
    if (sentence === undefined) return [];
    const top = new Range(0, 0, 0, 0);
    return [
      new CodeLens(top, { title: `$(warning) ${sentence}`, command: '' }),
      new CodeLens(top, { title: l10n.t('Edit a Copy'), command: editCopyCommand, arguments: [uri] }),
    ];
  };
  return Disposable.from(
    changed,
    files.onDidFindGone(({ uri, sentence }) => {
      const name = uri.toString();
      if (!workspace.textDocuments.some((document) => document.uri.toString() === name)) return;
      sentences.set(name, sentence);
      changed.fire();
    }),
    workspace.onDidCloseTextDocument(({ uri }) => sentences.delete(uri.toString())),
    languages.registerCodeLensProvider(
      { scheme: mailScheme },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses: lenses },
    ),
  );
}
