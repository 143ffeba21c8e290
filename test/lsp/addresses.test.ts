// The people that a client tells of, in the completion of addresses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver-protocol/node';

import { didChangeAddressesMethod } from '../../server/src/lsp/protocol.ts';
import type { DidChangeAddressesParams } from '../../server/src/lsp/protocol.ts';
import { withClient } from './client.ts';

test(
  'offered in address fields alone, in place of those told before',
  withClient({}, async (client) => {
    const { connection } = client;
    const uri = await client.open('a.eml', 'From: an\nSubject: an\n\n');
    const complete = async (line: number, character: number): Promise<readonly string[]> => {
      const params = { textDocument: { uri }, position: { line, character } };
      const items = await connection.sendRequest<CompletionItem[]>('textDocument/completion', params);
      return items.map(({ textEdit }) => textEdit?.newText ?? '');
    };
    const tell = (people: DidChangeAddressesParams['people']): Promise<void> =>
      connection.sendNotification(didChangeAddressesMethod, { people });
    assert.deepEqual(await complete(0, 8), []);
    await tell([{ name: 'André', address: 'andre@example.org' }]);
    assert.deepEqual(await complete(0, 8), ['=?utf-8?q?Andr=C3=A9?= <andre@example.org>']);
    assert.deepEqual(await complete(1, 11), []);
    await tell([{ name: '', address: 'bob@example.org' }]);
    assert.deepEqual(await complete(0, 8), ['bob@example.org']);
  }),
);
