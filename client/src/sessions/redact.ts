// The commands "Redact Secrets" and "Copy Redacted" of transcripts.

import { Disposable, WorkspaceEdit, commands, env, l10n, window, workspace } from 'vscode';
import type { TextDocument, TextEdit } from 'vscode';

import { redactMethod } from '../../../server/src/lsp/protocol.ts';
import type { RedactParams } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';

export const redactCommand = 'mailWorkbench.redactSecrets';
export const copyRedactedCommand = 'mailWorkbench.copyRedacted';

export function registerRedact(server: LanguageServer): Disposable {
  return Disposable.from(
    commands.registerCommand(redactCommand, () => redactHere(server)),
    commands.registerCommand(copyRedactedCommand, () => copyHere(server)),
  );
}

/** Masks the secrets in the document; undo brings them back. */
async function redactHere(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  const edits = document && (await editsOf(server, document));
  if (!document || !edits) return;
  if (edits.length === 0) {
    void window.showInformationMessage(l10n.t('This session shows no secret.'));
    return;
  }
  const edit = new WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  await workspace.applyEdit(edit);
  void window.showInformationMessage(
    l10n.t('{0} places are masked. The file keeps its secrets until you save it.', edits.length),
  );
}

/** Puts the session without its secrets into the clipboard; the document stays as it is. */
async function copyHere(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  const edits = document && (await editsOf(server, document));
  if (!document || !edits) return;
  await env.clipboard.writeText(applied(document, edits));
  window.setStatusBarMessage(l10n.t('Copied with {0} places masked', edits.length), SHOWN_MS);
}

async function editsOf(
  server: LanguageServer,
  document: TextDocument,
): Promise<readonly TextEdit[] | undefined> {
  const client = await server.running();
  const params: RedactParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const { version } = document;
  const edits = await client.sendRequest<Parameters<typeof client.protocol2CodeConverter.asTextEdits>[0]>(
    redactMethod,
    params,
  );
  if (!edits) {
    void window.showInformationMessage(l10n.t('Only sessions of SMTP, IMAP and POP3 can be redacted.'));
    return undefined;
  }
  // Ranges of an older text would mask the wrong characters.
  if (document.version !== version) return editsOf(server, document);
  return client.protocol2CodeConverter.asTextEdits(edits);
}

function applied(document: TextDocument, edits: readonly TextEdit[]): string {
  const text = document.getText();
  let result = '';
  let at = 0;
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start.compareTo(b.range.start))) {
    result += text.slice(at, document.offsetAt(range.start)) + newText;
    at = document.offsetAt(range.end);
  }
  return result + text.slice(at);
}

const SHOWN_MS = 5000;
