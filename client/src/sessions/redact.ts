// The commands "Redact Secrets" and "Copy Redacted" of transcripts.

import { Disposable, WorkspaceEdit, commands, env, l10n, window, workspace } from 'vscode';
import type { TextDocument, TextEdit } from 'vscode';

import { redactMethod } from '../../../server/src/lsp/protocol.ts';
import type { RedactParams } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { keepOptions, optionsGiven, optionsKept, optionsNamed, redactOptions } from './redactOptions.ts';
import type { KeptState, RedactOption, RedactOptions } from './redactOptions.ts';

export const redactCommand = 'mailWorkbench.redactSecrets';
export const copyRedactedCommand = 'mailWorkbench.copyRedacted';

/**
 * @param state keeps what is masked besides secrets. A key binding may say that in its arguments:
 *   `{ "addresses": true, "hosts": true, "names": true, "bodies": true }`.
 */
export function registerRedact(server: LanguageServer, state: KeptState): Disposable {
  return Disposable.from(
    commands.registerCommand(redactCommand, (argument?: unknown) => redactHere(server, state, argument)),
    commands.registerCommand(copyRedactedCommand, (argument?: unknown) => copyHere(server, state, argument)),
  );
}

/** Masks the secrets in the document; undo brings them back. */
async function redactHere(server: LanguageServer, state: KeptState, argument: unknown): Promise<void> {
  const document = window.activeTextEditor?.document;
  const title = l10n.t('Redact Secrets');
  const edits = document && (await editsWanted(server, document, state, { argument, title }));
  if (!document || !edits) return;
  if (edits.length === 0) {
    void window.showInformationMessage(l10n.t('This session shows nothing that is to be masked.'));
    return;
  }
  const edit = new WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  await workspace.applyEdit(edit);
  const masked =
    edits.length === 1 ? l10n.t('One place is masked.') : l10n.t('{0} places are masked.', edits.length);
  const kept = document.isUntitled ? '' : ` ${l10n.t('The file keeps its secrets until you save it.')}`;
  void window.showInformationMessage(masked + kept);
}

/** Puts the session without its secrets into the clipboard; the document stays as it is. */
async function copyHere(server: LanguageServer, state: KeptState, argument: unknown): Promise<void> {
  const document = window.activeTextEditor?.document;
  const title = l10n.t('Copy Redacted');
  const edits = document && (await editsWanted(server, document, state, { argument, title }));
  if (!document || !edits) return;
  await env.clipboard.writeText(applied(document, edits));
  const done =
    edits.length === 1
      ? l10n.t('Copied with one place masked')
      : l10n.t('Copied with {0} places masked', edits.length);
  window.setStatusBarMessage(done, SHOWN_MS);
}

/** The edits for what the argument or the user wants masked; undefined where there is no session, or it was given up. */
async function editsWanted(
  server: LanguageServer,
  document: TextDocument,
  state: KeptState,
  { argument, title }: { readonly argument: unknown; readonly title: string },
): Promise<readonly TextEdit[] | undefined> {
  // Nobody is asked about a document that has no secrets of ours.
  const secrets = await editsOf(server, document, {});
  if (!secrets) return undefined;
  const options = optionsGiven(argument) ?? (await askedFor(state, title));
  return options && editsOf(server, document, options);
}

/** Asks what is masked besides secrets; undefined where that is given up. */
async function askedFor(state: KeptState, title: string): Promise<RedactOptions | undefined> {
  const kept = optionsKept(state);
  const rows = redactOptions.map((option) => ({ ...wordsOf(option), option, picked: kept[option] === true }));
  const chosen = await window.showQuickPick(rows, {
    title,
    placeHolder: l10n.t('Secrets are masked. What else?'),
    canPickMany: true,
  });
  if (!chosen) return undefined;
  const options = optionsNamed(chosen.map(({ option }) => option));
  await keepOptions(state, options);
  return options;
}

function wordsOf(option: RedactOption): { readonly label: string; readonly detail: string } {
  switch (option) {
    case 'addresses':
      return { label: l10n.t('Addresses'), detail: l10n.t('Mail addresses and the names users log in with') };
    case 'hosts':
      return { label: l10n.t('Hosts'), detail: l10n.t('Names and network addresses of hosts') };
    case 'names':
      return {
        label: l10n.t('Names and Subjects'),
        detail: l10n.t('Names of people, and what messages are about'),
      };
    case 'bodies':
      return { label: l10n.t('Bodies'), detail: l10n.t('The texts of messages, letter by letter') };
  }
}

async function editsOf(
  server: LanguageServer,
  document: TextDocument,
  options: RedactOptions,
): Promise<readonly TextEdit[] | undefined> {
  const client = await server.running();
  const params: RedactParams = { uri: client.code2ProtocolConverter.asUri(document.uri), ...options };
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
  if (document.version !== version) return editsOf(server, document, options);
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
