// A server's life: what it offers, cancelled and failing requests, shutdown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';

import { Client, withClient } from './client.ts';
import { WEEKDAY, WRONG_WEEKDAY } from './messages.ts';

test(
  'it says what it offers',
  withClient({}, (client) => {
    const { capabilities, serverInfo } = client.initialized;
    assert.equal(serverInfo?.name, 'mail-language-server');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: true });
    assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: ['quickfix', 'source.fixAll.eml'] });
    return Promise.resolve();
  }),
);

for (const [method, empty] of [
  ['hover', null],
  ['documentSymbol', []],
  ['foldingRange', []],
  ['codeAction', []],
  ['semanticTokens/range', { data: [] }],
  ['diagnostic', { kind: 'full', items: [] }],
] as const) {
  test(
    `a ${method} request that fails is logged, answered empty, and the server goes on`,
    withClient({}, async (client) => {
      const uri = await client.open('a.eml', WRONG_WEEKDAY);
      assert.deepEqual(await client.connection.sendRequest(`textDocument/${method}`, { range: 7 }), empty);
      await client.until(
        () => client.logged.some((line) => line.startsWith(`${method} failed`)),
        'a log entry',
      );
      assert.deepEqual(await client.findings(uri), [WEEKDAY]);
    }),
  );
}

test(
  'a notification that fails is logged, and the server goes on',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri },
      contentChanges: 7,
    });
    await client.until(
      () => client.logged.some((line) => line.startsWith('didChange failed')),
      'a log entry',
    );
    assert.deepEqual(await client.findings(uri), [WEEKDAY]);
  }),
);

test(
  'a request can be cancelled while it is worked on',
  withClient({}, async (client) => {
    const uri = await client.open(
      'big.eml',
      'To: a@example.org, b@example.org\n'.repeat(100_000) + WRONG_WEEKDAY,
    );
    const source = new CancellationTokenSource();
    const report = client.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri } },
      source.token,
    );
    setTimeout(() => source.cancel(), 20);
    await assert.rejects(report, { code: -32800 });
    assert.equal((await client.diagnostics(uri)).length, 1000, 'the next request is answered');
  }),
);

test('it ends when told so, with the code that the protocol has', async () => {
  const client = await Client.start();
  assert.equal(await client.stop(), 0);
});
