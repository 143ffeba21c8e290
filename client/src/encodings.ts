// Tells the server by which encoding each document was made from its octets.

import { workspace } from 'vscode';
import type { Disposable, TextDocument } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

import { didChangeEncodingMethod } from '../../server/src/lsp/protocol.ts';
import type { DidChangeEncodingParams } from '../../server/src/lsp/protocol.ts';
import { octetLanguages } from './languages.ts';

/** Tells of the documents as they are opened (`opened`) and as their encoding changes. */
export class Encodings implements Disposable {
  readonly #told = new Map<string, string>();
  readonly #changes: Disposable;

  /** @param client the running client, if there is one. */
  constructor(client: () => BaseLanguageClient | undefined) {
    // An event without changes tells of a new encoding.
    this.#changes = workspace.onDidChangeTextDocument(({ document }) => {
      const running = client();
      if (running && octetLanguages.has(document.languageId)) void this.#tell(running, document);
    });
  }

  /** The server knows a document now. */
  opened(client: BaseLanguageClient, document: TextDocument): Promise<void> {
    this.#told.delete(document.uri.toString());
    return this.#tell(client, document);
  }

  dispose(): void {
    this.#changes.dispose();
  }

  async #tell(client: BaseLanguageClient, { uri, encoding }: TextDocument): Promise<void> {
    if (this.#told.get(uri.toString()) === encoding) return;
    this.#told.set(uri.toString(), encoding);
    const params: DidChangeEncodingParams = {
      uri: client.code2ProtocolConverter.asUri(uri),
      encoding,
    };
    await client.sendNotification(didChangeEncodingMethod, params);
  }
}
