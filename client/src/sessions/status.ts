// The item in the editor's language status that tells how a transcript is read.

import { Disposable, l10n, languages, window, workspace } from 'vscode';

import { sessionInfoMethod } from '../../../server/src/lsp/protocol.ts';
import type { SessionInfo } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { isSessionLanguage, sessionLanguages } from '../languages.ts';
import { chooseNotationCommand } from './choose.ts';

/** The item, and how it is told that a transcript is read otherwise than before. */
export interface SessionStatus {
  readonly shown: Disposable;
  readonly update: () => void;
}

/** Shows protocol, notation and number of sessions of the transcript in the active editor. */
export function showSessionStatus(server: LanguageServer): SessionStatus {
  const selector = sessionLanguages.map((language) => ({ language }));
  const item = languages.createLanguageStatusItem('mailWorkbench.session', selector);
  item.name = l10n.t('Mail session');
  item.command = { command: chooseNotationCommand, title: l10n.t('Choose Notation') };
  const ask = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (!document || !isSessionLanguage(document.languageId)) return;
    const client = await server.running();
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const info = await client.sendRequest<SessionInfo | null>(sessionInfoMethod, { uri });
    if (!info || window.activeTextEditor?.document !== document) return;
    item.text = info.protocol ? info.protocol.toUpperCase() : l10n.t('No session');
    item.detail = detailOf(info);
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
  const shown = Disposable.from(
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
  return { shown, update: soon };
}

function detailOf({ title: notation, sessions, chosen = {} }: SessionInfo): string {
  const count = sessions === 1 ? l10n.t('one session') : l10n.t('{0} sessions', sessions);
  if (chosen.notation !== undefined && chosen.protocol !== undefined) {
    return l10n.t('notation {0} and protocol chosen, {1}', notation, count);
  }
  if (chosen.notation !== undefined) return l10n.t('notation {0} (chosen), {1}', notation, count);
  if (chosen.protocol !== undefined) return l10n.t('protocol chosen, notation {0}, {1}', notation, count);
  return l10n.t('notation {0}, {1}', notation, count);
}

const SOON_MS = 500;
