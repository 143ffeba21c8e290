// Tests of how files get into a message.

import '../../testing/withFakeEditor.ts';

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextDocument } from 'vscode';

import { attachMethod } from '../../../../server/src/lsp/protocol.ts';
import type { AttachParams } from '../../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../../languageServer.ts';

const { attachmentOf } = await import('./attaching.ts');

const cancel = new AbortController();
const edit = { range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } }, newText: 'x' };
const html = { type: 'text/html', encoding: '8bit', bodyFrom: 10, bodyTo: 20 };

/** @param versions those that the server knows, one a request. */
function setting(versions: readonly number[]): {
  readonly server: LanguageServer;
  readonly asked: AttachParams[];
} {
  const asked: AttachParams[] = [];
  const sendRequest = (method: string, params: AttachParams): Promise<unknown> => {
    if (method !== attachMethod) return Promise.resolve([html]);
    asked.push(params);
    const version = versions[asked.length - 1] ?? versions.at(-1);
    const contentIds = params.files.map(({ inline }) => (inline === true ? 'a@b' : null));
    return Promise.resolve({ edits: [edit], contentIds, version });
  };
  return { server: { running: () => Promise.resolve({ sendRequest }) } as unknown as LanguageServer, asked };
}

const document = {
  version: 7,
  uri: { toString: () => 'untitled:1' },
  offsetAt: (place: unknown) => Number(place),
} as unknown as TextDocument;

function file(octets: number, inline = false): Parameters<typeof attachmentOf>[2][number] {
  return {
    name: 'a.png',
    read: () => Promise.resolve(new Uint8Array(octets)),
    ...(inline ? { inline } : {}),
  };
}

test('what changed while the server read it is asked for again', async () => {
  const { server, asked } = setting([5, 6, 7]);
  const place = { document, cursor: undefined };
  const { shown } = await attachmentOf(server, place, [file(3)], cancel);
  assert.equal(asked.length, 3);
  assert.deepEqual(asked[0], { uri: 'untitled:1', files: [{ name: 'a.png', octets: 'AAAA' }] });
  assert.equal(shown, '');
  await assert.rejects(attachmentOf(setting([6]).server, place, [file(3)], cancel), /changed meanwhile/);
});

test('a picture is shown where one writes HTML', async () => {
  const cursor = 15 as unknown as NonNullable<Parameters<typeof attachmentOf>[1]['cursor']>;
  const { shown } = await attachmentOf(setting([7]).server, { document, cursor }, [file(3, true)], cancel);
  assert.equal(shown, '<img src="cid:a@b" alt="a.png">');
});

test('more than a message should carry is refused before it is sent anywhere', async () => {
  const { server, asked } = setting([7]);
  const files = [file(20 * 1024 * 1024), file(6 * 1024 * 1024)];
  await assert.rejects(
    attachmentOf(server, { document, cursor: undefined }, files, cancel),
    /larger than 25 MB/,
  );
  assert.equal(asked.length, 0);
});
