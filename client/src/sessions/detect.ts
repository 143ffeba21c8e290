// Offers to read a log as a session, and the command that does so without being asked.

import { Disposable, commands, l10n, languages, window, workspace } from 'vscode';
import type { Memento, TextDocument } from 'vscode';

import { detectSessionMethod } from '../../../server/src/lsp/protocol.ts';
import type { DetectSessionParams } from '../../../server/src/lsp/protocol.ts';
import { shownUri } from '../bytes/shownUri.ts';
import type { LanguageServer } from '../languageServer.ts';
import { isSessionLanguage } from '../languages.ts';
import { KeptLogs } from './keptLogs.ts';

export const detectSessionCommand = 'mailWorkbench.detectSession';

/**
 * Looks at logs and plain texts that are opened while the extension runs. Each is asked about once; one that was once
 * read as a session is read so again, until the user gives it another language.
 */
export function offerSessions(server: LanguageServer, memento: Memento): Disposable {
  const asked = new KeptLogs(memento, ASKED);
  const wanted = new KeptLogs(memento, WANTED);
  const read = new WeakSet<TextDocument>();
  const readAs = async (document: TextDocument, protocol: string): Promise<void> => {
    read.add(document);
    if (NAMES.test(document.uri.path)) await wanted.add(document.uri.toString());
    await languages.setTextDocumentLanguage(document, languageOf(protocol));
  };
  const look = async (document: TextDocument): Promise<void> => {
    if (!LOGS.has(document.languageId) || !NAMES.test(document.uri.path)) return;
    const log = document.uri.toString();
    if (read.has(document)) {
      // It is the user who has made a plain text of it again.
      await wanted.delete(log);
      return;
    }
    if (!wanted.has(log) && (asked.has(log) || !wantsOffers(document))) return;
    const protocol = await protocolOf(server, document, wanted.has(log));
    if (!protocol || document.isClosed) return;
    if (wanted.has(log)) return readAs(document, protocol);
    await asked.add(log);
    if (await accepted(protocol)) await readAs(document, protocol);
  };
  const looked = (document: TextDocument): void => {
    // The offer is a favour: where the server does not run, nothing is missing.
    look(document).catch(() => undefined);
  };
  workspace.textDocuments.forEach(looked);
  return Disposable.from(
    workspace.onDidOpenTextDocument(looked),
    commands.registerCommand(detectSessionCommand, () => detectHere(server, readAs)),
  );
}

async function detectHere(
  server: LanguageServer,
  readAs: (document: TextDocument, protocol: string) => Promise<void>,
): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) {
    const message = shownUri()
      ? l10n.t('VS Code hands this file to no extension: above 50 MB it cannot be read as a session.')
      : l10n.t('Open a log or another text first.');
    void window.showInformationMessage(message);
    return;
  }
  // In a language of its own, such as Markdown, a session is what the document quotes.
  const isLog = LOGS.has(document.languageId) || isSessionLanguage(document.languageId);
  const protocol = await protocolOf(server, document, isLog);
  if (!protocol) {
    void window.showInformationMessage(l10n.t('No SMTP, IMAP or POP3 session was found in this document.'));
  } else if (document.languageId === languageOf(protocol) || document.languageId === 'mail-session') {
    const name = protocol.toUpperCase();
    void window.showInformationMessage(l10n.t('This document is already read as a session of {0}.', name));
  } else {
    await readAs(document, protocol);
  }
}

/** Asks the user. */
async function accepted(protocol: string): Promise<boolean> {
  const yes = l10n.t('Read as Session');
  const never = l10n.t('Never Ask');
  const name = protocol.toUpperCase();
  const message = l10n.t('This looks like a session of {0}. Read it as one?', name);
  const answer = await window.showInformationMessage(message, yes, l10n.t('Not Now'), never);
  if (answer === never) {
    await workspace.getConfiguration('mailWorkbench').update('offerSessions', false, true);
  }
  return answer === yes;
}

/** @param wanted true where the user says that it is a session. */
async function protocolOf(
  server: LanguageServer,
  document: TextDocument,
  wanted: boolean,
): Promise<string | null> {
  const client = await server.running();
  const params: DetectSessionParams = { text: document.getText().slice(0, HEAD), wanted };
  return client.sendRequest<string | null>(detectSessionMethod, params);
}

/** LMTP has the tables and the language of SMTP. */
export function languageOf(protocol: string): string {
  return protocol === 'lmtp' ? 'smtp' : protocol;
}

function wantsOffers(document: TextDocument): boolean {
  return workspace.getConfiguration('mailWorkbench', document).get('offerSessions', true);
}

const ASKED = 'mailWorkbench.askedAboutSessions';
const WANTED = 'mailWorkbench.readAsSessions';
const LOGS: ReadonlySet<string> = new Set(['log', 'plaintext']);
const NAMES = /\.(?:log|txt)$/i;
/** Characters: the beginning tells. */
const HEAD = 131_072;
