// A transcript as a document: its findings, and what is asked about it besides.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol, TextEdit } from 'vscode-languageserver-protocol/node';

import { withClient } from './client.ts';
import type { Client } from './client.ts';

const SESSION = [
  'S: 220 mx.example.com ESMTP',
  'C: EHLO client.example.org',
  'S: 250-mx.example.com',
  'S: 250 AUTH PLAIN',
  'C: AUTH PLAIN AGFubgBzZXNhbWU=',
  'S: 235 ok',
  'C: MAIL FROM: <ann@example.org>',
  'S: 501 no space here',
  'C: MAIL FROM:<ann@example.org>',
  'S: 250 ok',
  'C: RCPT TO:<bob@example.com>',
  'S: 250 ok',
  'C: DATA',
  'S: 354 go ahead',
  'C: Subject: dots',
  'C: ',
  'C: ..and a dot',
  'C: .',
  'S: 250 queued',
  'C: QUIT',
  'S: 221 bye',
  '',
].join('\n');

async function open(client: Client): Promise<string> {
  const uri = client.uri('a.smtp');
  const textDocument = { uri, languageId: 'smtp', version: 1, text: SESSION };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  return uri;
}

test(
  'a session has findings of its protocol and of the message in it, where they stand',
  withClient({}, async (client) => {
    const diagnostics = await client.diagnostics(await open(client));
    const at = (rule: string): readonly (readonly [number, number])[] =>
      diagnostics
        .filter(({ code }) => code === rule)
        .map(({ range: { start } }) => [start.line, start.character]);
    assert.deepEqual(at('smtp/path-syntax'), [[6, 13]]);
    assert.deepEqual(at('message/missing-from'), [[14, 3]]);
  }),
);

test(
  'its outline, how it is read, and the message in it',
  withClient({}, async (client) => {
    const uri = await open(client);
    const ask = <R>(method: string, more: object): Promise<R> => client.connection.sendRequest(method, more);
    const outline = await ask<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
    assert.ok(outline.length > 0);
    assert.deepEqual(await ask('mailWorkbench/sessionInfo', { uri }), {
      protocol: 'smtp',
      notation: 'c-s',
      sessions: 1,
    });
    const inMessage = { line: 16, character: 5 };
    assert.deepEqual(await ask('mailWorkbench/carriedMessage', { uri, position: inMessage }), {
      text: 'Subject: dots\n\n.and a dot\n',
    });
    const outside = { line: 1, character: 5 };
    assert.equal(await ask('mailWorkbench/carriedMessage', { uri, position: outside }), null);
  }),
);

test(
  'its secrets are masked, and nothing else changes',
  withClient({}, async (client) => {
    const uri = await open(client);
    const edits: TextEdit[] = await client.connection.sendRequest('mailWorkbench/redact', { uri });
    assert.deepEqual(
      edits.map(({ range: { start, end } }) => [start.line, start.character, end.character]),
      [[4, 14, 30]],
    );
    const [edit] = edits;
    assert.doesNotMatch(Buffer.from(edit?.newText ?? '', 'base64').toString(), /sesame/);
  }),
);

test(
  'a text is told to be a session, or none',
  withClient({}, async (client) => {
    const detect = (text: string): Promise<unknown> =>
      client.connection.sendRequest('mailWorkbench/detectSession', { text });
    assert.equal(await detect(SESSION), 'smtp');
    assert.equal(await detect('S: * OK ready\nC: a1 NOOP\nS: a1 OK done\n'), 'imap');
    assert.equal(await detect('Dear all,\nthe meeting is at noon.\n'), null);
  }),
);
