// The command "Extract Message": a message that a session carries, as a document of its own.

import { commands, l10n, window, workspace } from 'vscode';
import type { Disposable, QuickPickItem } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

import { carriedMessageMethod, carriedMessagesMethod } from '../../../server/src/lsp/protocol.ts';
import type {
  CarriedMessageParams,
  CarriedMessageResult,
  CarriedMessagesResult,
} from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { shownText } from '../mail/shownText.ts';

export const extractMessageCommand = 'mailWorkbench.extractMessage';

/** Registers the command: the message at the cursor, else the only one, else the one that the user chooses. */
export function registerExtractMessage(server: LanguageServer): Disposable {
  return commands.registerCommand(extractMessageCommand, async () => {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const client = await server.running();
    const { document, selection } = editor;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const here: CarriedMessageParams = {
      uri,
      position: client.code2ProtocolConverter.asPosition(selection.active),
    };
    const message = (await messageAt(client, here)) ?? (await chosenMessage(client, here));
    if (!message) return;
    // Over the wire each line ends with CRLF (RFC 5322 2.1), whatever the log has.
    const content = message.text.replace(/\r\n|\r|\n/g, '\r\n');
    const extracted = await workspace.openTextDocument({ language: 'eml', content });
    await window.showTextDocument(extracted, { preview: false });
  });
}

function messageAt(client: BaseLanguageClient, at: CarriedMessageParams): Promise<CarriedMessageResult> {
  return client.sendRequest<CarriedMessageResult>(carriedMessageMethod, at);
}

interface Item extends QuickPickItem {
  readonly position: CarriedMessageParams['position'];
}

async function chosenMessage(
  client: BaseLanguageClient,
  here: CarriedMessageParams,
): Promise<CarriedMessageResult> {
  const messages = await client.sendRequest<CarriedMessagesResult>(carriedMessagesMethod, here);
  const items: Item[] = messages.map(({ position, subject, author }) => ({
    position,
    label: subject === '' ? l10n.t('(no subject)') : noIcon(subject),
    description: noIcon(author),
    detail: l10n.t('Line {0}', position.line + 1),
  }));
  const [only] = items;
  if (!only) {
    void window.showInformationMessage(l10n.t('This document carries no message.'));
    return null;
  }
  const title = l10n.t('Which message?');
  const item =
    items.length === 1 ? only : await window.showQuickPick(items, { title, matchOnDescription: true });
  return item ? messageAt(client, { ...here, position: item.position }) : null;
}

/** A label makes an icon of `$(name)`, and the words are those of a message. */
function noIcon(text: string): string {
  return shownText(text).replaceAll('$(', '$ (');
}
