// A text whose characters stand for octets: told by the client, or found out from the file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver-protocol/node';

import { withClient } from './client.ts';
import type { Client } from './client.ts';

const MESSAGE = 'Content-Type: text/plain; charset=utf-8\nX-Raw: \xff\n\nGr\xc3\xbc\xc3\x9fe\n';

async function hovered(client: Client, uri: string): Promise<string> {
  const position = { line: 3, character: 2 };
  const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri },
    position,
  });
  return JSON.stringify(hover.contents);
}

test(
  'a body is read by its charset where the client says that characters are octets, also after an edit',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', MESSAGE);
    assert.doesNotMatch(await hovered(client, uri), /Grüße/);
    await client.connection.sendNotification('mailWorkbench/didChangeEncoding', {
      uri,
      encoding: 'iso88591',
    });
    assert.match(await hovered(client, uri), /Grüße/);
    const end = { line: 1, character: 7 };
    await client.change(uri, 2, [{ range: { start: end, end }, text: 'x' }]);
    assert.match(await hovered(client, uri), /Grüße/);
    await client.connection.sendNotification('mailWorkbench/didChangeEncoding', { uri, encoding: 'utf8' });
    assert.doesNotMatch(await hovered(client, uri), /Grüße/);
  }),
);

test(
  'for other editors the file tells',
  withClient({ files: { 'a.eml': Buffer.from(MESSAGE, 'latin1') } }, async (client) => {
    const uri = await client.open('a.eml', MESSAGE);
    assert.match(await hovered(client, uri), /Grüße/);
    await client.change(uri, 2, [
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'A: b\nC: d\n' },
      { range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, text: '' },
    ]);
    assert.match(await hovered(client, uri), /Grüße/);
  }),
);
