// Tests of what other programs ask: diagnostics and parts of mail that need not be open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';

import { lintMethod, parseMethod } from '../../server/src/lsp/protocol.ts';
import type { MailParams, ParsedPart } from '../../server/src/lsp/protocol.ts';
import { withClient } from './client.ts';
import type { Client } from './client.ts';

const TEXT = 'From: ann@example.org\nSubject: a\nSubject: b\n\nHello\n';
const MULTIPART = [
  'Content-Type: multipart/mixed; boundary=a',
  '',
  '--a',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  '',
  'one',
  '--b--',
  '--a',
  'Content-Type: text/html',
  '',
  'two',
  '--a--',
  '',
].join('\r\n');
const RULE = 'message/duplicate-field';

async function lint({ connection }: Client, params: MailParams): Promise<string[] | undefined> {
  const found = await connection.sendRequest<Diagnostic[] | null>(lintMethod, params);
  return found?.map(({ code, range }) => `${String(code)}@${range.start.line}`);
}

test(
  'a text is checked under the settings',
  withClient({ settings: { rules: { [RULE]: 'off' } } }, async (client) => {
    const found = await lint(client, { text: TEXT });
    assert.ok(found?.includes('message/missing-date@0'), String(found));
    assert.ok(!found?.some((code) => code.startsWith(RULE)));
  }),
);

test(
  'a file is read from the disk; of an open one the text counts; none where there is nothing',
  withClient({ files: { 'a.eml': TEXT } }, async (client) => {
    const uri = client.uri('a.eml');
    assert.ok((await lint(client, { uri }))?.includes(`${RULE}@2`));
    await client.open('a.eml', TEXT.replace('Subject: b\n', ''));
    assert.ok(!(await lint(client, { uri }))?.includes(`${RULE}@2`));
    assert.equal(await lint(client, { uri: client.uri('gone.eml') }), undefined);
    assert.equal(await client.connection.sendRequest(parseMethod, { uri: client.uri('gone.eml') }), null);
  }),
);

test(
  'parts stand in document order, each with the one around it',
  withClient({}, async ({ connection }) => {
    const parts = await connection.sendRequest<ParsedPart[]>(parseMethod, { text: MULTIPART });
    assert.deepEqual(
      parts.map(({ type, parent, path }) => [type, parent, path]),
      [
        ['multipart/mixed', null, '1'],
        ['multipart/alternative', 0, '1.1'],
        ['text/plain', 1, '1.1.1'],
        ['text/html', 0, '1.2'],
      ],
    );
  }),
);

test(
  'a mailbox file of two messages, and 3,000 levels, are answered',
  withClient({}, async ({ connection }) => {
    const entry = 'From a@example.org Fri Dec  6 10:30:00 2024\nSubject: a\n\nHello\n\n';
    const mbox: MailParams = { text: entry + entry, format: 'mbox' };
    const two = await connection.sendRequest<ParsedPart[]>(parseMethod, mbox);
    assert.deepEqual(
      two.map(({ parent }) => parent),
      [null, null],
    );
    const deep = 'Content-Type: message/rfc822\n\n'.repeat(3000);
    const nested = await connection.sendRequest<ParsedPart[]>(parseMethod, { text: deep });
    assert.equal(nested.length, 3000);
  }),
);
