// Diagnostics of a long transcript: those that are found soon first, then all; what an edit cannot have changed stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  SemanticTokensRangeRequest,
} from 'vscode-languageserver-protocol/node';
import type { Diagnostic, SemanticTokens } from 'vscode-languageserver-protocol/node';

import { brief, everything, withClient } from './client.ts';
import type { Client } from './client.ts';

const message = [
  'C: MAIL FROM:<ann@example.org>',
  'S: 250 ok',
  'C: RCPT TO:<bob@example.com>',
  'S: 250 ok',
  'C: DATA',
  'S: 354 go ahead',
  'C: From: ann@example.org',
  'C: To: bob@example.com',
  'C: Subject: hello',
  'C: Date: Fri, 06 Dec 2024 10:30:00 +0100',
  'C: Message-ID: <1@example.org>',
  'C: ',
  'C: Hello.',
  'C: .',
  'S: 250 queued',
];
const lines = [
  'S: 220 mx.example.com ESMTP',
  'C: EHLO client.example.org',
  'S: 250 mx.example.com',
  // More than the server looks at before its first answer.
  ...Array.from({ length: 1000 }, () => message).flat(),
  'C: FROB',
  'S: 500 what',
  ...message,
];
const text = `${lines.join('\n')}\n`;
/** One line is wrong; and the session ends without QUIT, which is told of it as a whole. */
const LINE = `smtp/unknown-command@${String(lines.length - 2 - message.length)}:3`;
const WHOLE = `smtp/quit-missing@${String(lines.length - 1)}:3`;

const places = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics
    .map((each) => brief(each).split('-').slice(0, -1).join('-'))
    .filter((each) => /unknown|quit/.test(each));

async function open(client: Client, start = ''): Promise<string> {
  const uri = client.uri('a.smtp');
  const textDocument = { uri, languageId: 'smtp', version: 1, text: `${start}${text}` };
  await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  return uri;
}

const pushed = { ...everything, textDocument: { ...everything.textDocument } };
delete pushed.textDocument.diagnostic;

test(
  'a client that pulls is asked to pull again, and then has all',
  withClient({}, async (client) => {
    const uri = await open(client);
    const first = await client.diagnostics(uri);
    assert.ok(!places(first).includes(WHOLE), 'the whole session is looked at later');
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.deepEqual(places(await client.diagnostics(uri)), [LINE, WHOLE]);
    // What was found of the session is kept while it is looked at anew.
    const range = { start: { line: 1, character: 26 }, end: { line: 1, character: 26 } };
    await client.change(uri, 2, [{ range, text: 'x' }]);
    assert.deepEqual(places(await client.diagnostics(uri)), [LINE, WHOLE]);
  }),
);

for (const linksRules of [true, false]) {
  test(
    `each rule is a link, which the client ${linksRules ? 'makes' : 'is told'}`,
    withClient({ initializationOptions: { linksRules } }, async (client) => {
      const uri = await open(client, 'C: FROB\nS: 500 what\n');
      // The first answers may come before anything is found.
      let diagnostics = await client.diagnostics(uri);
      while (diagnostics.length === 0) diagnostics = await client.diagnostics(uri);
      for (const { codeDescription } of diagnostics) assert.equal(codeDescription === undefined, linksRules);
    }),
  );
}

test(
  'a client that does not pull is told twice',
  withClient({ capabilities: pushed }, async (client) => {
    const uri = await open(client);
    await client.until(
      () => places(client.published.get(uri)?.diagnostics ?? []).join() === [LINE, WHOLE].join(),
      'all',
    );
  }),
);

test(
  'what needs the whole of a long session waits for it, edits come in between',
  withClient({}, async (client) => {
    const uri = await open(client);
    const textDocument = { uri };
    const end = {
      start: { line: lines.length - 3, character: 0 },
      end: { line: lines.length, character: 0 },
    };
    const tokens = (): Promise<SemanticTokens | null> =>
      client.connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range: end });
    const info = client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    const first = await tokens();
    assert.ok((first?.data.length ?? 0) > 0, 'the last lines are coloured');
    assert.ok(((await info)?.length ?? 0) > 0);
    const start = { line: 0, character: 0 };
    await client.change(uri, 2, [
      { range: { start, end: start }, text: 'S: 220 other\nC: QUIT\nS: 221 bye\n' },
    ]);
    await client.diagnostics(uri);
    await client.change(uri, 3, [{ range: { start, end: { line: 3, character: 0 } }, text: '' }]);
    assert.deepEqual(await tokens(), first);
  }),
);

test(
  'where the part that is read first ends, nothing is missing',
  withClient({}, async (client) => {
    const uri = await open(client);
    const soon = (await client.diagnostics(uri)).map(brief);
    await client.until(() => client.refreshes > 0, 'a refresh');
    const all = new Set((await client.diagnostics(uri)).map(brief));
    assert.deepEqual(
      soon.filter((each) => !all.has(each)),
      [],
    );
  }),
);
