// A mailbox file as one document: its outline, and features in each of its messages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol, Hover, TextEdit } from 'vscode-languageserver-protocol/node';

import { withClient } from './client.ts';
import type { Client } from './client.ts';
import { WEEKDAY_RULE, WRONG_WEEKDAY } from './messages.ts';

const FROM = 'From ada@example.org Fri Dec  6 10:30:00 2024\n';
const MBOX = `${FROM}Subject: first\n\n>From here\n\n${FROM}${WRONG_WEEKDAY}\n`;

async function open(
  client: Client,
): Promise<{ uri: string; ask: <R>(method: string, more: object) => Promise<R> }> {
  const uri = client.uri('a.mbox');
  const textDocument = { uri, languageId: 'mbox', version: 1, text: MBOX };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  return {
    uri,
    ask: (method, more) =>
      client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more }),
  };
}

test(
  'the outline has an entry for each message',
  withClient({}, async (client) => {
    const { ask } = await open(client);
    const symbols = await ask<DocumentSymbol[]>('documentSymbol', {});
    assert.deepEqual(
      symbols.map(({ name, range }) => [name, range.start.line]),
      [
        ['first', 1],
        ['Grüße', 6],
      ],
    );
  }),
);

test(
  'findings, hovers and fixes in the second message',
  withClient({}, async (client) => {
    const { uri, ask } = await open(client);
    assert.deepEqual(await client.findings(uri), [`${WEEKDAY_RULE}@9:6-9:9`]);
    const hover = await ask<Hover>('hover', { position: { line: 8, character: 15 } });
    assert.match(JSON.stringify(hover.contents), /Grüße/);
    const [action] = await ask<{ edit?: { documentChanges?: { edits: TextEdit[] }[] } }[]>('codeAction', {
      range: { start: { line: 9, character: 7 }, end: { line: 9, character: 7 } },
      context: { diagnostics: [] },
    });
    assert.equal(action?.edit?.documentChanges?.[0]?.edits[0]?.newText, 'Fri');
  }),
);
