// The server's own document store, seen through what it answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol/node';

import { brief, everything, withClient } from './client.ts';
import { WRONG_WEEKDAY } from './messages.ts';

const insert = (line: number, character: number, text: string): TextDocumentContentChangeEvent => ({
  range: { start: { line, character }, end: { line, character } },
  text,
});

test(
  'a thousand changes in one notification give what the plain text gives',
  withClient({}, async (client) => {
    const header = (name: string): string =>
      Array.from({ length: 1000 }, (_, i) => `${name}-${i}: value\n`).join('');
    const uri = await client.open('a.eml', header('X-A') + WRONG_WEEKDAY);
    await client.change(
      uri,
      2,
      Array.from({ length: 1000 }, (_, i) => insert(999 - i, 0, 'To: x@example.org\n')),
    );
    const whole = header('X-A').replaceAll('X-A', 'To: x@example.org\nX-A') + WRONG_WEEKDAY;
    const same = await client.open('b.eml', whole, 2);
    assert.deepEqual(await all(uri), await all(same));
    assert.deepEqual(await symbols(uri), await symbols(same));

    async function all(of: string): Promise<string[]> {
      return (await client.diagnostics(of)).map(brief);
    }
    function symbols(of: string): Promise<DocumentSymbol[]> {
      return client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: of } });
    }
  }),
);

for (const [encoding, character] of [
  ['utf-16', 6],
  ['utf-8', 9],
  ['utf-32', 5],
] as const) {
  test(
    `positions are counted in ${encoding} where that is what the client offers`,
    withClient(
      { capabilities: { ...everything, general: { positionEncodings: [encoding] } } },
      async (client) => {
        assert.equal(client.initialized.capabilities.positionEncoding, encoding);
        // Behind "ü😀" stand 3 UTF-16 units, 6 octets, 2 characters.
        const uri = await client.open('a.eml', 'X: ü😀Z\nFrom: a@example.org\n\n');
        const change = { start: { line: 0, character }, end: { line: 0, character: character + 1 } };
        await client.change(uri, 2, [{ range: change, text: '\nDate: Wed, 06 Dec 2024 10:30:00 +0100' }]);
        assert.deepEqual(await client.findings(uri), ['message/date-weekday-mismatch@1:6-1:9']);
      },
    ),
  );
}

test(
  'without a word about encodings, and where UTF-16 is among several, it is UTF-16',
  withClient(
    { capabilities: { ...everything, general: { positionEncodings: ['utf-8', 'utf-16'] } } },
    (client) => {
      assert.equal(client.initialized.capabilities.positionEncoding, 'utf-16');
      return Promise.resolve();
    },
  ),
);
