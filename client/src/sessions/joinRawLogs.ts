// The command "Join Raw Logs": one session from the two logs that a server keeps of a connection, `.in` and `.out`.

import { FileType, commands, l10n, window, workspace } from 'vscode';
import type { Disposable, Uri } from 'vscode';

import { joinRawLogsMethod } from '../../../server/src/lsp/protocol.ts';
import type { JoinRawLogsParams, JoinRawLogsResult } from '../../../server/src/lsp/protocol.ts';
import { shownUri } from '../bytes/shownUri.ts';
import type { LanguageServer } from '../languageServer.ts';
import { languageOf } from './detect.ts';

export const joinRawLogsCommand = 'mailWorkbench.joinRawLogs';

/** Registers the command, which the explorer's menu shows from then on. */
export function registerJoinRawLogs(server: LanguageServer): Disposable {
  void commands.executeCommand('setContext', JOINS, true);
  return commands.registerCommand(joinRawLogsCommand, (given?: Uri) => join(server, given ?? shownUri()));
}

async function join(server: LanguageServer, uri: Uri | undefined): Promise<void> {
  const ending = ENDING.exec(uri?.path ?? '')?.[0];
  if (!uri || ending === undefined) {
    void window.showInformationMessage(
      l10n.t('Open one of the two logs first: its name ends in .in or .out.'),
    );
    return;
  }
  const other = uri.with({ path: uri.path.slice(0, -ending.length) + otherEnding(ending) });
  const [own, others] = await Promise.all([textOf(uri), textOf(other)]);
  if (own === undefined || others === undefined) {
    const missing = workspace.asRelativePath(own === undefined ? uri : other);
    const message = l10n.t('{0} is not there, too large, or cannot be read: both logs are needed.', missing);
    void window.showErrorMessage(message);
    return;
  }
  const client = await server.running();
  const isClient = ending.toLowerCase() === '.in';
  const params: JoinRawLogsParams = isClient
    ? { client: own, server: others }
    : { client: others, server: own };
  const joined = await client.sendRequest<JoinRawLogsResult>(joinRawLogsMethod, params);
  if (!joined) {
    void window.showInformationMessage(l10n.t('These logs hold no session of SMTP, IMAP or POP3.'));
    return;
  }
  const language = languageOf(joined.protocol);
  const document = await workspace.openTextDocument({ language, content: joined.text });
  await window.showTextDocument(document, { preview: false });
  if (joined.timed) return;
  const message = l10n.t('These logs have no times: the order of the lines is guessed from the protocol.');
  void window.showWarningMessage(message);
}

function otherEnding(ending: string): string {
  const other = ending.toLowerCase() === '.in' ? '.out' : '.in';
  return ending === ending.toUpperCase() ? other.toUpperCase() : other;
}

/** The text of a log, as it is being edited or as it lies there; undefined where it cannot be read. */
async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0 || size > MAX_OCTETS) return undefined;
    return decoded(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** UTF-8 where it is, else a character for each octet: a log holds whatever went over the wire. */
function decoded(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('latin1').decode(octets);
  }
}

const ENDING = /\.(?:in|out)$/i;
const MAX_OCTETS = 16 * 1024 * 1024;
/** A context key. */
const JOINS = 'mailWorkbench.joinsRawLogs';
