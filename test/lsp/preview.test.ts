// Tests of what a preview asks the server.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';

import {
  authenticationMethod,
  partAtMethod,
  partContentMethod,
  partHashesMethod,
  previewEndMethod,
  previewMethod,
  reportMethod,
  routeMethod,
} from '../../server/src/lsp/protocol.ts';
import type {
  AuthenticationResult,
  PartAtResult,
  PartContentParams,
  PartContentResult,
  PartHashesResult,
  PreviewParams,
  PreviewResult,
  ReportResult,
  RouteResult,
} from '../../server/src/lsp/protocol.ts';
import { withClient } from './client.ts';
import type { Client } from './client.ts';

const MESSAGE = [
  'Received: from a.example by b.example with ESMTPS; Fri, 6 Dec 2024 09:00:02 +0000',
  'Authentication-Results: b.example; dkim=pass header.d=example.org',
  'From: Ann <ann@example.org>',
  'Date: Fri, 6 Dec 2024 09:00:00 +0000',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=shift_jis; format=flowed',
  'Content-Transfer-Encoding: base64',
  '',
  // Shift_JIS: the server has the charsets that a client has not.
  'k/qWeyAKbgo=',
  '--b',
  'Content-Type: application/pdf; name=a.pdf',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERi0xLjc=',
  '--b--',
  '',
].join('\r\n');

const ask = (client: Client, params: PreviewParams): Promise<PreviewResult> =>
  client.connection.sendRequest<PreviewResult>(previewMethod, params);
const content = (client: Client, params: PartContentParams): Promise<PartContentResult> =>
  client.connection.sendRequest<PartContentResult>(partContentMethod, params);

test(
  'a message that is open: what is shown, its parts, where they stand',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', MESSAGE);
    const found = await ask(client, { uri });
    assert.ok(found);
    const { preview, summary, parts, bodies, version, index, count } = found;
    assert.deepEqual([summary.from[0]?.name, version, index, count], ['Ann', 1, 0, 1]);
    assert.deepEqual(summary.from[0]?.at, {
      start: { line: 2, character: 6 },
      end: { line: 2, character: 27 },
    });
    assert.deepEqual(
      parts.map(({ id, use, name, header }) => [id, use, name, header.start.line]),
      [
        ['TEXT', 'container', null, 0],
        ['1', 'body', null, 7],
        ['2', 'attachment', 'a.pdf', 12],
      ],
    );
    assert.deepEqual(bodies.text, ['1']);
    assert.deepEqual(await content(client, { preview, id: '1', as: 'text' }), {
      as: 'text',
      text: '日本 \nn\n',
      from: 0,
      total: 6,
      charset: 'shift_jis',
      charsetFrom: 'declared',
      faults: [],
    });
    const paragraphs = await content(client, { preview, id: '1', as: 'paragraphs' });
    assert.deepEqual(paragraphs?.as === 'paragraphs' && paragraphs.paragraphs, [
      { depth: 0, text: '日本 n' },
    ]);
    assert.deepEqual(await content(client, { preview, id: '2', as: 'octets', from: 1, length: 3 }), {
      as: 'octets',
      base64: btoa('PDF'),
      from: 1,
      total: 8,
      faults: [],
    });
    const source = await content(client, { preview, id: '2', as: 'source' });
    assert.match(source?.as === 'source' ? source.text : '', /^Content-Type: application\/pdf;[^]*Ljc=$/);
    assert.equal(await content(client, { preview, id: '9', as: 'text' }), null);
    const hashes = await client.connection.sendRequest<PartHashesResult>(partHashesMethod, {
      preview,
      id: '2',
    });
    assert.equal(hashes?.octets, 8);
    assert.deepEqual(
      hashes.hashes.map(({ algorithm, hex }) => [algorithm, hex.length]),
      [
        ['MD5', 32],
        ['SHA-1', 40],
        ['SHA-256', 64],
      ],
    );
    const position = { line: 15, character: 2 };
    assert.deepEqual(await client.connection.sendRequest<PartAtResult>(partAtMethod, { preview, position }), {
      id: '2',
      inHeader: false,
    });
  }),
);

test(
  'the way, the checks and the report of a message',
  withClient({}, async (client) => {
    const found = await ask(client, { text: MESSAGE });
    const about = { preview: found?.preview };
    assert.equal(found?.version, null);
    const way = await client.connection.sendRequest<RouteResult>(routeMethod, about);
    assert.deepEqual(
      way?.hops.map(({ by, encrypted, delay, at }) => [by, encrypted, delay, at.start]),
      [['b.example', true, 2000, { line: 0, character: 0 }]],
    );
    const checks = await client.connection.sendRequest<AuthenticationResult>(authenticationMethod, about);
    assert.equal(checks?.results[0]?.results[0]?.words, 'DKIM: passed for example.org.');
    assert.equal(await client.connection.sendRequest<ReportResult>(reportMethod, about), null);
    const bounce = await ask(client, {
      text: 'Content-Type: message/delivery-status\n\nReporting-MTA: dns;a\n\nFinal-Recipient: rfc822;b@example.org\nAction: failed\nStatus: 5.1.1\n',
    });
    const report = await client.connection.sendRequest<ReportResult>(reportMethod, {
      preview: bounce?.preview,
    });
    assert.equal(report?.kind === 'delivery' && report.recipients[0]?.status, '5.1.1');
  }),
);

test(
  'a preview is of the text it was made of, until it ends',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', 'Subject: one\n\nfirst\n');
    const before = await ask(client, { uri });
    assert.ok(before);
    await client.change(uri, 2, [{ text: 'Subject: two\n\nsecond\n' }]);
    const { preview } = before;
    const old = await content(client, { preview, id: '1', as: 'text' });
    assert.equal(old?.as === 'text' && old.text, 'first\n');
    const after = await ask(client, { uri, replaces: preview });
    assert.deepEqual([after?.summary.subject, after?.version], ['two', 2]);
    assert.equal(await content(client, { preview, id: '1', as: 'text' }), null);
    await client.connection.sendNotification(previewEndMethod, { preview: after?.preview });
    assert.equal(await content(client, { preview: after?.preview ?? '', id: '1', as: 'text' }), null);
  }),
);

test(
  'a file that is not open, a text of octets, a message inside another',
  withClient({}, async (client) => {
    const file = path.join(client.folder, 'a.eml');
    await writeFile(file, Buffer.from('Subject: file\nContent-Type: text/plain\n\ngr\xfcn', 'latin1'));
    const found = await ask(client, { uri: pathToFileURL(file).href });
    assert.equal(found?.summary.subject, 'file');
    const text = await content(client, { preview: found.preview, id: '1', as: 'text' });
    assert.deepEqual(text?.as === 'text' && [text.text, text.charset], ['grün', 'windows-1252']);
    const octets = await ask(client, { text: 'Subject: x\n\n\xe2\x82\xac', encoding: 'latin1' });
    const euro = await content(client, { preview: octets?.preview ?? '', id: '1', as: 'text' });
    assert.equal(euro?.as === 'text' && euro.text, '€');
    const inner = await ask(client, {
      text: 'Content-Type: message/rfc822\n\nSubject: inside\n\n',
      part: '1',
    });
    assert.equal(inner?.summary.subject, 'inside');
    assert.equal(await ask(client, { uri: 'file:///nowhere/a.eml' }), null);
    assert.equal(await ask(client, { text: 'Subject: x\n\n', part: '7' }), null);
  }),
);
