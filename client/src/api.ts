// What other extensions get from `activate()`: `mail-workbench.d.ts`, answered by the language server.

import { l10n, window, workspace } from 'vscode';
import type { Diagnostic } from 'vscode-languageclient';

import { lintMethod, parseMethod } from '../../server/src/lsp/protocol.ts';
import type { MailParams, ParsedPart } from '../../server/src/lsp/protocol.ts';
import type { MailSource, MailWorkbenchApi } from '../mail-workbench.d.ts';
import type { LanguageServer } from './languageServer.ts';

/** The API over a server, which may still be starting. */
export function createApi(server: LanguageServer): MailWorkbenchApi {
  const ask = async <R>(method: string, source: MailSource): Promise<R> => {
    const client = await server.running();
    const params: MailParams =
      'uri' in source
        ? { uri: client.code2ProtocolConverter.asUri(source.uri) }
        : { text: source.text, format: source.format };
    const answer = await client.sendRequest<R | null>(method, params);
    if (answer === null) throw new Error(l10n.t('The mail cannot be read.'));
    return answer;
  };
  return {
    version: 1,
    lint: async (source) => {
      const diagnostics = await ask<Diagnostic[]>(lintMethod, source);
      return (await server.running()).protocol2CodeConverter.asDiagnostics(diagnostics);
    },
    parse: (source) => ask<ParsedPart[]>(parseMethod, source),
    open: async (source) => {
      const document = await ('uri' in source
        ? workspace.openTextDocument(source.uri)
        : workspace.openTextDocument({
            language: source.format === 'mbox' ? 'mbox' : 'eml',
            content: source.text,
          }));
      await window.showTextDocument(document, { preview: false });
      return document;
    },
  };
}
