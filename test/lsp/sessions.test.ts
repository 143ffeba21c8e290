// A transcript as a document: its findings, and what is asked about it besides.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, DocumentSymbol, TextEdit } from 'vscode-languageserver-protocol/node';

import { SMTP_SESSION } from '../sessionTexts.ts';
import { withClient } from './client.ts';
import type { Client } from './client.ts';

async function open(client: Client): Promise<string> {
  const uri = client.uri('a.smtp');
  const textDocument = { uri, languageId: 'smtp', version: 1, text: SMTP_SESSION };
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
    assert.deepEqual(at('message/date-weekday-mismatch'), [[16, 9]]);
  }),
);

/** What the hover says over the response of an AUTH PLAIN. */
async function loginHover(client: Client): Promise<string> {
  const uri = client.uri('b.pop3');
  const text = 'S: +OK ready\nC: AUTH PLAIN AGFubgBvcGVuc2VzYW1l\nS: +OK in\n';
  const textDocument = { uri, languageId: 'pop3', version: 1, text };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  const params = { textDocument: { uri }, position: { line: 1, character: 25 } };
  return JSON.stringify(await client.connection.sendRequest('textDocument/hover', params));
}

test(
  'the secrets of a login are masked',
  withClient({}, async (client) => {
    const said = await loginHover(client);
    assert.match(said, /user: [^n]*ann/);
    assert.match(said, /password: [^n]*••••/);
    assert.doesNotMatch(said, /opensesame/);
  }),
);

test(
  'unless the settings ask for them',
  withClient({ settings: { hover: { secrets: true } } }, async (client) => {
    assert.match(await loginHover(client), /password: [^n]*opensesame/);
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
      title: 'C: and S:',
      sessions: 1,
    });
    const inMessage = { line: 20, character: 5 };
    assert.deepEqual(await ask('mailWorkbench/carriedMessage', { uri, position: inMessage }), {
      text: [
        'From: ann@example.org',
        'To: bob@example.com',
        'Date: Wed, 06 Dec 2024 10:30:00 +0100',
        'Message-ID: <1@example.org>',
        'Subject: dots',
        '',
        '.and a dot',
        '',
      ].join('\n'),
    });
    const outside = { line: 1, character: 5 };
    assert.equal(await ask('mailWorkbench/carriedMessage', { uri, position: outside }), null);
    assert.deepEqual(await ask('mailWorkbench/carriedMessages', { uri, position: outside }), [
      { position: { line: 14, character: 0 }, subject: 'dots', author: 'ann@example.org' },
    ]);
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
  'what can stand at a place of a session, and what stands there',
  withClient({}, async (client) => {
    const uri = client.uri('c.imap');
    const text =
      'S: * OK hi\nC: a1 LOGIN ann pw\nS: a1 OK [CAPABILITY IMAP4rev1] in\nC: a2 SELECT INBOX\n' +
      'S: * 3 EXISTS\nS: a2 OK in\nC: a3 FETCH 1 (FLAGS UI\nS: * 1 FETCH (RFC822.SIZE 2048)\n';
    const textDocument = { uri, languageId: 'imap', version: 1, text };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const ask = <R>(method: string, line: number, character: number): Promise<R> =>
      client.connection.sendRequest(method, { textDocument: { uri }, position: { line, character } });
    const items = await ask<CompletionItem[]>('textDocument/completion', 6, 23);
    const uid = items.find(({ label }) => label === 'UID');
    assert.deepEqual(uid?.textEdit, {
      range: { start: { line: 6, character: 21 }, end: { line: 6, character: 23 } },
      newText: 'UID',
    });
    assert.equal(
      items.some(({ label }) => label === 'FLAGS' || label === 'X-GM-LABELS'),
      false,
    );
    const said = JSON.stringify(await ask('textDocument/hover', 7, 29));
    assert.match(said, /Here 2\.0 KB/);
    assert.match(said, /Mailbox `INBOX`, 3 messages/);
  }),
);

test(
  'a text is told to be a session, or none',
  withClient({}, async (client) => {
    const detect = (text: string): Promise<unknown> =>
      client.connection.sendRequest('mailWorkbench/detectSession', { text });
    assert.equal(await detect(SMTP_SESSION), 'smtp');
    assert.equal(await detect('S: * OK ready\nC: a1 NOOP\nS: a1 OK done\n'), 'imap');
    assert.equal(await detect('Dear all,\nthe meeting is at noon.\n'), null);
  }),
);
