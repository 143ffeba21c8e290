// The command "Extract Message": the message that a session carries, as a document of its own.

import { commands, l10n, window, workspace } from 'vscode';
import type { Disposable } from 'vscode';

import { carriedMessageMethod } from '../../../server/src/lsp/protocol.ts';
import type { CarriedMessageParams, CarriedMessageResult } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';

export const extractMessageCommand = 'mailWorkbench.extractMessage';

export function registerExtractMessage(server: LanguageServer): Disposable {
  return commands.registerCommand(extractMessageCommand, async () => {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const client = await server.running();
    const { document, selection } = editor;
    const params: CarriedMessageParams = {
      uri: client.code2ProtocolConverter.asUri(document.uri),
      position: client.code2ProtocolConverter.asPosition(selection.active),
    };
    const message = await client.sendRequest<CarriedMessageResult>(carriedMessageMethod, params);
    if (!message) {
      void window.showInformationMessage(l10n.t('No message stands here: put the cursor into one.'));
      return;
    }
    const extracted = await workspace.openTextDocument({ language: 'eml', content: message.text });
    await window.showTextDocument(extracted, { preview: false });
  });
}
