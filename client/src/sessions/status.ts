// The item in the editor's language status that tells how a transcript is read.

import { Disposable, l10n, languages, window, workspace } from 'vscode';

import { sessionInfoMethod } from '../../../server/src/lsp/protocol.ts';
import type { SessionInfo } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { isSessionLanguage, sessionLanguages } from '../languages.ts';

/** Shows protocol, notation and number of sessions of the transcript in the active editor. */
export function showSessionStatus(server: LanguageServer): Disposable {
  const selector = sessionLanguages.map((language) => ({ language }));
  const item = languages.createLanguageStatusItem('mailWorkbench.session', selector);
  item.name = l10n.t('Mail session');
  const ask = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (!document || !isSessionLanguage(document.languageId)) return;
    const client = await server.running();
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const info = await client.sendRequest<SessionInfo | null>(sessionInfoMethod, { uri });
    if (!info || window.activeTextEditor?.document !== document) return;
    item.text = info.protocol ? info.protocol.toUpperCase() : l10n.t('No session');
    const count = info.sessions === 1 ? l10n.t('one session') : l10n.t('{0} sessions', info.sessions);
    item.detail = l10n.t('notation {0}, {1}', info.notation, count);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Where the server does not run, its own item says so.
      ask().catch(() => undefined);
    }, SOON_MS);
  };
  soon();
  return Disposable.from(
    item,
    new Disposable(() => {
      clearTimeout(timer);
    }),
    window.onDidChangeActiveTextEditor(soon),
    workspace.onDidOpenTextDocument(soon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isSessionLanguage(document.languageId)) soon();
    }),
  );
}

const SOON_MS = 500;
