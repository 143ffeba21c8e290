// Offers to read a log as a session, and the command that does so without being asked.

import { Disposable, commands, l10n, languages, window, workspace } from 'vscode';
import type { Memento, TextDocument } from 'vscode';

import { detectSessionMethod } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { isSessionLanguage } from '../languages.ts';

export const detectSessionCommand = 'mailWorkbench.detectSession';

/** Looks at logs and plain texts that are opened while the extension runs; each is asked about once. */
export function offerSessions(server: LanguageServer, memento: Memento): Disposable {
  const asked = new Set<string>(memento.get<readonly string[]>(ASKED, []));
  const look = async (document: TextDocument): Promise<void> => {
    if (!LOGS.has(document.languageId) || !NAMES.test(document.uri.path)) return;
    if (asked.has(document.uri.toString()) || !wantsOffers(document)) return;
    const protocol = await protocolOf(server, document);
    if (!protocol || document.isClosed) return;
    asked.add(document.uri.toString());
    await memento.update(ASKED, [...asked].slice(-MAX_ASKED));
    await offer(document, protocol);
  };
  const looked = (document: TextDocument): void => {
    // The offer is a favour: where the server does not run, nothing is missing.
    look(document).catch(() => undefined);
  };
  workspace.textDocuments.forEach(looked);
  return Disposable.from(
    workspace.onDidOpenTextDocument(looked),
    commands.registerCommand(detectSessionCommand, () => detectHere(server)),
  );
}

async function detectHere(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || isSessionLanguage(document.languageId)) return;
  const protocol = await protocolOf(server, document);
  if (protocol) await languages.setTextDocumentLanguage(document, languageOf(protocol));
  else {
    void window.showInformationMessage(l10n.t('No SMTP, IMAP or POP3 session was found in this document.'));
  }
}

async function offer(document: TextDocument, protocol: string): Promise<void> {
  const yes = l10n.t('Read as Session');
  const never = l10n.t('Never Ask');
  const name = protocol.toUpperCase();
  const message = l10n.t('This looks like a session of {0}. Read it as one?', name);
  const answer = await window.showInformationMessage(message, yes, l10n.t('Not Now'), never);
  if (answer === yes) await languages.setTextDocumentLanguage(document, languageOf(protocol));
  if (answer === never) {
    await workspace.getConfiguration('mailWorkbench').update('offerSessions', false, true);
  }
}

async function protocolOf(server: LanguageServer, document: TextDocument): Promise<string | null> {
  const client = await server.running();
  const text = document.getText().slice(0, HEAD);
  return client.sendRequest<string | null>(detectSessionMethod, { text });
}

/** LMTP has the tables and the language of SMTP. */
export function languageOf(protocol: string): string {
  return protocol === 'lmtp' ? 'smtp' : protocol;
}

function wantsOffers(document: TextDocument): boolean {
  return workspace.getConfiguration('mailWorkbench', document).get('offerSessions', true);
}

const ASKED = 'mailWorkbench.askedAboutSessions';
const LOGS: ReadonlySet<string> = new Set(['log', 'plaintext']);
const NAMES = /\.(?:log|txt)$/i;
/** Characters: the beginning tells. */
const HEAD = 65_536;
const MAX_ASKED = 200;
